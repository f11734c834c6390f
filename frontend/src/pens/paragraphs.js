// The paragraphs of a document as the other pens ask for them: with their numbers, their words as they stand, and their suggestions.
import { placesIn, TITLE, uidOfNode } from "../document.js";
import { numbered } from "./counting.js";

const known = new WeakMap();

// uid -> {mark, number}; worked out once for each document.
export function numbersOf(doc) {
  if (!known.has(doc)) {
    const nodes = [];
    doc.forEach((node) => { if (uidOfNode(node) !== TITLE) nodes.push(node); });
    const numbers = numbered(nodes.map(({ attrs: { kind, alternative, addedBy } }) => ({ kind, alternative, added: addedBy })));
    known.set(doc, new Map(nodes.map((node, index) => [node.attrs.uid, numbers[index]])));
  }
  return known.get(doc);
}

// "paragraph 3 (a)", "preambular paragraph", "title": how a paragraph is spoken of.
export function nameOf(doc, uid, words) {
  if (uid === TITLE) return words.the_title;
  const number = numbersOf(doc).get(uid)?.number;
  if (number) return words.paragraph.replace("%(number)s", number);
  const node = placesIn(doc).get(uid)?.node;
  if (!node) return words.a_paragraph;
  return node.attrs.addedBy ? words.new_paragraph : words.kinds_said[node.attrs.kind];
}

// The paragraph in which the selection stands: {node, pos, uid}, or null.
export function paragraphAt({ $head }) {
  if ($head.depth < 1) return null;
  return { node: $head.node(1), pos: $head.before(1), uid: uidOfNode($head.node(1)) };
}

// The words with all suggestions rejected, as the server counts and checks them.
const standing = new WeakMap();
export function standingText(node) {
  if (!standing.has(node)) {
    let text = "";
    node.forEach((child) => { if (child.isText && !child.marks.some(({ type }) => type.name === "ins")) text += child.text; });
    standing.set(node, text);
  }
  return standing.get(node);
}

// The stretch of the standing words between two offsets of a paragraph: {quote, at}; null where the paragraph itself is suggested.
export function standingRange(node, from, to) {
  if (node.attrs.addedBy || node.type.name === "title") return null;
  let quote = "", at = 0;
  node.forEach((child, offset) => {
    if (!child.isText || child.marks.some(({ type }) => type.name === "ins")) return;
    const [start, end] = [Math.max(from, offset) - offset, Math.min(to, offset + child.nodeSize) - offset];
    at += Math.max(0, Math.min(from - offset, child.nodeSize));
    if (start < end) quote += child.text.slice(start, end);
  });
  const lead = quote.length - quote.trimStart().length;
  return { quote: quote.trim(), at: at + lead };
}

export function standingParagraphs(doc) {
  const found = [];
  doc.forEach((node) => {
    if (uidOfNode(node) !== TITLE && !node.attrs.addedBy) found.push({ uid: node.attrs.uid, kind: node.attrs.kind, text: standingText(node) });
  });
  return found;
}

// What is suggested in one paragraph: id -> {inserted, deleted, added, removed, from, to}, offsets within the paragraph.
const suggested = new WeakMap();
export function suggestionsIn(node) {
  if (!suggested.has(node)) suggested.set(node, readSuggestions(node));
  return suggested.get(node);
}

function readSuggestions(node) {
  const found = new Map();
  const about = (id, offset, size) => {
    const one = found.get(id) ?? { id, inserted: "", deleted: "", added: false, removed: false, from: offset, to: offset };
    found.set(id, Object.assign(one, { from: Math.min(one.from, offset), to: Math.max(one.to, offset + size) }));
    return one;
  };
  if (node.attrs.addedBy) Object.assign(about(node.attrs.addedBy, 0, node.content.size), { added: true });
  if (node.attrs.removedBy) Object.assign(about(node.attrs.removedBy, 0, node.content.size), { removed: true });
  node.forEach((child, offset) => {
    for (const { type, attrs } of child.marks) {
      if (type.name === "ins") about(attrs.id, offset, child.nodeSize).inserted += child.isText ? child.text : "*";
      if (type.name === "del") about(attrs.id, offset, child.nodeSize).deleted += child.isText ? child.text : "*";
    }
  });
  return found;
}
