// Keeps every word of a form while it is typed: at once on this device, and a moment later on the server.
// <form data-behaviour="autosave" data-draft="key" data-person="7">; the words it speaks stand on its [data-saved] line.
const WAIT = 1200;
const NOT_KEPT = new Set(["csrf_token", "idempotency_key", "draft_key", "form_url", "code"]);

export default function autosave(form) {
  const line = form.querySelector("[data-saved]");
  const place = `draft:${form.dataset.person}:${form.dataset.draft}`;
  const device = storage();
  let timer, sent = 0, signedOut = false;

  const say = (word) => { if (line && line.dataset[word] !== line.textContent) line.textContent = line.dataset[word] || ""; };
  const read = () => { try { return JSON.parse(device?.getItem(place) || "null"); } catch { return null; } };
  const write = (entry) => { try { device.setItem(place, JSON.stringify(entry)); return true; } catch { return false; } };
  const forget = () => device?.removeItem(place);

  async function toServer(fields, number) {
    if (signedOut) return false;
    try {
      const answer = await fetch("/drafts", {
        method: "POST", redirect: "manual", keepalive: JSON.stringify(fields).length < 60000,
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrf_token?.value || "" },
        body: JSON.stringify({ key: form.dataset.draft, fields }),
      });
      signedOut = answer.type === "opaqueredirect" || answer.status === 400;
      return answer.ok && number === sent;
    } catch { return false; }
  }

  async function save() {
    const fields = values(form), number = ++sent;
    const kept = write({ fields, at: Date.now() });
    say(signedOut && kept ? "out" : kept ? "device" : "lost");
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (await toServer(fields, number)) { write({ fields, at: Date.now(), server: true }); say("server"); }
      else if (signedOut && kept) say("out");
    }, WAIT);
  }

  function bringBack(entry) {
    fill(form, entry.fields);
    say("restored");
    const button = document.createElement("button");
    button.type = "button"; button.className = "button button--quiet button--small"; button.textContent = line?.dataset.discard || "";
    button.addEventListener("click", () => { forget(); location.reload(); });
    line?.append(" ", button);
    form.dispatchEvent(new Event("restored"));
  }

  async function begin() {
    const entry = read();
    if (!entry || form.hasAttribute("data-refused")) return;  // after a refusal the page itself has every word
    if (entry.key && await wasHandled(entry.key)) return forget();
    if (same(entry.fields, values(form))) return;
    if (!entry.server && lacks(form, entry.fields) && await toServer(entry.fields, sent)) {
      write({ ...entry, server: true });  // once: the page of the server draws pictures and rows that a script cannot
      return location.reload();
    }
    bringBack(entry);
  }

  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    const fields = values(form);
    write({ fields, at: Date.now(), key: form.elements.idempotency_key?.value });
  });
  addEventListener("online", () => { if (read()) save(); });
  begin();
}

function storage() { try { return window.localStorage; } catch { return null; } }

export function values(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_KEPT.has(name) && !name.includes("password")) (fields[name] ||= []).push(value);
  }
  return fields;
}

function same(kept, now) {
  const text = (fields) => JSON.stringify(Object.keys(fields).sort().map((name) => [name, fields[name].filter(Boolean)]).filter(([, all]) => all.length));
  return text(kept) === text(now);
}

function lacks(form, fields) { return Object.keys(fields).some((name) => !form.elements[name]); }

function fill(form, fields) {
  const seen = {};
  for (const element of form.elements) {
    const { name, type } = element;
    if (!name || NOT_KEPT.has(name) || ["file", "submit", "button", "password"].includes(type)) continue;
    const all = fields[name] || [];
    if (type === "checkbox" || type === "radio") element.checked = all.includes(element.value);
    else if (element.multiple) for (const option of element.options) option.selected = all.includes(option.value);
    else if (name in fields) element.value = all[seen[name] = (seen[name] ?? -1) + 1] ?? "";
  }
  for (const [name, all] of Object.entries(fields)) {  // what a behaviour had added, as a picture's key
    if (!form.elements[name]) for (const value of all) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
}

async function wasHandled(key) {
  try {
    const answer = await fetch(`/drafts/sent/${encodeURIComponent(key)}`, { redirect: "manual" });
    return answer.ok && (await answer.json()).sent;
  } catch { return false; }
}
