// Hangs the number before each paragraph, as a decoration that follows kinds and places and is no part of the text.
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { TITLE, uidOfNode } from "../document.js";
import { numbersOf } from "./paragraphs.js";

export function numbering({ strings }) {
  return [new Plugin({
    state: {
      init: (_config, state) => marks(state.doc, strings.pens),
      apply: (tr, set, before) => (!tr.docChanged ? set : sameShape(before.doc, tr.doc) ? set.map(tr.mapping, tr.doc) : marks(tr.doc, strings.pens)),
    },
    props: { decorations(state) { return this.getState(state); } },
  })];
}

// Whether no number can have changed: the same kinds of paragraphs in the same order.
function sameShape(before, after) {
  if (before.childCount !== after.childCount) return false;
  for (let index = 1; index < after.childCount; index += 1) {
    const one = before.child(index).attrs, other = after.child(index).attrs;
    if (one !== other && ["uid", "kind", "alternative", "addedBy"].some((name) => one[name] !== other[name])) return false;
  }
  return true;
}

function marks(doc, words) {
  const numbers = numbersOf(doc);
  const found = [];
  doc.forEach((node, pos) => {
    if (uidOfNode(node) === TITLE) return;
    const mark = node.attrs.addedBy ? words.new_mark : numbers.get(node.attrs.uid)?.mark;
    if (mark) found.push(Decoration.node(pos, pos + node.nodeSize, { "data-mark": mark }));
  });
  return DecorationSet.create(doc, found);
}
