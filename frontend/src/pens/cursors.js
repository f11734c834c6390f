// The cursors of others: a bar and a name in one of eight pens, by class; and where one stands oneself, told to them.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import * as Y from "yjs";
import { positionFrom, relativeFrom } from "../binding.js";
import { placesIn } from "../document.js";
import { later } from "./once.js";
import { paragraphAt } from "./paragraphs.js";
import { el, say } from "./say.js";

const TELL = 80; // milliseconds: a held arrow key is not told step by step
export const key = new PluginKey("cursors");

export function cursors(context) {
  const { awareness, ydoc } = context;
  const moves = movements();
  return [new Plugin({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, set) => (tr.docChanged || tr.getMeta(key) ? others(context, tr.doc, moves) : set) },
    props: { decorations(state) { return this.getState(state); } },
    view(view) {
      const redraw = ({ added, updated, removed }) => {
        if ([...added, ...updated, ...removed].some((client) => client !== ydoc.clientID)) view.dispatch(view.state.tr.setMeta(key, true));
      };
      const soon = later(() => tell(context, view), TELL);
      awareness.on("change", redraw);
      view.dom.addEventListener("focus", soon);
      view.dom.addEventListener("blur", soon);
      return {
        update(now, before) { if (!before.selection.eq(now.state.selection) || before.doc !== now.state.doc) soon(); },
        destroy() { soon.cancel(); awareness.off("change", redraw); },
      };
    },
  })];
}

function tell({ awareness, ydoc }, view) {
  if (view.isDestroyed) return;
  const { doc, selection } = view.state;
  const json = (pos) => { const found = relativeFrom(doc, ydoc, pos); return found && Y.relativePositionToJSON(found); };
  const [anchor, head] = [json(selection.anchor), json(selection.head)];
  awareness.setLocalState({ ...awareness.getLocalState(), cursor: view.hasFocus() && anchor && head ? { anchor, head } : null, uid: paragraphAt(selection)?.uid ?? null });
}

// When each cursor moved last, by what its browser says of it and not by where others' words push it.
export function movements(now = Date.now) {
  const seen = new Map(); // client -> {words, since}
  return (client, cursor) => {
    const words = JSON.stringify(cursor);
    if (seen.get(client)?.words !== words) seen.set(client, { words, since: now() });
    return seen.get(client).since;
  };
}

function others({ awareness, ydoc, strings }, doc, moves) {
  const found = [];
  const places = placesIn(doc);
  for (const [client, { user, cursor }] of awareness.getStates()) {
    if (client === ydoc.clientID || !user || !cursor) continue;
    const [anchor, head] = [cursor.anchor, cursor.head].map((one) => place(doc, ydoc, one, places));
    if (anchor === null || head === null) continue;
    const pen = `pen-${user.colour}`;
    const since = moves(client, cursor);
    found.push(Decoration.widget(head, () => flag(user, pen, strings.pens, since), { key: `${client} ${user.name} ${pen} ${since}`, side: -1, ignoreSelection: true }));
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    if (from < to) found.push(Decoration.inline(from, to, { class: `draft__selection ${pen}` }));
  }
  return DecorationSet.create(doc, found);
}

// What another browser sent is only looked up; what cannot be is passed over.
function place(doc, ydoc, json, places) {
  try { return positionFrom(doc, ydoc, Y.createRelativePositionFromJSON(json), places); } catch { return null; }
}

// The name is drawn by the style sheet, so that it is no part of the words; there it goes away some seconds after the last
// movement, and one that is drawn anew in between goes at the same moment.
function flag({ name, city }, pen, words, since) {
  const made = el("span", { class: `draft__cursor ${pen}`, "aria-hidden": "true", "data-name": city ? say(words.of_city, { name, city }) : name });
  made.style.setProperty("--moved", `${since - Date.now()}ms`);
  return made;
}
