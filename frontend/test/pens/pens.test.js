// What the pens know of a document, without a page: suggestions, notes, names, authors, sentences.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { sentences } from "../../src/pens/announcing.js";
import { stretches } from "../../src/pens/authors.js";
import { notesOf } from "../../src/pens/citing.js";
import { keyNames } from "../../src/pens/help.js";
import { nameOf, numbersOf, standingRange, standingText, suggestionsIn } from "../../src/pens/paragraphs.js";
import { ago, say, shorten } from "../../src/pens/say.js";
import { backspaceShape, setLink, toggleBrackets } from "../../src/pens/shaping.js";
import { withdrawal } from "../../src/pens/suggesting.js";
import { attrs, cite, del, doc, em, ins, lines, p, stateOf, uid } from "./texts.js";

const words = { paragraph: "paragraph %(number)s", the_title: "the title", a_paragraph: "a paragraph", new_paragraph: "a new paragraph", kinds_said: { heading: "a heading", preambular: "a preambular paragraph" }, changes: "%(who)s changes %(paragraph)s.", of_city: "%(name)s of %(city)s", several_paragraphs: "%(count)s paragraphs", many_change: "%(count)s people change the text." };

test("suggestions of a paragraph, by id", () => {
  const found = suggestionsIn(p("operative", "a", "x", ins("s1", "new"), del("s1", "old"), del("s2", "y")));
  assert.deepEqual([...found.values()], [
    { id: "s1", inserted: "new", deleted: "old", added: false, removed: false, from: 1, to: 7 },
    { id: "s2", inserted: "", deleted: "y", added: false, removed: false, from: 7, to: 8 },
  ]);
  assert.equal(suggestionsIn(p("operative", "a", attrs({ addedBy: "s3" }), "x")).get("s3").added, true);
});

test("the words as they stand, and a stretch of them", () => {
  const node = p("operative", "a", "One ", ins("s1", "more "), del("s2", "two "), cite("clause:x"), "three");
  assert.equal(standingText(node), "One two three");
  assert.deepEqual(standingRange(node, 0, 19), { quote: "One two three", at: 0 });
  assert.deepEqual(standingRange(node, 9, 13), { quote: "two", at: 4 });
  assert.deepEqual(standingRange(node, 4, 9), { quote: "", at: 4 });
  assert.equal(standingRange(p("operative", "a", attrs({ addedBy: "s" }), "x"), 0, 1), null);
});

test("how paragraphs are spoken of", () => {
  const node = doc(p("heading", "h", "H"), p("operative", "a", "x"), p("sub", "b", "y"), p("operative", "n", attrs({ addedBy: "s" }), "z"));
  assert.deepEqual(["h", "a", "b", "n"].map((name) => nameOf(node, uid(name), words)), ["a heading", "paragraph 1", "paragraph 1 (a)", "a new paragraph"]);
  assert.equal(nameOf(node, "title", words), "the title");
  assert.equal(numbersOf(node).get(uid("b")).mark, "(a)");
});

test("notes are numbered as they are first cited; struck ones do not count", () => {
  const struck = cite("clause:gone").mark(del("s", "x").marks);
  const node = doc(p("operative", "a", "x", struck, cite("clause:b"), cite("clause:a")), p("operative", "b", "y", cite("clause:b")));
  assert.deepEqual([...notesOf(node)], [["clause:b", 1], ["clause:a", 2]]);
});

test("one's own suggestion is taken back wherever it stands, and nothing else", () => {
  const node = doc(p("operative", "a", "x", ins("s1", "new"), del("s1", "old"), ins("s2", "hers")), p("operative", "b", attrs({ addedBy: "s1" }), "y"), p("operative", "c", attrs({ removedBy: "s1" }), "z"));
  const state = stateOf(node);
  assert.deepEqual(lines(state.apply(withdrawal(state, "s1")).doc), ["operative a: xold+hers{s2}+", "operative c: z"]);
  assert.equal(withdrawal(state, "nobody's"), null);
});

test("whose letters they are", () => {
  const one = new Y.Doc(), two = new Y.Doc();
  [one.clientID, two.clientID] = [1, 2];
  one.getText("t").insert(0, "Hello");
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
  two.getText("t").insert(5, " you");
  two.getText("t").delete(0, 1);
  two.getText("t").insertEmbed(1, { citation: "clause:x" });
  assert.deepEqual(stretches(two.getText("t")), [{ client: 1, from: 0, to: 1 }, { client: 2, from: 1, to: 2 }, { client: 1, from: 2, to: 5 }, { client: 2, from: 5, to: 9 }]);
});

test("changes of others in sentences", () => {
  const node = doc(p("operative", "a", "x"), p("operative", "b", "y"));
  const ana = { name: "Ana Reis", city: "Braga" };
  assert.deepEqual(sentences(words, node, [{ who: ana, uids: new Set([uid("a"), uid("b")]) }]), ["Ana Reis of Braga changes paragraph 1, paragraph 2."]);
  assert.deepEqual(sentences(words, node, Array(4).fill({ who: ana, uids: new Set([uid("a")]) })), ["4 people change the text."]);
  assert.deepEqual(sentences(words, node, [{ who: { name: "Bo", city: "" }, uids: new Set("abcd") }]), ["Bo changes 4 paragraphs."]);
});

test("brackets are set around a selection and taken away again", () => {
  let state = stateOf(doc(p("operative", "a", "Invites all cities;")), "a", 8, 11);
  toggleBrackets(state, (tr) => { state = state.apply(tr); });
  assert.deepEqual(lines(state.doc), ["operative a: Invites [all] cities;"]);
  assert.equal(state.doc.textBetween(state.selection.from, state.selection.to), "all");
  toggleBrackets(state, (tr) => { state = state.apply(tr); });
  assert.deepEqual(lines(state.doc), ["operative a: Invites all cities;"]);
});

test("a link leads to the web or to a page of the forum, and nowhere else", () => {
  const view = { state: stateOf(doc(p("operative", "a", "Invites ", em("all"))), "a", 0, 7), dispatch(tr) { this.state = this.state.apply(tr); } };
  assert.equal(setLink(view, "javascript:alert(1)"), false);
  assert.equal(setLink(view, "https://unece.org"), true);
  assert.deepEqual(lines(view.state.doc), ["operative a: <https://unece.org Invites> _all_"]);
  assert.equal(setLink(view, ""), true);
  assert.deepEqual(lines(view.state.doc), ["operative a: Invites _all_"]);
});

test("Backspace at the beginning raises a sub-paragraph", () => {
  const context = { right: () => "edit", announce() {}, strings: { pens: {} } };
  let state = stateOf(doc(p("operative", "a", "x"), p("subsub", "b", "y")), "b", 0);
  assert.equal(backspaceShape(context)(state, (tr) => { state = state.apply(tr); }), true);
  assert.deepEqual(lines(state.doc), ["operative a: x", "sub b: y"]);
  assert.equal(backspaceShape(context)(stateOf(state.doc, "a", 0)), false);
});

test("sentences, shortened words, spans of time, names of keys", () => {
  assert.equal(say("%(a)s and %(b)s%(c)s", { a: 1, b: "x" }), "1 and x");
  assert.equal(shorten("one  two three", 9), "one two …");
  assert.equal(ago(new Date(0).toISOString(), "en", 7_300_000), "2 hours ago");
  assert.deepEqual(keyNames("Mod-Alt-m", { keys: {} }).slice(-1), ["M"]);
  assert.deepEqual(keyNames("Mod-/", { keys: {} }).slice(-1), ["/"]);
});
