// Confirms an act by passkey. The server builds the statement, the device signs it, the server checks and stores it; only its
// answer leads on, and nothing here ever says that it is signed. Whatever fails, what was typed stays in the form.
// <form data-behaviour="sign" data-statement="address" data-kind="sign">, with [data-passkey], [data-told] and [data-sign-words].
import { get, possible, reachable, sentence } from "../passkey.js";

const JSON_ONLY = { Accept: "application/json" };

class Told extends Error {
  constructor(kind, said, remedy = "") { super(said); Object.assign(this, { kind, remedy }); }
}

export default function sign(form) {
  const part = form.querySelector("[data-passkey]"), button = part?.querySelector("button");
  const line = form.querySelector("[data-told]"), fold = form.querySelector("[data-password]");
  const words = read(form.querySelector("[data-sign-words]")), device = read(form.querySelector("[data-words]"));
  if (!button) return;
  if (!possible() || !reachable()) return told({ message: sentence({}, device) });
  part.hidden = false;
  if (fold && !fold.querySelector(".error")) fold.open = false;
  button.addEventListener("click", run);

  async function run() {
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    button.setAttribute("aria-disabled", "true");
    try { await confirm(); } catch (problem) { fail(problem); } finally {
      form.ariaBusy = null;
      button.removeAttribute("aria-disabled");
    }
  }

  async function confirm() {
    waits(words.preparing);
    const asked = new FormData(form);
    for (const name of ["password", "code", "idempotency_key"]) asked.delete(name);
    asked.set("kind", form.dataset.kind);
    const { nonce, options } = await post(form.dataset.statement, asked, "offline");
    const stop = new AbortController();
    waits(words.waiting, stop);
    const credential = await get(options, stop.signal);
    waits(words.checking);
    const sent = new FormData();
    for (const name of ["csrf_token", "letter"]) sent.set(name, form.elements[name]?.value ?? "");
    sent.set("nonce", nonce);
    sent.set("credential", JSON.stringify(credential));
    const answer = await post(form.action, sent, "lost");
    location.assign(answer.location);
    await new Promise(() => {});  // the next page is on its way; this one stays as it is
  }

  async function post(address, body, broken) {
    let answer;
    try {
      answer = await fetch(address, { method: "POST", redirect: "manual", headers: JSON_ONLY, body });
    } catch { throw new Told(broken, words[broken]); }
    if (answer.type === "opaqueredirect") throw new Told("signed-out", words.out);
    const said = await answer.json().catch(() => null);
    if (answer.ok && said) return said;
    if (said?.sentence) throw new Told(said.kind, said.sentence, said.remedy);
    throw new Told("other", { 429: words.often, 503: words.busy }[answer.status] ?? words.other);
  }

  function fail(problem) {
    if (problem.kind === "changed" || problem.kind === "signed-out") return again(problem);
    told(problem instanceof Told ? problem : { message: sentence(problem, device) });
    button.textContent = words.again;
    button.focus();
  }

  // The whole form goes to the server, which shows it again with every word: beside the new text, or after signing in.
  function again(problem) {
    told(problem);
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "again", value: problem.kind }));
    form.querySelector("[name=password]")?.remove();
    HTMLFormElement.prototype.submit.call(form);
  }

  function waits(text, stop) {
    line.replaceChildren(Object.assign(document.createElement("p"), { className: "confirm__wait", textContent: text }));
    if (!stop) return;
    const away = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: words.stop });
    away.addEventListener("click", () => stop.abort());
    line.append(away);
  }

  function told({ message, remedy = "" }) {
    const notice = Object.assign(document.createElement("p"), { className: "notice notice--refused" });
    notice.append(Object.assign(document.createElement("strong"), { textContent: message }), " ", remedy);
    line.replaceChildren(notice);
  }
}

function read(block) { return JSON.parse(block?.textContent || "{}"); }
