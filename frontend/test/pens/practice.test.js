// The editor's hints, by the table that the server's are held to, with the lists that the server gives to the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { practice, wordCount } from "../../src/pens/practice.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../../../tests/declarations/${name}.json`, import.meta.url)));
const rules = read("practice");

for (const { about, text, template = "resolution", language = "en", limit = Infinity } of read("checks"))
  test(about, () => {
    const hints = practice({ ...rules[template], checks_openings: language === "en", limit });
    const found = hints(text.map(([kind, words], place) => ({ uid: String(place), kind, text: words })));
    const expected = text.flatMap(([, , codes], place) => codes.map((code) => `${place} ${code}`));
    assert.deepEqual(found.map(({ uid, code }) => `${uid} ${code}`).sort(), expected.sort());
  });

test("hints carry what stands in their sentences", () => {
  const [hint] = practice({ ...rules.resolution, limit: 2 })([{ uid: "a", kind: "operative", text: "Urges all cities." }]);
  assert.deepEqual(hint, { uid: "a", code: "limit", values: { count: 3, most: 2 } });
  assert.equal(wordCount([{ text: " one  two\n" }, { text: "" }]), 2);
});

test("opening words", () => {
  const { opening } = practice(rules.mayors);
  assert.equal(opening("We commit to plant trees;", "operative"), "We commit");
  assert.equal(opening("Calls upon also all;", "operative"), "Calls upon also");
  assert.equal(opening("Noting with appreciation it,", "preambular"), "Noting with appreciation");
  assert.equal(opening("Notingham,", "preambular"), "");
  assert.equal(opening("Anything", "sub"), "");
});
