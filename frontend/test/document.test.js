// The Yjs document of a text read as paragraphs: order, tombstones, formats, and what is not ours.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { clausesOf, docFrom, formatsFrom, inlineFrom, newUid, orderOf } from "../src/document.js";
import { CITATION } from "../src/schema.js";

export function paragraph(ydoc, uid, { kind = "operative", place = "V", words = "", ...others } = {}) {
  const map = new Y.Map(Object.entries({ kind, place, text: new Y.Text(words), ...others }));
  clausesOf(ydoc).set(uid, map);
  return map;
}

const A = "a".repeat(16), B = "b".repeat(16), C = "c".repeat(16);

test("the order is by place and then by uid, without the title and what was removed", () => {
  const ydoc = new Y.Doc();
  paragraph(ydoc, "title", { kind: "title", place: "", words: "Declaration" });
  paragraph(ydoc, B, { place: "V", words: "second" });
  paragraph(ydoc, A, { place: "V", words: "first" });
  paragraph(ydoc, C, { place: "A", words: "gone", removed: true });
  assert.deepEqual(orderOf(ydoc), [A, B]);
  assert.deepEqual(docFrom(ydoc).content.content.map((node) => node.textContent), ["Declaration", "first", "second"]);
});

test("capital letters come before small ones, as on the server", () => {
  const ydoc = new Y.Doc();
  paragraph(ydoc, A, { place: "a" });
  paragraph(ydoc, B, { place: "Z" });
  assert.deepEqual(orderOf(ydoc), [B, A]);
});

test("formats become marks and back; what is not ours never becomes markup", () => {
  const ydoc = new Y.Doc();
  const text = paragraph(ydoc, A).get("text");
  text.insert(0, "kept", { em: true, link: "https://example.org/a", ins: B });
  text.insert(4, "plain", { em: null, link: "javascript:alert(1)", ins: "x", bold: true });
  text.insertEmbed(9, { citation: "contribution:12" }, { link: null, bold: null });
  const [kept, plain, citation] = inlineFrom(text);
  assert.deepEqual(formatsFrom(kept.marks), { em: true, link: "https://example.org/a", ins: B });
  assert.deepEqual(formatsFrom(plain.marks), {});
  assert.equal(citation.attrs.target, "contribution:12");
});

test("a citation whose number no server takes is none", () => {
  for (const number of ["5", "999999999"]) assert.match(`contribution:${number}`, CITATION);
  for (const number of ["0", "05", "x", "9".repeat(10), "9".repeat(30)]) assert.doesNotMatch(`contribution:${number}`, CITATION);
  for (const other of ["clause:0123456789abcdef", "indicator:EC.ICT.ICT.1C"]) assert.match(other, CITATION);
});

test("uids are 16 lower-case hex digits and never the same", () => {
  const made = new Set(Array.from({ length: 500 }, newUid));
  assert.equal(made.size, 500);
  for (const uid of made) assert.match(uid, /^[0-9a-f]{16}$/);
});
