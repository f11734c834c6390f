// Says how many words a field has, late and politely: seen when it is at work, spoken only when little room is left.
export default function words(field) {
  const most = Number(field.dataset.most), seen = document.createElement("p"), spoken = document.createElement("p");
  seen.className = "hint counter";
  seen.setAttribute("aria-hidden", "true");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  field.after(seen, spoken);
  let timer;
  const show = () => {
    const count = (field.value.match(/\S+/g) || []).length, near = count > most * 0.8;
    const line = field.dataset.words.replace("%(count)s", count.toLocaleString()).replace("%(most)s", most.toLocaleString());
    seen.textContent = near || (document.activeElement === field && count) ? line : "";
    seen.classList.toggle("counter--over", count > most);
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = near ? line : ""; }, 1500);
  };
  for (const name of ["input", "focus", "blur"]) field.addEventListener(name, show);
  field.form?.addEventListener("restored", show);
  show();
}
