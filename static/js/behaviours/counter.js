// Says how full a field is, in characters or, where `data-words` has the sentence for it, in words:
// seen at once when room grows short, spoken a second after the last key.
const CHARACTERS = "%(count)s / %(most)s";

export default function counter(field) {
  const most = Number(field.dataset.most || field.maxLength);
  if (!(most > 0)) return;
  const sentence = field.dataset.words ?? CHARACTERS;
  const used = () => (field.dataset.words ? (field.value.match(/\S+/g) || []).length : field.value.length);
  const seen = document.createElement("p");
  const spoken = document.createElement("p");
  seen.className = "hint counter";
  seen.setAttribute("aria-hidden", "true");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  field.after(seen, spoken);
  let timer;
  const show = () => {
    const count = used();
    const near = count > most * 0.8;
    const line = sentence.replace("%(count)s", count.toLocaleString()).replace("%(most)s", most.toLocaleString());
    seen.textContent = near || document.activeElement === field ? line : "";
    seen.classList.toggle("counter--over", count > most);
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = near ? line : ""; }, 1000);
  };
  for (const name of ["input", "focus", "blur"]) field.addEventListener(name, show);
  field.form?.addEventListener("restored", show);
  show();
}
