// What a declaration is made of, as ProseMirror knows it: a title and then clauses, which are all of one level;
// the kind of a clause says what it is, and numbers are computed from the kinds.
import { Schema } from "prosemirror-model";

export const KINDS = ["heading", "preambular", "operative", "sub", "subsub"];
export const KIND_OF_NEW = "operative";
export const EMBED = "\uFFFC"; // how a citation counts where a text is read as characters

const CLAUSE_ATTRS = {
  uid: { default: "" }, // empty until the uids plugin gives one
  kind: { default: KIND_OF_NEW },
  alternative: { default: false },
  addedBy: { default: null },
  removedBy: { default: null },
  origin: { default: null },
};

// Letters of an attribute that comes in by the clipboard are checked, as those of a peer are on the server.
const uidOf = (dom) => (/^[0-9a-f]{16}$/.test(dom.dataset.uid ?? "") ? dom.dataset.uid : "");
const kindOf = (dom) => (KINDS.includes(dom.dataset.kind) ? dom.dataset.kind : KIND_OF_NEW);

export function safeHref(href) {
  const cleaned = (href ?? "").trim();
  if (/^https?:\/\/[^\s]+$/i.test(cleaned) && cleaned.length <= 2000) return cleaned;
  return /^\/(?![/\\])[^\s\\]*$/.test(cleaned) && cleaned.length <= 2000 ? cleaned : null;
}

export const CITATION = /^(?:contribution:[1-9]\d{0,8}|(?:clause|indicator):[\w.-]{1,64})$/;

export const schema = new Schema({
  nodes: {
    doc: { content: "title clause*" },
    title: {
      content: "inline*",
      whitespace: "pre",
      defining: true,
      isolating: true,
      parseDOM: [{ tag: "[data-title]" }],
      toDOM: () => ["h2", { class: "draft__title", "data-title": "", "data-uid": "title" }, 0],
    },
    clause: {
      content: "inline*",
      whitespace: "pre",
      attrs: CLAUSE_ATTRS,
      defining: true,
      parseDOM: [
        { tag: "[data-kind]", getAttrs: (dom) => ({ uid: uidOf(dom), kind: kindOf(dom), alternative: "alternative" in dom.dataset }) },
        { tag: "h1, h2, h3, h4, h5, h6", getAttrs: () => ({ kind: "heading" }) },
        { tag: "p" },
        { tag: "li" },
        { tag: "div", priority: 10 },
      ],
      toDOM(node) {
        const { uid, kind, alternative, addedBy, removedBy } = node.attrs;
        const attrs = { class: `draft__clause draft__clause--${kind}`, "data-kind": kind, "data-uid": uid };
        if (alternative) attrs["data-alternative"] = "";
        if (addedBy) attrs["data-added-by"] = addedBy;
        if (removedBy) attrs["data-removed-by"] = removedBy;
        return ["div", attrs, 0];
      },
    },
    text: { group: "inline" },
    citation: {
      inline: true,
      group: "inline",
      atom: true,
      attrs: { target: { validate: "string" } },
      leafText: () => EMBED,
      parseDOM: [{ tag: "[data-citation]", getAttrs: (dom) => (CITATION.test(dom.dataset.citation) ? { target: dom.dataset.citation } : false) }],
      toDOM: (node) => ["span", { class: "draft__citation", "data-citation": node.attrs.target, contenteditable: "false" }, "\u2009\u203B"],
    },
  },
  marks: {
    link: {
      attrs: { href: { validate: "string" } },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => { const href = safeHref(dom.getAttribute("href")); return href ? { href } : false; } }],
      toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener nofollow" }, 0],
    },
    em: {
      parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }],
      toDOM: () => ["em", 0],
    },
    // Suggestions; they never come in by the clipboard, only by the document and by the suggestion mode.
    ins: { attrs: { id: { validate: "string" } }, inclusive: false, toDOM: (mark) => ["ins", { "data-suggestion": mark.attrs.id }, 0] },
    del: { attrs: { id: { validate: "string" } }, inclusive: false, toDOM: (mark) => ["del", { "data-suggestion": mark.attrs.id }, 0] },
  },
});
