// Saves the choices for a paragraph as they are made and shows the paragraph that they would give; the words say what is saved.
export default function consolidation(form) {
  const status = form.querySelector("[data-status]");
  const waiting = new Map();
  const say = (name) => { status.textContent = form.dataset[name]; status.classList.toggle("saved--lost", name === "lost"); };
  const lost = () => status.classList.contains("saved--lost");

  async function save(clause) {
    waiting.delete(clause);
    const body = new FormData();
    for (const field of [form.elements.csrf_token, ...clause.querySelectorAll("input, textarea")]) {
      if (field.type !== "radio" || field.checked) body.append(field.name, field.value);
    }
    try {
      const answer = await fetch(clause.dataset.url, { method: "POST", body, redirect: "error" });
      if (!answer.ok) throw answer;
      clause.querySelector("[data-preview]").innerHTML = await answer.text();
      if (!waiting.size) say("saved");
    } catch { say("lost"); }
  }

  for (const [name, pause] of [["change", 0], ["input", 700]]) form.addEventListener(name, ({ target }) => {
    const clause = target.closest("[data-clause]");
    clearTimeout(waiting.get(clause));
    waiting.set(clause, setTimeout(save, pause, clause));
    say("saving");
  });
  addEventListener("beforeunload", (event) => { if (waiting.size || lost()) event.preventDefault(); });
  form.addEventListener("submit", () => { waiting.forEach(clearTimeout); waiting.clear(); say("saving"); });
}
