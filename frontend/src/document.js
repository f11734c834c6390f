// The Yjs document of a text, as ADR 005 describes it, read as paragraphs and as ProseMirror nodes.
// A paragraph is a Y.Map under its uid in the root map `clauses`; nothing in here changes the document.
import { CITATION, KINDS, KIND_OF_NEW, safeHref, schema } from "./schema.js";

export const TITLE = "title";
const ID = /^[0-9a-f]{16}$/;

export const clausesOf = (ydoc) => ydoc.getMap("clauses");
export const paragraphOf = (ydoc, uid) => clausesOf(ydoc).get(uid);
export const textOf = (ydoc, uid) => paragraphOf(ydoc, uid)?.get("text");
export const stands = (map) => map?.get("text") !== undefined && map.get("removed") !== true;

// 16 lower-case hex digits, made once; suggestions have the same kind of id.
export function newUid() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const placeOf = (map) => String(map.get("place") ?? "");

// The order of the text: by place, then by uid, in the order of ASCII as the server sorts.
export function precedes(one, other) {
  return one.place !== other.place ? one.place < other.place : one.uid < other.uid;
}

// The uids of what stands, in order, without the title.
export function orderOf(ydoc) {
  const found = [];
  clausesOf(ydoc).forEach((map, uid) => {
    if (uid !== TITLE && ID.test(uid) && stands(map)) found.push({ uid, place: placeOf(map) });
  });
  return found.sort((one, other) => (precedes(one, other) ? -1 : 1)).map(({ uid }) => uid);
}

// Formats of Y.Text <-> marks. Whatever is not ours is passed over: it never becomes markup.
export function marksFrom(formats = {}) {
  const marks = [];
  if (formats.link && safeHref(formats.link)) marks.push(schema.marks.link.create({ href: formats.link }));
  if (formats.em) marks.push(schema.marks.em.create());
  if (ID.test(formats.ins ?? "")) marks.push(schema.marks.ins.create({ id: formats.ins }));
  if (ID.test(formats.del ?? "")) marks.push(schema.marks.del.create({ id: formats.del }));
  return marks;
}

export function formatsFrom(marks) {
  const formats = {};
  for (const mark of marks) formats[mark.type.name] = mark.type.name === "em" ? true : (mark.attrs.href ?? mark.attrs.id);
  return formats;
}

// The inline nodes of a Y.Text. An embed that is no citation shows as the empty citation it counts as, so that positions agree.
export function inlineFrom(ytext) {
  const nodes = [];
  for (const { insert, attributes } of ytext.toDelta()) {
    const marks = marksFrom(attributes);
    if (typeof insert === "string") {
      if (insert) nodes.push(schema.text(insert, marks));
    } else {
      const target = CITATION.test(insert?.citation ?? "") ? insert.citation : "";
      nodes.push(schema.nodes.citation.create({ target }, null, marks));
    }
  }
  return nodes;
}

export function attrsFrom(uid, map) {
  const kind = map.get("kind");
  return {
    uid,
    kind: KINDS.includes(kind) ? kind : KIND_OF_NEW,
    alternative: map.get("alternative") === true,
    addedBy: map.get("added_by") ?? null,
    removedBy: map.get("removed_by") ?? null,
    origin: map.get("origin") ?? null,
  };
}

export function nodeFrom(uid, map) {
  const inline = map ? inlineFrom(map.get("text")) : [];
  return uid === TITLE ? schema.nodes.title.create(null, inline) : schema.nodes.clause.create(attrsFrom(uid, map), inline);
}

export function docFrom(ydoc) {
  const map = clausesOf(ydoc);
  const title = nodeFrom(TITLE, stands(map.get(TITLE)) ? map.get(TITLE) : undefined);
  return schema.nodes.doc.create(null, [title, ...orderOf(ydoc).map((uid) => nodeFrom(uid, map.get(uid)))]);
}

export const uidOfNode = (node) => (node.type.name === "title" ? TITLE : node.attrs.uid);

// The plain words of a paragraph, a citation counting as one character.
export const wordsOf = (node) => node.textContent;

// Where each paragraph of a ProseMirror document begins: uid -> {node, pos, index}; `pos + 1` is its first character.
export function placesIn(doc) {
  const places = new Map();
  doc.forEach((node, pos, index) => places.set(uidOfNode(node), { node, pos, index }));
  return places;
}
