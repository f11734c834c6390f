// What comes from a word processor, read as paragraphs {kind, content: [{text, em, link}]}: pure functions over a tree that
// has nodeType, nodeName, childNodes, getAttribute and data, as a document has it.
import { safeHref } from "../schema.js";

const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "TD", "TH", "TR", "TABLE", "UL", "OL", "SECTION", "ARTICLE", "PRE", "DT", "DD", "BODY", "CENTER"]);
const PASSED_OVER = new Set(["STYLE", "SCRIPT", "HEAD", "TITLE", "META", "LINK", "XML", "O:P", "IMG", "SVG", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "DEL"]);
const DASHES = /^[\s\u00A0]*[•·▪◦–—o§-][\s\u00A0]+/u;
const ROMAN = "(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})";

// Signs in front of a paragraph, from the outermost level to the innermost. "(i)" may be the ninth letter: see `levelled`.
const SIGNS = [
  { kind: "operative", sign: /^\s*(?:OP\s*)?(\d{1,3})(?:\s+(bis|ter|quater|quinquies))?\s*[.)]\s+/iu },
  { kind: "sub", sign: /^\s*\(?([a-z]{1,2})\)(?:\s+(bis|ter|quater))?\s+/u },
  { kind: "subsub", sign: new RegExp(`^\\s*\\(?(${ROMAN})\\)(?:\\s+(bis|ter|quater))?\\s+`, "u") },
];

// Styles are only read: under another name the content policy of the page has nothing to refuse.
export function quieted(html) {
  return html.replace(/<style[\s\S]*?<\/style>/giu, "").replace(/<[a-z][^>]*>/giu, (tag) => tag.replace(/\sstyle\s*=/giu, " data-style="));
}

// Markup of a clipboard -> paragraphs; `opening(text, kind)` knows the words that paragraphs of the two kinds begin with.
export function paragraphsFromTree(root, opening) {
  const blocks = [];
  gather(root, { em: false, link: null, level: 0, heading: false, list: null }, blocks, open(blocks));
  return judged(blocks.filter(({ content }) => textOf(content).trim()), opening);
}

// Plain text -> paragraphs: an empty line parts them; without empty lines each line is one.
export function paragraphsFromText(text, opening) {
  const lines = text.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n+/u).length > 1 ? text.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n+/u).flatMap(unwrapped) : text.replace(/\r\n?/g, "\n").split("\n");
  return judged(lines.filter((line) => line.trim()).map((line) => ({ content: [{ text: line.replace(/\s*\n\s*/gu, " ") }], level: 0 })), opening);
}

// Lines that a mail or a PDF broke belong together, except where a line begins with a sign of its own.
function unwrapped(block) {
  const found = [];
  for (const line of block.split("\n")) {
    if (found.length && !SIGNS.some(({ sign }) => sign.test(line))) found[found.length - 1] += ` ${line.trim()}`;
    else found.push(line);
  }
  return found;
}

function open(blocks, facts = {}) {
  const block = { content: [], level: 0, heading: false, ...facts };
  blocks.push(block);
  return block;
}

// Walks through the tree and gathers runs of words into blocks; returns the block that is open afterwards.
function gather(node, style, blocks, block) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) add(block, child.data, style);
    if (child.nodeType !== 1) continue;
    const name = child.nodeName.toUpperCase();
    if (PASSED_OVER.has(name) || hidden(child)) continue;
    if (name === "BR") add(block, "\n", style);
    else if (BLOCKS.has(name)) {
      const within = { ...style, ...shapeOf(child, name, style) };
      const mine = open(blocks, { level: within.level, heading: within.heading, word: wordList(child), listed: within.item });
      gather(child, within, blocks, mine);
      block = open(blocks, { level: style.level });
    } else block = gather(child, { ...style, ...marksOf(child, name, style) }, blocks, block);
  }
  return block;
}

const styleOf = (element) => (element.getAttribute("data-style") ?? "").toLowerCase();
const hidden = (element) => /display:\s*none|mso-hide:\s*all/.test(styleOf(element));

// The level that Word writes into a paragraph of a list: "mso-list:l0 level2 lfo1".
function wordList(element) {
  const found = /mso-list:\s*l\d+\s+level(\d)/.exec(styleOf(element));
  return found ? Number(found[1]) : 0;
}

function shapeOf(element, name, style) {
  const list = name === "OL" || name === "UL";
  const heading = /^H[1-6]$/.test(name) || /MsoHeading|MsoTitle/.test(element.getAttribute("class") ?? "");
  return { level: style.level + (list ? 1 : 0), list: list ? name : style.list, item: list ? null : name === "LI" ? style.list : (style.item ?? null), heading, ...(heading ? { em: false } : marksOf(element, name, style)) };
}

function marksOf(element, name, { em, link }) {
  const css = styleOf(element);
  const upright = /(?<![\w-])font-style:\s*normal/.test(css);
  const slanted = /(?<![\w-])font-style:\s*(?:italic|oblique)/.test(css) || ((name === "EM" || name === "I") && !upright);
  return { em: slanted || (em && !upright), link: name === "A" ? (leads(element.getAttribute("href")) ?? link) : link };
}

// Links of Google Docs lead through its own redirect; what leads nowhere is plain words.
function leads(href) {
  const through = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(href ?? "");
  try { return safeHref(through ? decodeURIComponent(through[1]) : href); } catch { return null; }
}

function add(block, text, { em, link }) {
  // Line breaks of the markup are blanks; a break that is meant comes as BR.
  const words = text === "\n" ? text : text.replace(/[\t\n\r ]+/gu, " ").replace(/\u00A0/gu, " ");
  if (words) block.content.push({ text: words, ...(em ? { em: true } : {}), ...(link ? { link } : {}) });
}

const textOf = (content) => content.map(({ text }) => text).join("");

// Gives each block its kind: by its sign, its level in a list, its heading, or its opening words.
function judged(blocks, opening) {
  let before = null;
  let preamble = true;
  return blocks.map((block) => {
    const text = textOf(block.content);
    const found = levelled(text, before) ?? byList(block, text);
    const content = tidy(without(block.content, found?.length ?? 0));
    const kind = found?.kind ?? byWords(block, textOf(content), opening, preamble);
    if (kind === "operative") preamble = false;
    if (kind === "heading") before = null;
    else before = { kind, sign: found?.sign ?? "" };
    return { kind, content, ...(found?.alternative ? { alternative: true } : {}), known: Boolean(found) || Boolean(opening(textOf(content), kind)) || block.heading };
  });
}

// The sign in front, read with the one before it: "(i)" behind "(h)" is a letter, else a Roman number.
function levelled(text, before) {
  for (const { kind, sign } of SIGNS) {
    const found = sign.exec(text);
    if (!found) continue;
    const [whole, letters, alternative] = found;
    if (kind === "sub" && SIGNS[2].sign.test(text) && !follows(before, letters)) continue;
    return { kind, length: whole.length, sign: letters, alternative: Boolean(alternative) };
  }
  return null;
}

function follows(before, letters) {
  return before?.kind === "sub" && before.sign.length === 1 && letters.length === 1 && letters.charCodeAt(0) === before.sign.charCodeAt(0) + 1;
}

// The levels of lists without a sign in their text; signs of dots are dropped.
function byList(block, text) {
  const level = block.word || (block.listed ? block.level : 0);
  const dash = DASHES.exec(text)?.[0].length ?? 0;
  if (!level && !dash) return null;
  const kinds = block.listed === "UL" || dash ? ["sub", "subsub"] : ["operative", "sub", "subsub"];
  return { kind: kinds[Math.min(Math.max(level, 1), kinds.length) - 1], length: dash };
}

function byWords(block, text, opening, preamble) {
  if (block.heading) return "heading";
  if (opening(text, "preambular")) return "preambular";
  if (opening(text, "operative")) return "operative";
  if (text.length < 80 && !/[.;:,]\s*$/u.test(text)) return "heading";
  return preamble && /,\s*$/u.test(text) ? "preambular" : "operative";
}

// The content without its first characters, over the runs of words.
function without(content, length) {
  const rest = [];
  for (const run of content) {
    const text = run.text.slice(length);
    length = Math.max(0, length - run.text.length);
    if (text) rest.push({ ...run, text });
  }
  return rest;
}

// Blanks at both ends and double blanks go; neighbours with the same marks become one.
function tidy(content) {
  const runs = [];
  for (const run of content) {
    const last = runs.at(-1);
    let text = run.text.replace(/ {2,}/gu, " ");
    if (!last || /[ \n]$/u.test(last.text)) text = text.replace(/^[ ]+/u, "");
    if (!last) text = text.trimStart();
    if (!text) continue;
    if (last && last.em === run.em && last.link === run.link) last.text += text;
    else runs.push({ ...run, text });
  }
  while (runs.length && !runs.at(-1).text.trimEnd()) runs.pop();
  if (runs.length) runs.at(-1).text = runs.at(-1).text.trimEnd();
  return runs;
}
