// Between any two places there is another one, also close behind a short one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { placesBetween } from "../src/places.js";

const PAIRS = [["", ""], ["", "1"], ["", "01"], ["1", "1100XY"], ["1", "11"], ["0V", "0VOx"], ["1", "1001"], ["z", ""], ["0kBt", "1"], ["a", "b"]];

for (const [low, high] of PAIRS)
  for (const count of [1, 3, 70])
    test(`${count} between “${low}” and “${high}”`, () => {
      for (const random of [() => 0, () => 0.5, () => 0.999]) {
        const places = placesBetween(low, high || null, count, random);
        assert.ok(places, "there is room");
        const order = [low, ...places, ...(high ? [high] : [])];
        assert.deepEqual(order, [...order].sort((a, b) => (a < b ? -1 : 1)));
        assert.equal(new Set(order).size, order.length);
        assert.ok(places.every((place) => !place.endsWith("0")));
      }
    });

test("one who always writes between the last two finds room two hundred times", () => {
  let low = "1";
  for (let turn = 0; turn < 200; turn += 1) [low] = placesBetween(low, "2", 1);
  let high = "2";
  for (let turn = 0; turn < 200; turn += 1) [high] = placesBetween("1", high, 1);
  assert.ok(high > "1");
});
