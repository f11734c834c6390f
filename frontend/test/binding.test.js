// The binding: what one does reaches the other's page, touches nothing else, and loses no words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { splitClause } from "../src/commands.js";
import { clausesOf, docFrom, paragraphOf } from "../src/document.js";
import { schema } from "../src/schema.js";
import { Peer, seeded } from "./peers.js";

const A = "a".repeat(16), B = "b".repeat(16), C = "c".repeat(16);
const TEXT = seeded({
  title: { kind: "title", words: "Declaration" },
  [A]: { place: "G", words: "Welcomes the cities" },
  [B]: { place: "V", words: "Invites the Committee" },
  [C]: { place: "k", words: "Requests a report" },
});

function two() {
  const peers = [new Peer(TEXT), new Peer(TEXT)];
  return [...peers, () => { peers[0].meet(peers[1]); for (const peer of peers) assert.deepEqual(peer.doc.toJSON(), docFrom(peer.ydoc).toJSON()); }];
}

// How many characters a change deletes and inserts in the Yjs document.
function counting(peer, act) {
  let inserted = 0, deleted = 0;
  const count = (events) => events.forEach((event) => event.delta.forEach((one) => { inserted += one.insert?.length ?? 0; deleted += one.delete ?? 0; }));
  clausesOf(peer.ydoc).observeDeep(count);
  act();
  clausesOf(peer.ydoc).unobserveDeep(count);
  return { inserted, deleted };
}

test("one letter typed is one letter sent, and where it stands twice the cursor says which", () => {
  const [one, other, meet] = two();
  assert.deepEqual(counting(one, () => one.type(A, 3, "l")), { inserted: 1, deleted: 0 });
  other.select(A, 3);
  meet();
  assert.equal(other.words()[1], "Wellcomes the cities");
  assert.equal(other.state.selection.$head.parentOffset, 3);
});

test("of words rewritten in one go only those that changed are sent", () => {
  const [one] = two();
  const { pos } = one.place(B);
  const sent = counting(one, () => one.dispatch(one.state.tr.replaceWith(pos + 1, pos + 22, schema.text("Urgently invites the whole Committee"))));
  assert.deepEqual(sent, { inserted: "Urgently invites".length + "whole ".length, deleted: "Invites".length });
});

test("two write in one paragraph at one moment and both are kept", () => {
  const [one, other, meet] = two();
  one.type(A, 0, "Warmly ");
  other.type(A, 19, " of the world");
  meet();
  assert.equal(one.words()[1], "Warmly Welcomes the cities of the world");
});

test("a clause that is moved keeps its uid, its other clauses their places, and what others type in it meanwhile", () => {
  const [one, other, meet] = two();
  const { node, pos } = one.place(C);
  const before = [A, B].map((uid) => paragraphOf(one.ydoc, uid).get("place"));
  const tr = one.state.tr.delete(pos, pos + node.nodeSize);
  one.dispatch(tr.insert(tr.doc.firstChild.nodeSize, node));
  other.type(C, 17, " every year");
  meet();
  assert.deepEqual(other.uids(), [C, A, B]);
  assert.equal(one.words()[1], "Requests a report every year");
  assert.deepEqual([A, B].map((uid) => paragraphOf(one.ydoc, uid).get("place")), before);
});

test("two who move one clause to two places leave one clause", () => {
  const [one, other, meet] = two();
  for (const [peer, target] of [[one, 0], [other, 2]]) {
    const { node, pos } = peer.place(B), tr = peer.state.tr.delete(pos, pos + node.nodeSize);
    let at = 0;
    tr.doc.forEach((child, offset, index) => { if (index <= target) at = offset + child.nodeSize; });
    peer.dispatch(tr.insert(at, node));
  }
  meet();
  assert.deepEqual(one.uids(), other.uids());
  assert.equal(one.uids().filter((uid) => uid === B).length, 1);
});

test("split: the first half keeps the uid, the second names where it comes from", () => {
  const [one, other, meet] = two();
  one.select(A, 8);
  splitClause(one.state, (tr) => one.dispatch(tr));
  meet();
  const [first, second] = other.uids();
  assert.equal(first, A);
  assert.match(second, /^[0-9a-f]{16}$/);
  assert.equal(other.place(second).node.attrs.origin, A);
  assert.deepEqual(other.words().slice(1, 3), ["Welcomes", " the cities"]);
});

test("Enter before the first letter makes a new clause above; the words keep their uid", () => {
  const [one] = two();
  one.select(A, 0);
  splitClause(one.state, (tr) => one.dispatch(tr));
  assert.equal(one.uids()[1], A);
  assert.equal(one.place(one.uids()[0]).node.attrs.origin, null);
});

test("join: the first survives, the second names it and keeps what was typed in it meanwhile", () => {
  const [one, other, meet] = two();
  one.dispatch(one.state.tr.join(one.place(B).pos));
  other.type(B, 21, " of experts");
  meet();
  assert.deepEqual(other.uids(), [A, C]);
  assert.equal(other.words()[1], "Welcomes the citiesInvites the Committee");
  const gone = paragraphOf(one.ydoc, B);
  assert.equal(gone.get("removed"), true);
  assert.equal(gone.get("joined"), A);
  assert.equal(gone.get("text").toString(), "Invites the Committee of experts");
});

test("a removed clause is a tombstone; cut and pasted elsewhere it is the same clause again", () => {
  const [one, other, meet] = two();
  const { node, pos } = one.place(A);
  one.dispatch(one.state.tr.delete(pos, pos + node.nodeSize));
  meet();
  assert.deepEqual(other.uids(), [B, C]);
  assert.equal(paragraphOf(other.ydoc, A).get("joined"), undefined);
  one.dispatch(one.state.tr.insert(one.doc.content.size, node));
  meet();
  assert.deepEqual(other.uids(), [B, C, A]);
  assert.equal(paragraphOf(other.ydoc, A).get("removed"), undefined);
});

test("a copy gets a new uid wherever it is pasted, and so does a clause from another text", () => {
  const [one, other, meet] = two();
  one.dispatch(one.state.tr.insert(one.place(A).pos, one.place(B).node));
  one.dispatch(one.state.tr.insert(one.doc.content.size, schema.nodes.clause.create({ uid: "f".repeat(16) }, schema.text("Elsewhere"))));
  meet();
  assert.equal(other.uids()[2], B);
  assert.equal(new Set(other.uids()).size, 5);
  assert.ok(!other.uids().includes("f".repeat(16)));
});

test("kind and alternative are attributes; formats are formats; a citation is an embed", () => {
  const [one, other, meet] = two();
  const { pos } = one.place(B);
  const sent = counting(one, () => one.dispatch(one.state.tr.setNodeAttribute(pos, "kind", "sub").setNodeAttribute(pos, "alternative", true)
    .addMark(pos + 1, pos + 8, schema.marks.em.create())));
  assert.deepEqual(sent, { inserted: 0, deleted: 0 });
  one.dispatch(one.state.tr.insert(pos + 22, schema.nodes.citation.create({ target: "clause:7" })));
  meet();
  assert.deepEqual(paragraphOf(other.ydoc, B).get("text").toDelta(), [
    { insert: "Invites", attributes: { em: true } }, { insert: " the Committee" }, { insert: { citation: "clause:7" } },
  ]);
  assert.equal(other.place(B).node.attrs.kind, "sub");
  one.dispatch(one.state.tr.setNodeAttribute(pos, "alternative", false).removeMark(pos + 1, pos + 8));
  meet();
  assert.equal(paragraphOf(other.ydoc, B).get("alternative"), undefined);
  assert.equal(other.place(B).node.firstChild.marks.length, 0);
});

test("letters beyond the basic plane and line breaks survive", () => {
  const [one, other, meet] = two();
  one.type(A, 0, "𝔸\n");
  one.type(A, 2, "𝔹");
  meet();
  assert.equal(other.words()[1], "𝔸𝔹\nWelcomes the cities");
});

test("Undo takes back what I did and leaves what others did, also in a paragraph that I made", () => {
  const [one, other, meet] = two();
  one.select(A, 19);
  splitClause(one.state, (tr) => one.dispatch(tr));
  const made = one.uids()[1];
  one.dispatch(one.state.tr.insertText("mine"));
  meet();
  other.type(made, 4, " theirs");
  other.type(A, 0, "Also ");
  meet();
  one.undo.undo();
  meet();
  assert.deepEqual(other.words().slice(1), ["Also Welcomes the cities", "Invites the Committee", "Requests a report"]);
  assert.equal(paragraphOf(one.ydoc, made).get("text").toString(), " theirs");
  one.undo.redo();
  meet();
  assert.equal(other.place(made).node.textContent, "mine theirs");
});

test("the cursor stays on its words while others write, move and remove around it", () => {
  const [one, other, meet] = two();
  one.select(B, 7);
  other.type(A, 0, "Then ");
  other.type(B, 0, "Also ");
  const { node, pos } = other.place(B), tr = other.state.tr.delete(pos, pos + node.nodeSize);
  other.dispatch(tr.insert(tr.doc.content.size, node));
  meet();
  const { $head } = one.state.selection;
  assert.equal($head.parent.attrs.uid, B);
  assert.equal($head.parentOffset, 12);
});
