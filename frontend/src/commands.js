// What keys do to clauses as such; what they do to suggestions, numbers and citations belongs to the pens.
import { canSplit } from "prosemirror-transform";
import { TITLE, uidOfNode } from "./document.js";
import { schema } from "./schema.js";

const AFTER = { title: "heading", heading: "operative" };

// Enter: the words behind the cursor become the next clause, of the same kind.
export function splitClause(state, dispatch) {
  const { $from, $to } = state.selection;
  if ($from.depth !== 1 || $to.depth !== 1) return false;
  const tr = state.tr;
  if (!state.selection.empty) tr.deleteSelection();
  const $at = tr.doc.resolve(tr.mapping.map($from.pos));
  const node = $at.parent, title = uidOfNode(node) === TITLE;
  const atEnd = $at.parentOffset === node.content.size;
  const kind = title ? AFTER.title : (atEnd && AFTER[node.attrs.kind]) || node.attrs.kind;
  const attrs = atEnd || title ? { kind } : { ...node.attrs, kind };
  const types = [{ type: schema.nodes.clause, attrs }];
  if (!canSplit(tr.doc, $at.pos, 1, types)) return false;
  dispatch?.(tr.split($at.pos, 1, types).scrollIntoView());
  return true;
}

// Shift+Enter: a line break inside the clause.
export function breakLine(state, dispatch) {
  dispatch?.(state.tr.insertText("\n").scrollIntoView());
  return true;
}

// One place up (-1) or down (+1); the title stays on top.
export const moveClause = (step) => (state, dispatch) => {
  const { $head } = state.selection;
  if ($head.depth !== 1 || uidOfNode($head.parent) === TITLE) return false;
  const index = $head.index(0), other = index + step;
  if (other < 1 || other >= state.doc.childCount) return false;
  if (dispatch) {
    const node = $head.parent, pos = $head.before(1), neighbour = state.doc.child(other);
    const offset = $head.pos - pos;
    const tr = state.tr.delete(pos, pos + node.nodeSize);
    const target = step < 0 ? pos - neighbour.nodeSize : pos + neighbour.nodeSize;
    tr.insert(target, node);
    dispatch(tr.setSelection(state.selection.constructor.near(tr.doc.resolve(target + offset))).scrollIntoView());
  }
  return true;
};
