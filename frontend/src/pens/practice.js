// Hints as drafting practice would have them, equal to forum/declarations/text/checks.py; words, lists and patterns come from
// there with the page (`checks.practice()`), and tests/declarations/checks.json holds both to one table.
import { NUMBERED } from "./counting.js";

const DEEPER = { operative: "sub", sub: "subsub" };

// Makes hints(paragraphs): [{uid, code, values}] in the order of the text, for paragraphs {uid, kind, text}.
export function practice(rules) {
  const patterns = {
    abbreviation: new RegExp(rules.abbreviation, "gu"),
    roman: new RegExp(rules.roman),
    following: new RegExp(`^(?:${rules.following})`, "i"),
    we: rules.we ? new RegExp(rules.we, "i") : null,
  };
  const openings = Object.fromEntries(
    Object.entries(rules.openings).map(([kind, words]) => [kind, [...words].sort((a, b) => b.length - a.length).map((w) => w.toLowerCase())]),
  );
  const known = { rules, patterns, openings };
  return Object.assign((paragraphs) => hints(known, paragraphs), { opening: (text, kind) => opening(known, text, kind) });
}

export const words = (text) => text.split(/\s+/u).filter(Boolean);

export const wordCount = (paragraphs) => paragraphs.reduce((sum, { text }) => sum + words(text).length, 0);

// The opening words, which are set in italics; empty where the paragraph does not begin with known ones.
function opening({ openings, patterns }, text, kind) {
  if (!openings[kind]) return "";
  const skipped = patterns.we?.exec(text)?.[0].length ?? 0;
  const start = text.slice(skipped);
  const lowered = start.toLowerCase();
  const found = openings[kind].find((some) => lowered.startsWith(some) && !/^\p{L}/u.test(start.slice(some.length)));
  if (found === undefined) return "";
  const more = patterns.following.exec(start.slice(found.length))?.[0] ?? "";
  return text.slice(0, skipped + found.length + more.length);
}

function hints(known, paragraphs) {
  const { rules } = known;
  const found = [];
  const seen = new Set();
  const explained = new Set(rules.known);
  paragraphs.forEach((paragraph, place) => {
    const { uid, text } = paragraph;
    const before = paragraphs[place - 1];
    const following = paragraphs[place + 1];
    const tell = (code, values = {}) => found.push({ uid, code, values });
    for (const code of [order(paragraph, before), rules.checks_openings ? opens(known, paragraph) : "", ends(paragraph, following)]) if (code) tell(code);
    const count = words(text).length;
    if (count > rules.longest) tell("long", { count, most: rules.longest });
    else if (!count) tell("empty");
    for (const word of unexplained(known, paragraph, explained)) tell("abbreviation", { word });
    const plain = words(text.toLowerCase()).join(" ");
    if (plain && seen.has(plain)) tell("twice");
    seen.add(plain);
  });
  const count = wordCount(paragraphs);
  if (count > rules.limit) found.push({ uid: paragraphs.at(-1).uid, code: "limit", values: { count, most: rules.limit } });
  return found;
}

function order({ kind }, before) {
  if (kind === "sub" && (!before || ["heading", "preambular"].includes(before.kind))) return "sub_alone";
  if (kind === "subsub" && !["sub", "subsub"].includes(before?.kind)) return "subsub_alone";
  if (kind === "preambular" && NUMBERED.includes(before?.kind)) return "late_preamble";
  return "";
}

function opens(known, { kind, text }) {
  if (!known.openings[kind] || !text.trim() || opening(known, text, kind)) return "";
  return kind === "preambular" ? "participle" : "verb";
}

// A comma in the preamble, a colon before sub-paragraphs, a semicolon after the others, a full stop at the end.
function ends({ kind, text }, following) {
  const said = text.trimEnd();
  if (kind === "heading" || !said) return "";
  if (kind === "preambular") return said.endsWith(",") ? "" : "comma";
  if (following && following.kind === DEEPER[kind]) return said.endsWith(":") ? "" : "colon";
  if (!following) return said.endsWith(".") ? "" : "full_stop";
  return said.endsWith(";") || said.endsWith("; and") ? "" : "semicolon";
}

// Abbreviations that stand here first and without their words; each is asked for once.
function unexplained({ patterns }, { kind, text }, explained) {
  if (kind === "heading" || text === text.toUpperCase()) return [];
  const asked = [];
  for (const match of text.matchAll(patterns.abbreviation)) {
    const word = match[0];
    if (explained.has(word) || patterns.roman.test(word)) continue;
    explained.add(word);
    const rest = text.slice(match.index + word.length);
    const writtenOut = match.index > 1 && "(“‘".includes(text[match.index - 1]);
    if (!writtenOut && !rest.startsWith(" (") && !rest.startsWith("s (")) asked.push(word);
  }
  return asked;
}
