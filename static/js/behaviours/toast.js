// A message stays until it is put away.
export default function toast(line) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "toast__close";
  button.setAttribute("aria-label", line.dataset.close);
  button.textContent = "×";
  button.addEventListener("click", () => line.remove());
  line.append(button);
}
