// The editor's numbers, by the table that the server's are held to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { letters, numbered, ordinal, roman } from "../../src/pens/counting.js";

const cases = JSON.parse(readFileSync(new URL("../../../tests/declarations/numbering.json", import.meta.url)));

for (const { about, text } of cases)
  test(about, () => {
    const paragraphs = text.map(([kind]) => ({ kind: kind.replace(" bis", ""), alternative: kind.endsWith(" bis") }));
    assert.deepEqual(numbered(paragraphs).map(({ mark, number }) => [mark, number]), text.map(([, mark, number]) => [mark, number]));
  });

test("what is only suggested has no number and takes none away", () => {
  const kinds = [{ kind: "operative" }, { kind: "operative", added: "0123456789abcdef" }, { kind: "operative" }];
  assert.deepEqual(numbered(kinds).map(({ mark }) => mark), ["1.", "", "2."]);
});

test("letters, Roman numbers and ordinals go on", () => {
  assert.deepEqual([1, 26, 27, 52, 703].map(letters), ["a", "z", "aa", "az", "aaa"]);
  assert.deepEqual([4, 9, 14, 40, 99].map(roman), ["iv", "ix", "xiv", "xl", "xcix"]);
  assert.deepEqual([1, 9, 10].map(ordinal), ["bis", "decies", "(11)"]);
});
