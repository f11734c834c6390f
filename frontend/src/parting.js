// What the drafting editor keeps on this device, for pages that do not load the editor: what waits to be sent, and taking it away.
const UNSENT = "drafting-unsent:", CACHES = ["drafting-pages", "drafting-parts"];

export function unsent() {
  const found = [];
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(UNSENT)) continue;
    try { found.push({ declaration: key.split(":")[2], ...JSON.parse(localStorage.getItem(key)) }); } catch { localStorage.removeItem(key); }
  }
  return found;
}

export async function clear() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(UNSENT) || key.startsWith("draft:")) localStorage.removeItem(key);
  const databases = (await globalThis.indexedDB?.databases?.()) ?? [];
  const removed = databases.filter(({ name }) => name.startsWith("drafting:")).map(({ name }) => new Promise((resolve) => {
    Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: resolve });
  }));
  const worker = await navigator.serviceWorker?.getRegistration("/declarations/");
  if (worker) removed.push(worker.unregister()); // it would keep the page anew
  if (globalThis.caches) removed.push(...CACHES.map((name) => caches.delete(name)));
  await Promise.race([Promise.all(removed), new Promise((resolve) => { setTimeout(resolve, 3000); })]);
}

// Asks what becomes of words that the server does not have: opened and sent, downloaded, or let go. `words` = the element's data-*.
export function ask(waiting, words, letGo) {
  const box = document.createElement("dialog");
  const add = (parent, name, text, more = {}) => parent.appendChild(Object.assign(document.createElement(name), { textContent: text, ...more }));
  box.className = "dialog";
  add(box, "h2", words.unsent);
  const list = add(box, "ul", "");
  for (const { declaration, title } of waiting) add(add(list, "li", ""), "a", `${title}: ${words.send}`, { href: `/declarations/${declaration}/drafting` });
  const acts = add(box, "p", "", { className: "actions" });
  const button = (text, onclick) => add(acts, "button", text, { type: "button", className: "button button--small", onclick });
  button(words.download, () => {
    const address = URL.createObjectURL(new Blob(waiting.map((one) => `${one.title}\n\n${one.words}\n\n`), { type: "text/plain;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href: address, download: "words.txt" }).click();
  });
  button(words.discard, async () => { await letGo(); box.close(); });
  button(words.stay, () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
