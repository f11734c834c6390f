// Joins one ProseMirror view to the Yjs document: what is typed goes out, what others do comes in, the selection stays on its words.
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import * as Y from "yjs";
import { clausesOf, placesIn, uidOfNode } from "./document.js";
import { changedIn, pull } from "./pull.js";
import { PREPARING, push, WRITING } from "./push.js";
import { FROM_OTHERS } from "./uids.js";

export const bindingKey = new PluginKey("binding");

// A position of ProseMirror <-> a place among the words of the Yjs document, which others cannot shift.
export function relativeFrom(doc, ydoc, pos) {
  const $pos = doc.resolve(pos);
  if ($pos.depth < 1) return null;
  const text = clausesOf(ydoc).get(uidOfNode($pos.node(1)))?.get("text");
  return text ? Y.createRelativePositionFromTypeIndex(text, Math.min($pos.parentOffset, text.length), -1) : null;
}

export function positionFrom(doc, ydoc, relative, places = placesIn(doc)) {
  const found = relative && Y.createAbsolutePositionFromRelativePosition(relative, ydoc);
  const uid = found?.type.parent?._item?.parentSub;
  const place = uid && places.get(uid);
  return place ? place.pos + 1 + Math.min(found.index, place.node.content.size) : null;
}

export function rememberSelection(state, ydoc) {
  const { selection, doc } = state;
  if (!(selection instanceof TextSelection)) return null;
  return { anchor: relativeFrom(doc, ydoc, selection.anchor), head: relativeFrom(doc, ydoc, selection.head) };
}

export function restoreSelection(tr, ydoc, remembered) {
  if (!remembered) return tr;
  const places = placesIn(tr.doc);
  const [anchor, head] = [remembered.anchor, remembered.head].map((one) => positionFrom(tr.doc, ydoc, one, places));
  if (anchor === null || head === null) return tr;
  const { selection } = tr;
  if (selection.anchor !== anchor || selection.head !== head) tr.setSelection(TextSelection.create(tr.doc, anchor, head));
  return tr;
}

function cursorOf({ selection }) {
  const { $head } = selection;
  return $head.depth ? { uid: uidOfNode($head.node(1)), offset: $head.parentOffset } : undefined;
}

// The binding without a view: `holder` = {get state(), dispatch(tr)}. Returns {written(), destroy()}.
export function bind(ydoc, holder) {
  const clauses = clausesOf(ydoc);
  let shown = holder.state.doc; // the ProseMirror document that equals the Yjs document
  let selection = null;

  const remember = (transaction) => {
    if (transaction.origin !== WRITING && transaction.origin !== PREPARING) selection = rememberSelection(holder.state, ydoc);
  };
  const take = (events, transaction) => {
    if (transaction.origin === WRITING || transaction.origin === PREPARING) return;
    const tr = pull(holder.state.tr, ydoc, changedIn(events));
    if (!tr.docChanged) return;
    restoreSelection(tr, ydoc, selection);
    shown = tr.doc;
    holder.dispatch(tr.setMeta(FROM_OTHERS, true).setMeta("addToHistory", false));
  };
  ydoc.on("beforeTransaction", remember);
  clauses.observeDeep(take);
  return {
    // Call it when the state has a new document; it does nothing for what came from others.
    written() {
      const { state } = holder;
      if (state.doc === shown) return;
      const before = shown;
      shown = state.doc;
      push(ydoc, before, state.doc, { cursor: cursorOf(state) });
    },
    destroy() {
      ydoc.off("beforeTransaction", remember);
      clauses.unobserveDeep(take);
    },
  };
}

// The same as a plugin. The state must begin with `docFrom(ydoc)`.
export function binding(ydoc) {
  return new Plugin({
    key: bindingKey,
    view(view) {
      const bound = bind(ydoc, { get state() { return view.state; }, dispatch: (tr) => view.dispatch(tr) });
      return { update: () => bound.written(), destroy: () => bound.destroy() };
    },
  });
}

