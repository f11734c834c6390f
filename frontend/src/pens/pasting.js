// Pasting: what comes from elsewhere becomes paragraphs by its numbers and opening words; what comes from here stays what it is.
import { Plugin, TextSelection } from "prosemirror-state";
import { TITLE } from "../document.js";
import { paragraphsFromText, paragraphsFromTree, quieted } from "./clipboard.js";
import { paragraphAt } from "./paragraphs.js";
import { practice } from "./practice.js";
import { say } from "./say.js";

const AT_ONCE = 12_000; // characters in one step: a frame to the server holds at most 64 kB

export function pasting(context) {
  const { opening } = practice(context.settings.practice);
  // Before ProseMirror looks at it, which would read the styles of a word processor as styles.
  return [new Plugin({ props: { handleDOMEvents: {
    paste(view, event) {
      if (!view.editable) return false;
      const html = event.clipboardData?.getData("text/html") ?? "";
      if (html.includes("data-pm-slice")) return false;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const paragraphs = html ? paragraphsFromTree(new DOMParser().parseFromString(quieted(html), "text/html").body, opening) : paragraphsFromText(text, opening);
      if (!paragraphs.length) return false;
      event.preventDefault();
      paste(context, view, paragraphs);
      return true;
    },
  } } })];
}

function paste(context, view, paragraphs) {
  const [first] = paragraphs;
  const title = paragraphAt(view.state.selection)?.uid === TITLE;
  const within = view.state.selection.$head.parent.content.size > 0;
  if (title || (paragraphs.length === 1 && (within || !first.known))) return insertWords(view, paragraphs.flatMap(({ content }, place) => (place ? [{ text: " " }, ...content] : content)), title);
  for (const part of portions(paragraphs)) insertParagraphs(view, part);
  context.announce(say(context.strings.pens.pasted, { count: paragraphs.length }));
}

function insertWords(view, content, plain) {
  const { state } = view;
  const nodes = inline(state.schema, plain ? content.map(({ text }) => ({ text: text.replace(/\n/gu, " ") })) : content);
  const { from, to } = state.selection;
  const tr = state.tr.replaceWith(from, to, nodes);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(to))).scrollIntoView());
}

// Behind the paragraph one stands in, before it where one stands at its beginning, in the place of an empty one.
function insertParagraphs(view, paragraphs) {
  const { state } = view;
  const tr = state.tr.deleteSelection();
  const nodes = paragraphs.map(({ kind, content, alternative = false }) => state.schema.nodes.clause.create({ kind, alternative }, inline(state.schema, content)));
  const { $head } = tr.selection;
  const [start, end] = [$head.before(1), $head.after(1)];
  const title = $head.parent.type.name === "title";
  const size = nodes.reduce((sum, node) => sum + node.nodeSize, 0);
  let at = end;
  if (!title && !$head.parent.content.size && !$head.parent.attrs.addedBy) {
    tr.replaceWith(start, end, [nodes[0].type.create({ ...$head.parent.attrs, kind: nodes[0].attrs.kind, alternative: nodes[0].attrs.alternative }, nodes[0].content), ...nodes.slice(1)]);
    at = start;
  } else if (!title && $head.parentOffset === 0 && $head.parent.content.size) {
    tr.insert(start, nodes);
    at = start;
  } else if (!title && $head.parentOffset < $head.parent.content.size) {
    tr.split($head.pos).insert($head.pos + 1, nodes);
    at = $head.pos + 1;
  } else tr.insert(end, nodes);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + size - 1)).scrollIntoView());
}

const inline = (schema, content) => content.map(({ text, em, link }) => schema.text(text, [...(link ? [schema.marks.link.create({ href: link })] : []), ...(em ? [schema.marks.em.create()] : [])]));

// Large pastes go in several steps, each small enough for the wire.
export function portions(paragraphs, most = AT_ONCE) {
  const parts = [];
  let size = Infinity;
  for (const paragraph of paragraphs) {
    const length = paragraph.content.reduce((sum, { text }) => sum + text.length, 0);
    if (size + length > most) { parts.push([]); size = 0; }
    parts.at(-1).push(paragraph);
    size += length;
  }
  return parts;
}
