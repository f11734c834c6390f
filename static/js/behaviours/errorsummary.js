// The list of errors takes the focus when the page comes back, and its links put the cursor into the field.
export default function errorSummary(box) {
  box.focus();
  box.addEventListener("click", (event) => {
    const field = document.getElementById(event.target.closest("a")?.hash.slice(1) ?? "");
    if (!field) return;
    event.preventDefault();
    const target = field.matches("input, select, textarea, button") ? field : field.querySelector("input, select, textarea") ?? field;
    target.focus();
    (document.querySelector(`label[for="${target.id}"]`) ?? target).scrollIntoView({ block: "center" });
  });
}
