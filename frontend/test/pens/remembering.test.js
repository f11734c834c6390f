// What a reload must not forget: whose a suggestion is, and since when a cursor has not moved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { movements } from "../../src/pens/cursors.js";
import { known } from "../../src/pens/known.js";

const PERSON = { id: 1, name: "Ana Reis", city: "Porto Claro", colour: 3 };

function opened(device, answer) {
  globalThis.fetch = answer ? async () => ({ ok: true, json: async () => answer }) : async () => { throw new TypeError("no network"); };
  return known({ device, person: PERSON, heard: new EventTarget(), settings: { urls: {} }, strings: { pens: { not_sent: "not sent yet", somebody: "Somebody" } } });
}

function deviceWith(own) {
  return { own, stored: own, keepOwn(ids) { this.stored = ids; } };
}

test("after a reload without a network one's own suggestions are one's own", async () => {
  const device = deviceWith([]);
  const before = opened(device, { suggestions: [{ id: "a", own: true, name: "Ana Reis" }, { id: "b", own: false, name: "Owen Pryce" }], decide: {} });
  before.claim("c");
  await new Promise(setImmediate);
  assert.deepEqual([...device.stored].sort(), ["a", "c"]);
  const after = opened(deviceWith(device.stored), null);
  assert.deepEqual(["a", "b", "c"].map((id) => after.own(id)), [true, false, true]);
  assert.deepEqual(after.about("a"), { ...PERSON, id: "a", when: "", own: true });
  assert.equal(after.about("b").name, "Somebody");
});

test("what the server says of a suggestion goes before what the device remembers", async () => {
  const here = opened(deviceWith(["a"]), { suggestions: [{ id: "a", own: false, name: "Owen Pryce" }], decide: {} });
  await new Promise(setImmediate);
  assert.equal(here.own("a"), false);
});

test("a cursor rests since it moved itself, whatever is redrawn meanwhile", () => {
  let now = 0;
  const since = movements(() => now);
  assert.equal(since(7, { head: 1 }), 0);
  now = 2000;
  assert.equal(since(7, { head: 1 }), 0);
  assert.equal(since(7, { head: 2 }), 2000);
  assert.equal(since(8, { head: 1 }), 2000);
});
