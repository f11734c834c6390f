// A change made a suggestion: tables of (text, what somebody does, what stands then).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Slice } from "prosemirror-model";
import { ownWords, rewrite } from "../../src/pens/rewriting.js";
import { at, attrs, del, doc, em, ins, lines, p, schema, stateOf } from "./texts.js";

const own = (id) => id === "mine" || id === "new";
const options = (selection) => ({ own, fresh: () => "new", selection });

// `act(tr)` on the state with the cursor at `cursor`; the state after it was rewritten.
function suggested(node, [name, from, to], act, change = rewrite) {
  const before = stateOf(node, name, from, to);
  const after = before.apply(act(before.tr));
  const tr = change(before.doc, after, options(before.selection));
  return tr ? after.apply(tr) : after;
}

const type = (text) => (tr) => tr.insertText(text);
const cut = (tr) => tr.deleteSelection();
const backspace = (count = 1) => (tr) => tr.delete(tr.selection.from - count, tr.selection.from);
const forward = (count = 1) => (tr) => tr.delete(tr.selection.from, tr.selection.from + count);

const CASES = [
  ["typing", [p("operative", "a", "Invites all;")], ["a", 7], type(" also"), ["operative a: Invites+ also{new}+ all;"], 12],
  ["typing at the end of an own insertion", [p("operative", "a", "Invites", ins("mine", " al"))], ["a", 10], type("l"), ["operative a: Invites+ all{mine}+"], 11],
  ["typing within an own insertion", [p("operative", "a", ins("mine", "ab"))], ["a", 1], type("x"), ["operative a: +axb{mine}+"], 2],
  ["typing within somebody's insertion", [p("operative", "a", ins("hers", "ab"))], ["a", 1], type("x"), ["operative a: +a{hers}++x{new}++b{hers}+"], 2],
  ["typing within somebody's deletion", [p("operative", "a", del("hers", "ab"))], ["a", 1], type("x"), ["operative a: -a{hers}-+x{new}+-b{hers}-"], 2],
  ["deleting backwards", [p("operative", "a", "Invites")], ["a", 7], backspace(), ["operative a: Invite-s{new}-"], 6],
  ["deleting backwards goes on as one", [p("operative", "a", "Invite", del("mine", "s"))], ["a", 6], backspace(), ["operative a: Invit-es{mine}-"], 5],
  ["deleting backwards over what is deleted already", [p("operative", "a", "Invite", del("hers", "s"))], ["a", 7], backspace(), ["operative a: Invite-s{hers}-"], 6],
  ["deleting forwards", [p("operative", "a", "Invites")], ["a", 0], forward(), ["operative a: -I{new}-nvites"], 1],
  ["deleting an own insertion is real", [p("operative", "a", "Invites", ins("mine", " all"))], ["a", 11], backspace(4), ["operative a: Invites"], 7],
  ["deleting somebody's insertion", [p("operative", "a", ins("hers", "ab"))], ["a", 2], backspace(), ["operative a: +a{hers}+-+b{hers}+{new}-"], 1],
  ["typing over a selection", [p("operative", "a", "Invites all;")], ["a", 0, 7], type("Urges"), ["operative a: -Invites{new}-+Urges{new}+ all;"], 12],
  ["a selection over everything at once", [p("operative", "a", "x", ins("mine", "m"), ins("hers", "h"), del("hers", "d"), "y")], ["a", 0, 5], cut, ["operative a: -x{mine}--+h{hers}+{mine}--d{hers}--y{mine}-"], 0],
  ["in one's own new paragraph nothing is marked", [p("operative", "a", attrs({ addedBy: "mine" }), "ab")], ["a", 1], type("x"), ["operative a [added mine]: axb"], 2],
  ["in one's own new paragraph deletion is real", [p("operative", "a", attrs({ addedBy: "mine" }), "ab")], ["a", 2], backspace(), ["operative a [added mine]: a"], 1],
  ["in somebody's new paragraph one suggests", [p("operative", "a", attrs({ addedBy: "hers" }), "ab")], ["a", 2], type("c"), ["operative a [added hers]: ab+c{new}+"], 3],
  ["emphasis is a replacement", [p("operative", "a", "ab")], ["a", 0, 1], (tr) => tr.addMark(tr.selection.from, tr.selection.to, schema.marks.em.create()), ["operative a: -a{new}-+_a_{new}+b"], null],
];

for (const [about, clauses, cursor, act, expected, head] of CASES)
  test(about, () => {
    const state = suggested(doc(...clauses), cursor, act);
    assert.deepEqual(lines(state.doc), expected);
    if (head !== null) assert.equal(state.selection.head, at(state.doc, "a", head));
  });

const three = () => doc(p("operative", "a", "One;"), p("operative", "b", "Two;"), p("operative", "c", "Three."));

test("a paragraph that is removed stays, its removal suggested", () => {
  const state = suggested(three(), ["b", 0], (tr) => tr.delete(at(tr.doc, "b", -1), at(tr.doc, "c", -1)));
  assert.deepEqual(lines(state.doc), ["operative a: One;", "operative b [removed new]: Two;", "operative c: Three."]);
});

test("all paragraphs removed at once are one suggestion, in their order", () => {
  const state = suggested(three(), ["b", 0], (tr) => tr.delete(at(tr.doc, "a", -1), tr.doc.content.size));
  assert.deepEqual(lines(state.doc), ["operative a [removed new]: One;", "operative b [removed new]: Two;", "operative c [removed new]: Three."]);
});

test("one's own new paragraph is really removed, unless others wrote in it", () => {
  const node = doc(p("operative", "a", "One."), p("operative", "b", attrs({ addedBy: "mine" }), "Two."), p("operative", "c", attrs({ addedBy: "mine" }), ins("hers", "!")));
  const state = suggested(node, ["b", 0], (tr) => tr.delete(at(tr.doc, "b", -1), tr.doc.content.size));
  assert.deepEqual(lines(state.doc), ["operative a: One.", "operative c [added mine, removed new]: +!{hers}+"]);
});

test("a new paragraph is a suggestion and its words are not marked", () => {
  const state = suggested(three(), ["a", 4], (tr) => tr.insert(at(tr.doc, "b", -1), p("operative", "d", ins("hers", "New"), del("hers", " words"))));
  assert.deepEqual(lines(state.doc)[1], "operative d [added new]: New");
});

test("a split strikes the second half and suggests it as a paragraph, in one suggestion", () => {
  const state = suggested(three(), ["c", 2], (tr) => tr.split(tr.selection.from));
  const [, , first, second] = lines(state.doc);
  assert.equal(first, "operative c: Th-ree.{new}-");
  assert.equal(second, "operative c [added new]: ree.");
});

test("a join suggests the words in the first and the removal of the second", () => {
  const state = suggested(three(), ["b", 0], (tr) => tr.join(at(tr.doc, "b", -1)));
  assert.deepEqual(lines(state.doc).slice(0, 2), ["operative a: One;+Two;{new}+", "operative b [removed new]: Two;"]);
});

test("a selection over paragraphs is struck in each of them", () => {
  const state = suggested(three(), ["a", 2], (tr) => tr.delete(at(tr.doc, "a", 2), at(tr.doc, "c", 2)));
  assert.deepEqual(lines(state.doc), ["operative a: On-e;{new}-+ree.{new}+", "operative b [removed new]: Two;", "operative c [removed new]: Three."]);
});

test("the kind of a paragraph is not changed by a suggestion, except of one's own", () => {
  const change = (tr) => tr.setNodeAttribute(at(tr.doc, "a", -1), "kind", "sub");
  assert.deepEqual(lines(suggested(three(), ["a", 0], change).doc)[0], "operative a: One;");
  const mine = doc(p("operative", "a", attrs({ addedBy: "mine" }), "One;"));
  assert.deepEqual(lines(suggested(mine, ["a", 0], change).doc), ["sub a [added mine]: One;"]);
});

test("the title takes suggestions too", () => {
  const state = suggested(three(), ["title", 5], type("!"));
  assert.equal(state.doc.firstChild.lastChild.marks[0].attrs.id, "new");
});

test("pasted text loses the suggestions that it carried", () => {
  const state = suggested(three(), ["a", 4], (tr) => tr.replaceSelection(new Slice(p("operative", "x", ins("hers", "in"), del("hers", "out"), em("e")).content, 0, 0)));
  assert.equal(lines(state.doc)[0], "operative a: One;+inout{new}++_e_{new}+");
});

test("what is rewritten already is left alone", () => {
  const node = doc(p("operative", "a", "One;"));
  const before = stateOf(node, "a", 4);
  const after = before.apply(before.tr.insert(at(node, "a", 4), ins("mine", "x")));
  assert.equal(rewrite(before.doc, after, options(before.selection)), null);
});

test("who writes directly within somebody's insertion suggests; within a deletion it is plain", () => {
  const within = doc(p("operative", "a", ins("hers", "ab"), del("hers", "cd")));
  assert.deepEqual(lines(suggested(within, ["a", 1], type("x"), ownWords).doc), ["operative a: +a{hers}++x{new}++b{hers}+-cd{hers}-"]);
  assert.deepEqual(lines(suggested(within, ["a", 3], type("x"), ownWords).doc), ["operative a: +ab{hers}+-c{hers}-x-d{hers}-"]);
});

test("who writes directly may set somebody's suggestion in italics; it stays theirs", () => {
  const within = doc(p("operative", "a", ins("hers", "ab")));
  const state = suggested(within, ["a", 0, 2], (tr) => tr.addMark(tr.selection.from, tr.selection.to, schema.marks.em.create()), ownWords);
  assert.deepEqual(lines(state.doc), ["operative a: +_ab_{hers}+"]);
});
