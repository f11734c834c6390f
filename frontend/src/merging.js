// What happened while one was away: paragraph by paragraph the words before, mine, theirs, and what they became together.
import { clausesOf, stands } from "./document.js";

// uid -> the words of every paragraph, tombstones with `gone`.
export function wordsOf(ydoc) {
  const found = new Map();
  clausesOf(ydoc).forEach((map, uid) => {
    const text = map.get("text");
    if (text) found.set(uid, { words: text.toString(), gone: !stands(map), place: map.get("place") });
  });
  return found;
}

const same = (one, other) => one?.words === other?.words && one?.gone === other?.gone;

// The uids that `one` has otherwise than `other`, in words, standing or place.
export function differing(one, other) {
  const uids = new Set([...one.keys(), ...other.keys()]);
  return [...uids].filter((uid) => !same(one.get(uid), other.get(uid)) && !(one.get(uid)?.gone && !other.get(uid)))
    .concat([...uids].filter((uid) => same(one.get(uid), other.get(uid)) && one.get(uid)?.place !== other.get(uid)?.place));
}

// `base`: what both knew. -> {both: [{uid, base, mine, theirs, merged}], removed: [...], others: number}
export function compare(base, mine, theirs, merged) {
  const both = [], removed = [];
  let others = 0;
  for (const [uid, their] of theirs) {
    const was = base.get(uid), my = mine.get(uid);
    if (same(their, was)) continue;
    others += 1;
    if (!was || !my || same(my, was) || same(my, their)) continue;
    const one = { uid, base: was.words, mine: my.words, theirs: their.words, merged: merged.get(uid)?.words ?? "" };
    if (merged.get(uid)?.gone) removed.push({ ...one, gone: my.gone ? "mine" : "theirs" });
    else if (my.words !== was.words && their.words !== was.words) both.push(one);
  }
  return { both, removed, others };
}

