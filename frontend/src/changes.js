// What changed between two states of one paragraph's words, as a delta for Y.Text that touches nothing else.
import { formatsFrom } from "./document.js";
import { EMBED } from "./schema.js";

const LONGEST_WORD = 40;
const MOST_WORDS = 600; // a longer rewritten middle is replaced as a whole

// The characters of a paragraph, each with its formats. A citation is one unit that no character equals.
export function unitsOf(node) {
  const units = [];
  node.forEach((child) => {
    const formats = formatsFrom(child.marks);
    if (child.isText) for (const char of child.text) units.push({ key: char, size: char.length, formats });
    else units.push({ key: EMBED + EMBED + child.attrs.target, size: 1, formats, citation: child.attrs.target });
  });
  return units;
}

function ends(before, after, mostPrefix) {
  const shorter = Math.min(before.length, after.length);
  let prefix = 0, suffix = 0;
  while (prefix < Math.min(shorter, mostPrefix) && before[prefix].key === after[prefix].key) prefix++;
  while (suffix < shorter - prefix && before[before.length - 1 - suffix].key === after[after.length - 1 - suffix].key) suffix++;
  return { prefix, suffix, same: prefix + suffix };
}

// Where the same letter stands twice the cursor says which one was typed: what is new ends before it.
function trim(before, after, cursor) {
  const anywhere = ends(before, after, Infinity);
  if (cursor === undefined) return atWord(before, after, anywhere);
  let index = 0;
  for (let offset = 0; index < after.length && offset < cursor; index++) offset += after[index].size;
  const hinted = ends(before, after, Math.max(0, index - Math.max(0, after.length - before.length)));
  return hinted.same === anywhere.same ? hinted : anywhere;
}

const inWord = (unit) => unit !== undefined && /[\p{L}\p{N}\p{M}]/u.test(unit.key);
const isBlank = (unit) => /\s/u.test(unit.key);

// Without a cursor the change begins where a word begins, if it may as well begin there.
function atWord(before, after, found) {
  for (let prefix = found.prefix; prefix >= Math.max(0, found.prefix - LONGEST_WORD); prefix--) {
    const here = ends(before, after, prefix);
    if (here.same !== found.same) return found;
    if (!inWord(after[prefix - 1])) return here;
  }
  return found;
}

function wordsIn(units) {
  const words = [];
  for (const unit of units) {
    const kind = inWord(unit) ? "word" : isBlank(unit) ? "blank" : "";
    if (kind && words.at(-1)?.kind === kind) { words.at(-1).units.push(unit); words.at(-1).key += unit.key; }
    else words.push({ kind, key: unit.key, units: [unit] });
  }
  return words;
}

// The middle word by word, by the longest common subsequence, so that words which stayed are not written again.
function* middleSteps(before, after) {
  const old = wordsIn(before), now = wordsIn(after);
  if (!old.length || !now.length || old.length > MOST_WORDS || now.length > MOST_WORDS) {
    yield { drop: before };
    yield { add: after };
    return;
  }
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      table[i][j] = old[i].key === now[j].key ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  let i = 0, j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i].key === now[j].key) yield { keep: old[i++].units, as: now[j++].units };
    else if (i < old.length && (j === now.length || table[i + 1][j] >= table[i][j + 1])) yield { drop: old[i++].units };
    else yield { add: now[j++].units };
  }
}

// Where several words are written anew the ends step back to whole words, so that none is made of halves of two.
function wholeWords(before, after, { prefix, suffix }) {
  const [old, now] = [before, after].map((units) => units.slice(prefix, units.length - suffix));
  if (!old.length || !now.length || !(old.some(isBlank) || now.some(isBlank))) return { prefix, suffix };
  while (prefix && inWord(before[prefix - 1])) prefix--;
  while (suffix && inWord(before[before.length - suffix])) suffix--;
  return { prefix, suffix };
}

function* steps(before, after, cursor) {
  const { prefix, suffix } = wholeWords(before, after, trim(before, after, cursor));
  yield { keep: before.slice(0, prefix), as: after.slice(0, prefix) };
  yield* middleSteps(before.slice(prefix, before.length - suffix), after.slice(prefix, after.length - suffix));
  yield { keep: before.slice(before.length - suffix), as: after.slice(after.length - suffix) };
}

function reformat(old, now) {
  const changed = {};
  for (const key of Object.keys(old)) if (!(key in now)) changed[key] = null;
  for (const key of Object.keys(now)) if (old[key] !== now[key]) changed[key] = now[key];
  return Object.keys(changed).length ? changed : undefined;
}

const alike = (one, other) => JSON.stringify(one ?? {}) === JSON.stringify(other ?? {});

function append(delta, operation) {
  const last = delta.at(-1);
  if (last && operation.retain && last.retain && alike(last.attributes, operation.attributes)) last.retain += operation.retain;
  else if (last && operation.delete && last.delete) last.delete += operation.delete;
  else if (typeof last?.insert === "string" && typeof operation.insert === "string" && alike(last.attributes, operation.attributes)) last.insert += operation.insert;
  else delta.push(operation);
}

// `before` and `after` are nodes of one paragraph; `cursor` is where the writer stands in the second, if there. Empty where nothing changed.
export function deltaBetween(before, after, cursor) {
  const delta = [];
  for (const { keep, as, drop, add } of steps(unitsOf(before), unitsOf(after), cursor)) {
    keep?.forEach((unit, index) => {
      const attributes = reformat(unit.formats, as[index].formats);
      append(delta, attributes ? { retain: unit.size, attributes } : { retain: unit.size });
    });
    for (const unit of drop ?? []) append(delta, { delete: unit.size });
    for (const unit of add ?? []) {
      append(delta, { insert: "citation" in unit ? { citation: unit.citation } : unit.key, attributes: unit.formats });
    }
  }
  if (delta.length && delta.at(-1).retain && !delta.at(-1).attributes) delta.pop();
  return delta;
}
