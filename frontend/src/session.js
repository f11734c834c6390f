// One sitting at the text: the line to the server, what is kept on this device, the right to write, and what must be said of them.
import { TextSelection } from "prosemirror-state";
import * as Y from "yjs";
import { clausesOf, placesIn, textOf } from "./document.js";
import { compare, differing, wordsOf } from "./merging.js";
import { notices as noticesOf, watchTombstones } from "./notices.js";
import { NETWORK, Provider, SESSION_ENDED } from "./provider.js";
import { stateLine, stateOf } from "./stateline.js";
import { schema } from "./schema.js";

const addressOf = (path) => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}?notes=1`;
const alike = (one, other) => String(Y.encodeStateVector(one)) === String(Y.encodeStateVector(other));

const READER = "reader"; // words from before, of somebody who has come back and may only read

export function session(context, { saved, device }) {
  const { ydoc, settings, element } = context, strings = settings.strings.editor, locale = document.documentElement.lang;
  const notices = noticesOf({ element: element("notices"), strings, settings, announce: context.announce, locale });
  const shown = stateLine(element("state"), strings, locale);
  const unsent = new Set(differing(wordsOf(ydoc), wordsOf(saved)));
  if (device.had && !unsent.size && !alike(ydoc, saved)) unsent.add("");
  let begun = Boolean(device.had), view = null, greeted = false;

  const provider = new Provider({
    url: addressOf(settings.live), ydoc, saved, awareness: context.awareness,
    on: { status, note, change() {}, merge },
  });

  // Which paragraphs were changed here since the server last had everything.
  clausesOf(ydoc).observeDeep((events, transaction) => {
    if (transaction.origin === NETWORK || !begun) return;
    for (const event of events) (event.path.length ? [event.path[0]] : [...event.keysChanged]).forEach((uid) => unsent.add(uid));
    queueMicrotask(() => { device.settled().then(status); status(); }); // the store hears of the change after us
  });
  watchTombstones(ydoc, (uid, map) => { if (view && provider.synced) notices.orphaned(uid, map.get("text").toString(), revive); });

  function status() {
    const { connected, synced, waiting, refused, reason } = provider;
    const complete = connected && synced && provider.offered && !waiting && !refused;
    if (complete) {
      unsent.clear();
      if (!begun) { begun = true; refresh(); }
      device.note();
      notices.drop("session");
    }
    if (synced && !begun) { begun = true; refresh(); }
    if (synced && !waiting && !refused && unsent.size && greeted && !mayWrite()) {
      provider.refused = { why: READER };
      notices.drop("right");
      notices.refused(context.sentence() || strings.no_access, { ydoc, saved, discard });
      return status();
    }
    device.unsent(unsent.size, settings.title, () => [...unsent].map((uid) => textOf(ydoc, uid)?.toString() ?? "").join("\n\n"));
    shown.show(stateOf({ line: { connected, synced, waiting, refused }, kept: device.kept(), unsent: unsent.size, begun }), unsent.size);
    if (!connected && reason === SESSION_ENDED) notices.signedOut();
    if (provider.stopped && !connected && reason >= 4400) notices.refused(strings.no_access, { ydoc, saved, discard });
  }

  function merge(take) {
    const mine = unsent.size && begun ? wordsOf(ydoc) : null, base = wordsOf(saved);
    take();
    if (!mine || !base.size) return;
    const found = compare(base, mine, wordsOf(saved), wordsOf(ydoc));
    notices.merged(found, { write, revive, nameOf, mineCount: unsent.size });
  }

  function note(one) {
    if (one.note === "hello" || one.note === "right") {
      context.setRight(one.right, one.sentence);
      greeted = true;
      if (mayWrite() && provider.refused?.why === READER) { provider.refused = null; notices.drop("refused"); } // the server asks for them now
      status();
      notices.say("right", one.right === "edit" ? "" : one.sentence);
      refresh();
    } else if (one.note === "refused" || one.note === "reload") {
      provider.refused ??= one;
      notices.refused(one.sentence || strings.reload, { ydoc, saved, discard });
      refresh();
    }
    context.heard.dispatchEvent(new CustomEvent(one.note, { detail: one }));
  }

  // Plugins and the attribute `contenteditable` follow the right.
  function refresh() { view?.setProps({}); root()?.toggleAttribute("data-readonly", !writable()); }
  function root() { return view?.dom.closest("[data-drafting-root]"); }
  function writable() { return begun && !provider.refused && !provider.stopped && mayWrite(); }
  function mayWrite() { return ["edit", "suggest"].includes(context.right()); }

  // The paragraph with these words instead, as an edit of this person: only what differs is written.
  function write(uid, words) {
    const place = placesIn(view.state.doc).get(uid);
    if (!place) return;
    const from = place.pos + 1, to = from + place.node.content.size;
    const tr = view.state.tr.setSelection(TextSelection.create(view.state.doc, from));
    view.dispatch(words ? tr.replaceWith(from, to, schema.text(words)) : tr.delete(from, to));
  }

  function revive(uid) {
    ydoc.transact(() => { const map = clausesOf(ydoc).get(uid); map.delete("removed"); map.delete("joined"); }, "reviving");
    view.dom.querySelector(`[data-uid="${uid}"]`)?.scrollIntoView({ block: "center" });
  }

  function nameOf(uid) {
    const mark = view?.dom.querySelector(`[data-uid="${uid}"]`)?.dataset.mark, words = textOf(ydoc, uid)?.toString() ?? "";
    return mark || `“${words.slice(0, 40)} …”`;
  }

  async function discard() {
    provider.stop();
    await device.clear();
    location.reload();
  }

  return {
    writable,
    begin(given) {
      view = given;
      provider.connect();
      status();
      for (const name of ["online", "focus", "storage"]) addEventListener(name, () => provider.hurry());
      document.addEventListener("visibilitychange", () => { if (!document.hidden) provider.hurry(); });
      addEventListener("beforeunload", (event) => { if (shown.state === "lost" && unsent.size) event.preventDefault(); });
      addEventListener("pagehide", () => provider.flush());
    },
  };
}
