// Short ways to write documents in tests: p("operative", "u1", "Words ", ins("s1", "new"), del("s2", "old")).
import { EditorState, TextSelection } from "prosemirror-state";
import { schema } from "../../src/schema.js";

export { schema };
export const uid = (name) => name.padEnd(16, "0");
const inline = (parts) => parts.flatMap((part) => (typeof part === "string" ? (part ? [schema.text(part)] : []) : [part]));
const marked = (name, attrs) => (text, ...more) => schema.text(text, [...more, schema.marks[name].create(attrs)]);
export const ins = (id, text) => marked("ins", { id })(text);
export const del = (id, text) => marked("del", { id })(text);
export const em = (text) => marked("em")(text);
export const cite = (target) => schema.nodes.citation.create({ target });
export const p = (kind, name, ...parts) => {
  const [special, rest] = parts[0]?.special ? [parts[0].special, parts.slice(1)] : [{}, parts];
  return schema.nodes.clause.create({ kind, uid: uid(name), ...special }, inline(rest));
};
export const attrs = (special) => ({ special });
export const doc = (...clauses) => schema.nodes.doc.create(null, [schema.nodes.title.create(null, schema.text("Trees")), ...clauses]);

// A document as lines: "operative a: Words +new{s1}+ -old{s2}-", with what is special about a paragraph in brackets.
export function lines(node) {
  const found = [];
  node.forEach((block) => {
    if (block.type.name === "title") return;
    const { kind, uid, addedBy, removedBy, alternative } = block.attrs;
    const about = [addedBy && `added ${addedBy}`, removedBy && `removed ${removedBy}`, alternative && "bis"].filter(Boolean);
    found.push(`${kind} ${uid.replace(/0+$/, "")}${about.length ? ` [${about.join(", ")}]` : ""}: ${words(block)}`);
  });
  return found;
}

export function words(block) {
  let text = "";
  block.forEach((child) => {
    let said = child.isText ? child.text : `^${child.attrs.target}^`;
    for (const { type, attrs } of child.marks) {
      if (type.name === "ins") said = `+${said}{${attrs.id}}+`;
      else if (type.name === "del") said = `-${said}{${attrs.id}}-`;
      else if (type.name === "em") said = `_${said}_`;
      else said = `<${attrs.href} ${said}>`;
    }
    text += said;
  });
  return text;
}

// A state with the cursor, or a selection, in the paragraph `name` at these offsets.
export function stateOf(node, name, from = 0, to = from, plugins = []) {
  const state = EditorState.create({ doc: node, plugins });
  return name === undefined ? state : state.apply(state.tr.setSelection(TextSelection.create(node, at(node, name, from), at(node, name, to))));
}

export function at(node, name, offset) {
  let found = -1;
  node.forEach((block, pos) => { if ((block.attrs.uid ?? "title") === (name === "title" ? "title" : uid(name))) found = pos + 1 + offset; });
  return found;
}
