/** The Merkle tree of RFC 9162, section 2.1. As part 3 of verify.py. */

import { canonical, concat, equal, sha256 } from "./spelling.js";

export const leafHash = (entry) => sha256(concat(Uint8Array.of(0), canonical(entry)));
export const nodeHash = (left, right) => sha256(concat(Uint8Array.of(1), left, right));

/** The last one of an odd number goes up as it is: the tree of section 2.1.1, built from the leaves. */
export async function rootOf(leaves) {
  if (!leaves.length) return sha256(new Uint8Array());
  let level = leaves;
  while (level.length > 1) {
    const above = [];
    for (let n = 0; n < level.length; n += 2) {
      above.push(n + 1 < level.length ? await nodeHash(level[n], level[n + 1]) : level[n]);
    }
    level = above;
  }
  return level[0];
}

const half = (number) => Math.floor(number / 2);

/** Section 2.1.3.2: whether the path leads from the leaf at this index to the root. */
export async function leadsTo(index, size, leaf, path, root) {
  if (!(index >= 0 && index < size)) return false;
  let [at, last, found] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 || at === last) {
      found = await nodeHash(sibling, found);
      while (!(at % 2) && at) [at, last] = [half(at), half(last)];
    } else {
      found = await nodeHash(found, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equal(found, root);
}

/** Section 2.1.4.2: whether the tree of `larger` leaves begins with the tree of `smaller` leaves. */
export async function goesOn(smaller, larger, oldRoot, newRoot, path) {
  if (smaller === larger) return !path.length && equal(oldRoot, newRoot);
  if (!(smaller > 0 && smaller < larger) || !path.length) return false;
  const whole = Number.isInteger(Math.log2(smaller));
  const [first, ...steps] = whole ? [oldRoot, ...path] : path;
  let [at, last] = [smaller - 1, larger - 1];
  while (at % 2) [at, last] = [half(at), half(last)];
  let [older, newer] = [first, first];
  for (const step of steps) {
    if (last === 0) return false;
    if (at % 2 || at === last) {
      [older, newer] = [await nodeHash(step, older), await nodeHash(step, newer)];
      while (!(at % 2) && at) [at, last] = [half(at), half(last)];
    } else {
      newer = await nodeHash(newer, step);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equal(older, oldRoot) && equal(newer, newRoot);
}
