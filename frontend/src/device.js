// What is kept on this device: the text with changes that the server may not have yet, by person and declaration.
import { clearDocument, IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { NETWORK } from "./provider.js";

export const nameOf = (person, declaration) => `drafting:${person}:${declaration}`;
const OFF = "drafting-storage"; // localStorage: "off" where the person wants nothing kept here
const MOST_OWN = 500; // suggestions whose author the device remembers
const UNSENT = "drafting-unsent:"; // localStorage: how much waits, for the sign-out on any page

// Not where the person wants nothing kept, nor while staff view the page as somebody else.
export function wanted({ keeps }, storage = safeStorage()) { return keeps && storage?.getItem(OFF) !== "off"; }
export function safeStorage() { try { return globalThis.localStorage; } catch { return null; } }

const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

// Fills `ydoc` and `saved` from the device. `kept` is false where nothing can be kept here.
export async function openDevice(settings, ydoc, saved) {
  const { person: { id: person }, declaration } = settings;
  const name = nameOf(person, declaration);
  const none = { kept: () => false, settled: async () => {}, note() {}, unsent() {}, own: [], keepOwn() {}, clear: async () => {} };
  if (!wanted(settings) || !globalThis.indexedDB) return none;
  try {
    const before = Y.encodeStateVector(ydoc);
    const persistence = new IndexeddbPersistence(name, ydoc);
    persistence.addEventListener?.("error", () => {});
    const opened = await Promise.race([persistence.whenSynced.then(() => true), wait(4000)]);
    if (!opened) return none;
    const stored = await persistence.get("saved");
    if (stored) Y.applyUpdate(saved, new Uint8Array(stored), NETWORK);
    const own = (await persistence.get("own")) ?? [];
    let timer = null;
    let writing = 0;
    const write = () => { timer = null; persistence.set("saved", Y.encodeStateAsUpdate(saved)).catch(() => {}); };
    return {
      kept: () => writing === 0,
      // Resolves when all that was changed until now is written: transactions on one store follow each other.
      settled() {
        writing += 1;
        return new Promise((resolve) => {
          const transaction = persistence.db.transaction(["updates"], "readwrite");
          transaction.objectStore("updates").count();
          transaction.oncomplete = () => { writing -= 1; resolve(); };
        });
      },
      had: String(Y.encodeStateVector(ydoc)) !== String(before),
      note() { timer ??= setTimeout(write, 400); }, // what the server has is written down a moment later
      own, // ids of suggestions that this person made
      keepOwn(ids) { persistence.set("own", ids.slice(-MOST_OWN)).catch(() => {}); },
      unsent(count, title, words) {
        const storage = safeStorage(), key = UNSENT + `${person}:${declaration}`;
        if (count) storage?.setItem(key, JSON.stringify({ count, title, words: words() }));
        else storage?.removeItem(key);
      },
      async clear() {
        clearTimeout(timer);
        safeStorage()?.removeItem(UNSENT + `${person}:${declaration}`);
        await persistence.destroy();
        await clearDocument(name);
      },
    };
  } catch {
    return none; // private windows may forbid it; the state line then says what is not saved
  }
}

// The worker that gives the page without a network; it looks after this page only, and is told what the page is made of.
export async function registerWorker(settings) {
  if (!wanted(settings) || !navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(settings.worker, { scope: "/declarations/" });
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(`${location.origin}/assets/`));
    active.postMessage({ keep: { page: location.pathname, person: String(settings.person.id), parts } });
  } catch { /* without it the text is still kept; only the page itself does not open offline */ }
}
