// What clipboards of word processors hold, as paragraphs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { paragraphsFromText, paragraphsFromTree, quieted } from "../../src/pens/clipboard.js";
import { portions } from "../../src/pens/pasting.js";
import { practice } from "../../src/pens/practice.js";
import { parsed } from "./html.js";

const rules = JSON.parse(readFileSync(new URL("../../../tests/declarations/practice.json", import.meta.url))).resolution;
const { opening } = practice(rules);
const read = (name) => parsed(quieted(readFileSync(new URL(`./clipboards/${name}.html`, import.meta.url), "utf8")));
const shown = ({ text, em, link }) => (link ? `<${link} ${text}>` : em ? `_${text}_` : text);
const lines = (paragraphs) => paragraphs.map(({ kind, content, alternative }) => `${kind}${alternative ? " bis" : ""}: ${content.map(shown).join("")}`);

test("Word: headings, lists by their signs, italics, links; nothing of its styles", () => {
  assert.deepEqual(lines(paragraphsFromTree(read("word"), opening)), [
    "heading: Declaration on quiet streets",
    "preambular: _Recalling_ the Geneva Declaration of Mayors and its <https://unece.org/forum annex>,",
    "preambular: _Noting with concern_ that traffic is loud,",
    "operative: _Invites_ all cities:",
    "sub: to measure noise:",
    "subsub: by day;",
    "subsub: by night;",
    "operative: Requests the Committee to take note.",
  ]);
});

test("Google Docs: lists by their levels, links out of its redirect, scripts passed over", () => {
  assert.deepEqual(lines(paragraphsFromTree(read("google-docs"), opening)), [
    "preambular: _Recalling_ the <https://example.org/charter Charter>,",
    "operative: Invites all cities:",
    "sub: to act;",
    "sub: to report.",
    "sub: a loose point",
    "heading: plain",
  ]);
});

const PLAIN = [
  ["lines", "Recalling it,\n1. Invites all:\n(a) cities;\n(b) towns;\n2. Urges all.", ["preambular: Recalling it,", "operative: Invites all:", "sub: cities;", "sub: towns;", "operative: Urges all."]],
  ["broken lines of a mail", "Recalling the work\nof cities,\n\n1. Invites all\ncities to act;\n(a) soon;\r\n\r\n2. Urges all.", ["preambular: Recalling the work of cities,", "operative: Invites all cities to act;", "sub: soon;", "operative: Urges all."]],
  ["(i) behind (h) is a letter", "1. Urges:\n(h) one;\n(i) two;\n(ii) three;", ["operative: Urges:", "sub: one;", "sub: two;", "subsub: three;"]],
  ["(i) first is a number", "1. Urges:\n(i) one;\n(ii) two;", ["operative: Urges:", "subsub: one;", "subsub: two;"]],
  ["alternatives", "3. Urges all;\n3 bis. Invites all;", ["operative: Urges all;", "operative bis: Invites all;"]],
  ["opening words without signs", "Preamble\nNoting it,\nRequests the Committee to act;", ["heading: Preamble", "preambular: Noting it,", "operative: Requests the Committee to act;"]],
  ["dots", "• one;\n– two;", ["sub: one;", "sub: two;"]],
  ["a year is no number", "2030 is near,", ["preambular: 2030 is near,"]],
];
for (const [about, text, expected] of PLAIN) test(`plain text: ${about}`, () => assert.deepEqual(lines(paragraphsFromText(text, opening)), expected));

test("styles are kept from the page but not from the reader; words are not changed", () => {
  assert.equal(quieted('<style>p{}</style><p STYLE="a:b" class=x>with style = b</p>'), '<p data-style="a:b" class=x>with style = b</p>');
});

test("a paste of 400 paragraphs is read at once and goes in portions that a frame holds", () => {
  const text = Array.from({ length: 400 }, (_one, number) => `${number + 1}. Invites all cities ${"to plant trees ".repeat(20)};`).join("\n");
  const paragraphs = paragraphsFromText(text, opening);
  const parts = portions(paragraphs);
  assert.equal(paragraphs.length, 400);
  assert.deepEqual(parts.flat(), paragraphs);
  for (const part of parts) assert.ok(JSON.stringify(part).length < 40_000);
});
