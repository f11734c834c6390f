// Commands on paragraphs: their kind, their level, an alternative, brackets, emphasis, links, removal. In suggestion mode
// the shape of what stands is not one's own to change; a command then says so.
import { toggleMark } from "prosemirror-commands";
import { TextSelection } from "prosemirror-state";
import { TITLE } from "../document.js";
import { moveClause } from "../commands.js";
import { safeHref } from "../schema.js";
import { known } from "./known.js";
import { paragraphAt } from "./paragraphs.js";
import { mode } from "./suggesting.js";

const LEVELS = ["operative", "sub", "subsub"];

// Whether the paragraph may be given another shape: by those who edit, and by those who suggested the paragraph itself.
function shapes(context, node) {
  if (!mode(context).on || known(context).own(node.attrs.addedBy)) return true;
  context.announce(context.strings.pens.shape_fixed);
  return false;
}

// A command on the paragraph in which the selection stands; the title has one shape only.
const onParagraph = (context, act) => (state, dispatch) => {
  const place = paragraphAt(state.selection);
  if (!place || place.uid === TITLE) return false;
  const tr = act(place, state);
  if (!tr) return false;
  if (dispatch && shapes(context, place.node)) dispatch(tr.scrollIntoView());
  return true;
};

export const setKind = (context, kind) => onParagraph(context, ({ node, pos }, state) => {
  if (node.attrs.kind === kind) return null;
  const tr = state.tr.setNodeAttribute(pos, "kind", kind);
  return kind === "heading" ? tr.setNodeAttribute(pos, "alternative", false) : tr;
});

// One level lower (1) or higher (-1) among operative paragraphs and what stands under them.
export const shift = (context, step) => onParagraph(context, ({ node, pos }, state) => {
  const level = LEVELS.indexOf(node.attrs.kind), kind = LEVELS[level + step];
  return level < 0 || !kind ? null : state.tr.setNodeAttribute(pos, "kind", kind);
});

export const toggleAlternative = (context) => onParagraph(context, ({ node, pos }, state) => (node.attrs.kind === "heading" ? null : state.tr.setNodeAttribute(pos, "alternative", !node.attrs.alternative)));

export const move = (context, step) => (state, dispatch) => {
  const place = paragraphAt(state.selection);
  if (!place || !moveClause(step)(state)) return false;
  return dispatch && shapes(context, place.node) ? moveClause(step)(state, dispatch) : true;
};

// In suggestion mode the paragraph stays and its removal is suggested.
export function removeParagraph(state, dispatch) {
  const place = paragraphAt(state.selection);
  if (!place || place.uid === TITLE) return false;
  dispatch?.(state.tr.delete(place.pos, place.pos + place.node.nodeSize).scrollIntoView());
  return true;
}

// "[ ]" around the selection, or taken away where the selection stands in brackets already: text that is not agreed.
export function toggleBrackets(state, dispatch) {
  const { $from, $to, from, to } = state.selection;
  if ($from.depth !== 1 || !$from.sameParent($to)) return false;
  const text = state.doc.textBetween(from - ($from.parentOffset ? 1 : 0), to + ($to.parentOffset < $to.parent.content.size ? 1 : 0), "", "\uFFFC");
  const within = from < to && text.startsWith("[") && text.endsWith("]");
  const tr = state.tr;
  if (within) tr.delete(to, to + 1).delete(from - 1, from);
  else {
    tr.insertText("]", to).insertText("[", from);
    tr.setSelection(TextSelection.create(tr.doc, from + 1, to + 1));
  }
  dispatch?.(tr);
  return true;
}

export const toggleEmphasis = ({ schema }) => toggleMark(schema.marks.em);

// The address of the link in which the selection stands.
export function linkAt(state) {
  const { $from, from, to, empty } = state.selection;
  const marks = empty ? $from.marks() : state.doc.nodeAt(from)?.marks ?? [];
  return { href: marks.find(({ type }) => type.name === "link")?.attrs.href ?? "", from, to };
}

// A link on the selection; an empty address takes it away, one that leads nowhere is refused.
export function setLink(view, address) {
  const { state } = view;
  const { link } = state.schema.marks;
  const { from, to } = state.selection;
  const href = address ? safeHref(address) : "";
  if (href === null || from === to) return false;
  const tr = state.tr.removeMark(from, to, link);
  view.dispatch(href ? tr.addMark(from, to, link.create({ href })) : tr);
  return true;
}

// Backspace at the beginning of a sub-paragraph raises it; at the beginning of an alternative it is one no longer.
export const backspaceShape = (context) => (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset || $from.parent.type.name === "title" || mode(context).on) return false;
  if ($from.parent.attrs.alternative) return toggleAlternative(context)(state, dispatch);
  return ["sub", "subsub"].includes($from.parent.attrs.kind) && shift(context, -1)(state, dispatch);
};

// Enter in an empty sub-paragraph raises it instead of making another empty one.
export const enterEmpty = (context) => (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parent.content.size) return false;
  return ["sub", "subsub"].includes($from.parent.attrs.kind) && shift(context, -1)(state, dispatch);
};
