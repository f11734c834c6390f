// Says how much room is left in a field: seen at once when it grows short, spoken a second after the last key.
export default function counter(field) {
  const most = Number(field.dataset.most || field.maxLength);
  if (!(most > 0)) return;
  const seen = document.createElement("p");
  const spoken = document.createElement("p");
  seen.className = "hint counter";
  seen.setAttribute("aria-hidden", "true");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  field.after(seen, spoken);
  let timer;
  const show = () => {
    const left = most - field.value.length;
    const near = left < most * 0.2;
    seen.textContent = near || document.activeElement === field ? `${field.value.length.toLocaleString()} / ${most.toLocaleString()}` : "";
    seen.classList.toggle("counter--over", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = near ? seen.textContent : ""; }, 1000);
  };
  for (const name of ["input", "focus", "blur"]) field.addEventListener(name, show);
  show();
}
