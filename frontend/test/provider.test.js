// The line to the server: what is saved is what was acknowledged, and nothing is sent that cannot be, or forgotten that was not.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { textOf } from "../src/document.js";
import { compare, differing, wordsOf } from "../src/merging.js";
import { LARGEST, Provider } from "../src/provider.js";
import { stateOf } from "../src/stateline.js";
import { seeded } from "./peers.js";
import { Room } from "./room.js";

const A = "a".repeat(16), B = "b".repeat(16);
const TEXT = seeded({ title: { kind: "title", words: "Declaration" }, [A]: { place: "G", words: "Welcomes" }, [B]: { place: "V", words: "Invites" } });
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const sent = () => pause(60); // longer than changes are gathered

const sittings = [];
afterEach(() => { for (const here of sittings.splice(0)) here.stop(); }); // also after a failure: timers would keep the test alive

async function sitting(room) {
  const ydoc = new Y.Doc(), saved = new Y.Doc(), heard = [], merges = [];
  const awareness = new Awareness(ydoc);
  const provider = new Provider({
    url: "ws://forum/live", ydoc, saved, awareness, WebSocket: room.WebSocket, random: () => 0,
    on: { status() {}, note: (note) => heard.push(note), change() {}, merge(take) { const before = wordsOf(saved), mine = wordsOf(ydoc); take(); merges.push(compare(before, mine, wordsOf(saved), wordsOf(ydoc))); } },
  });
  provider.connect();
  await pause(5);
  const here = { ydoc, saved, provider, heard, merges, words: (uid) => textOf(ydoc, uid).toString(), write: (uid, at, words) => textOf(ydoc, uid).insert(at, words) };
  here.stop = () => { provider.stop(); awareness.destroy(); };
  sittings.push(here);
  return here;
}

const saved = (here) => here.provider.synced && !here.provider.waiting && differing(wordsOf(here.ydoc), wordsOf(here.saved)).length === 0;

test("what is sent is saved only when the server says that it is in the database", async () => {
  const room = new Room(TEXT), here = await sitting(room);
  assert.ok(saved(here));
  room.commits = false;
  here.write(A, 8, " all");
  await sent();
  assert.equal(textOf(room.ydoc, A).toString(), "Welcomes all");
  assert.ok(here.provider.waiting);
  assert.deepEqual(differing(wordsOf(here.ydoc), wordsOf(here.saved)), [A]);
  room.commit();
  assert.ok(saved(here));
});

test("many changes at one moment are one frame", async () => {
  const room = new Room(TEXT), here = await sitting(room), before = room.sizes.length;
  for (const letter of "together") here.write(A, 0, letter);
  await sent();
  assert.equal(room.sizes.length, before + 1);
});

test("a paste that is larger than a frame arrives whole, and many large ones are spread", async () => {
  const room = new Room(TEXT), here = await sitting(room), before = room.sizes.length;
  here.write(A, 8, " and".repeat(LARGEST / 2));
  await sent();
  assert.equal(textOf(room.ydoc, A).length, 8 + 2 * LARGEST);
  for (let count = 0; count < 4; count++) here.write(B, 0, "x".repeat(LARGEST / 3));
  await pause(1500);
  assert.equal(textOf(room.ydoc, B).length, 7 + 4 * (LARGEST / 3));
  assert.ok(room.sizes.slice(before + 1).every((size) => size < LARGEST + 100));
});

test("without the network words wait here, come back with the next line and say what met", async () => {
  const room = new Room(TEXT), here = await sitting(room), other = await sitting(room);
  room.open = false;
  room.cut();
  here.write(A, 8, " from the train");
  assert.deepEqual(differing(wordsOf(here.ydoc), wordsOf(here.saved)), [A]);
  room.open = true;
  other.provider.hurry();
  await pause(5);
  other.write(A, 0, "Warmly ");
  other.write(B, 0, "Also ");
  await sent();
  here.provider.hurry();
  await sent();
  assert.equal(here.words(A), "Warmly Welcomes from the train");
  assert.equal(other.words(A), here.words(A));
  assert.ok(saved(here));
  const { both, others } = here.merges.at(-1);
  assert.equal(others, 2);
  assert.deepEqual(both, [{ uid: A, base: "Welcomes", mine: "Welcomes from the train", theirs: "Warmly Welcomes", merged: "Warmly Welcomes from the train" }]);
});

test("a line that was cut before the answer came sends everything once more, and nothing twice", async () => {
  const room = new Room(TEXT), here = await sitting(room);
  room.commits = false;
  here.write(A, 0, "Once ");
  await sent();
  room.cut();
  room.commits = true;
  here.provider.hurry();
  await sent();
  assert.equal(textOf(room.ydoc, A).toString(), "Once Welcomes");
  assert.ok(saved(here));
});

test("what the server refuses stays here, is told, and nothing follows it", async () => {
  const room = new Room(TEXT), here = await sitting(room);
  room.refuses = { why: "frozen", sentence: "The text is frozen." };
  here.write(A, 8, " too late");
  await sent();
  assert.equal(here.heard.at(-1).sentence, "The text is frozen.");
  assert.deepEqual(differing(wordsOf(here.ydoc), wordsOf(here.saved)), [A]);
  assert.equal(here.words(A), "Welcomes too late");
  room.cut();
  await pause(900);
  assert.equal(room.lines.size, 0, "it does not come back by itself");
});

test("it comes back by itself after a while, and never to what one may no longer see", async () => {
  const room = new Room(TEXT), here = await sitting(room);
  room.cut();
  await pause(300);
  assert.equal(room.lines.size, 1);
  room.cut(4404);
  await pause(300);
  assert.equal(room.lines.size, 0);
});

test("the state is said in three words and never better than it is", () => {
  const line = (more) => ({ connected: true, synced: true, waiting: false, refused: null, ...more });
  const cases = [
    [{ line: line(), kept: true, unsent: 0 }, "saved"],
    [{ line: line({ waiting: true }), kept: true, unsent: 1 }, "kept"],
    [{ line: line({ waiting: true }), kept: false, unsent: 1 }, "lost"],
    [{ line: line({ connected: false, synced: false }), kept: true, unsent: 2 }, "kept"],
    [{ line: line({ connected: false, synced: false }), kept: true, unsent: 0 }, "kept"],
    [{ line: line({ connected: false, synced: false }), kept: false, unsent: 2 }, "lost"],
    [{ line: line({ refused: {} }), kept: true, unsent: 1 }, "lost"],
    [{ line: line({ synced: false }), kept: true, unsent: 0 }, "opening"],
  ];
  for (const [given, state] of cases) assert.equal(stateOf({ ...given, begun: true }), state, JSON.stringify(given));
  assert.equal(stateOf({ line: line({ synced: false }), kept: true, unsent: 0, begun: false }), "opening");
});

test("a paragraph that one removed and the other changed is told apart from one that both changed", () => {
  const at = (words, gone = false) => ({ words, gone, place: "V" });
  const base = new Map([[A, at("one")], [B, at("two")]]);
  const mine = new Map([[A, at("one mine")], [B, at("two", true)]]);
  const theirs = new Map([[A, at("one", true)], [B, at("two theirs")]]);
  const merged = new Map([[A, at("one mine", true)], [B, at("two theirs", true)]]);
  const found = compare(base, mine, theirs, merged);
  assert.deepEqual(found.both, []);
  assert.deepEqual(found.removed.map(({ uid, gone, merged: words }) => [uid, gone, words]), [[A, "theirs", "one mine"], [B, "mine", "two theirs"]]);
});
