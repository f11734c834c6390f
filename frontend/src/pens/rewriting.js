// What somebody did, made a suggestion: pure functions from a document before and a state after to the transaction that
// turns the change into suggestions. It looks at the outcome and not at keys, so that typing, cutting, dropping, spelling
// correction and dictation are all caught alike.
import { Fragment } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";

const uidOf = (node) => (node.type.name === "title" ? "title" : node.attrs.uid);
const without = (marks) => marks.filter(({ type }) => type.name !== "ins" && type.name !== "del");
const idOn = (node, name) => node.marks.find(({ type }) => type.name === name)?.attrs.id;

// The transaction that makes the change from `before` to `state.doc` a suggestion, or null where nothing is left to do.
// `own(id)` says whether a suggestion is the writer's, `fresh()` makes an id; one change has one id, unless it joins an older one.
export function rewrite(before, state, { own, fresh, selection }) {
  const tr = state.tr;
  const made = { id: null, fresh() { return (this.id ??= fresh()); } };
  const old = new Map();
  before.forEach((node, pos, index) => old.set(uidOf(node), { node, pos, index }));
  const { blocks, vanished } = compare(before, state.doc, old);
  for (const block of blocks.toReversed()) {
    bringBack(tr, block.pos + block.node.nodeSize, vanished.get(block.key) ?? [], { own, made });
    const context = { tr, block, state, own, made, selection };
    if (block.was) rewriteKept(context);
    else rewriteNew(context);
  }
  return tr.docChanged || tr.selectionSet ? tr : null;
}

// The paragraphs of the new document with what they were, and those that went, under the paragraph that they stood behind.
function compare(before, doc, old) {
  const blocks = [];
  const met = new Set();
  doc.forEach((node, pos) => {
    const uid = uidOf(node);
    const was = uid && !met.has(uid) ? old.get(uid) : undefined;
    if (was) met.add(uid);
    blocks.push({ node, pos, was, key: was ? uid : Symbol("new") });
  });
  const vanished = new Map();
  let anchor = "title";
  before.forEach((node) => {
    const uid = uidOf(node);
    if (met.has(uid)) anchor = uid;
    else vanished.set(anchor, [...(vanished.get(anchor) ?? []), node]);
  });
  return { blocks, vanished };
}

// A paragraph that went stands again, its removal suggested; one's own suggested paragraph is really gone.
function bringBack(tr, pos, nodes, { own, made }) {
  const back = nodes
    .filter((node) => !(own(node.attrs.addedBy) && !carriesOthers(node, own)))
    .map((node) => (node.attrs.removedBy ? node : node.type.create({ ...node.attrs, removedBy: made.fresh() }, node.content)));
  if (back.length) tr.insert(pos, back);
}

function carriesOthers(node, own) {
  let found = false;
  node.forEach((child) => { if (idOn(child, "ins") && !own(idOn(child, "ins"))) found = true; });
  return found;
}

function rewriteNew({ tr, block, state, own, made }) {
  const { node, pos } = block;
  const runs = [];
  node.forEach((child, offset) => runs.push({ child, from: pos + 1 + offset }));
  for (const { child, from } of runs.reverse()) {
    if (idOn(child, "del")) tr.delete(from, from + child.nodeSize); // it stays struck where it stood
    else if (idOn(child, "ins")) tr.removeMark(from, from + child.nodeSize, state.schema.marks.ins);
  }
  if (!node.attrs.addedBy || !own(node.attrs.addedBy)) tr.setNodeMarkup(pos, null, { ...node.attrs, addedBy: made.fresh(), removedBy: null });
}

function rewriteKept(context) {
  const { tr, block, own, state } = context;
  const { node, pos, was } = block;
  const mine = Boolean(node.attrs.addedBy && own(node.attrs.addedBy));
  if (!mine && !sameAttrs(node, was.node)) tr.setNodeMarkup(pos, null, was.node.attrs);
  const range = changedRange(was.node.content, node.content, state.selection.head - pos - 1);
  if (range) rewriteWords(context, asSelected(range, context), mine);
}

// What was written over a selection replaces all of it, even where both begin or end with the same letters.
function asSelected(range, { selection, block: { was } }) {
  const from = selection ? selection.from - was.pos - 1 : 0;
  const to = selection ? selection.to - was.pos - 1 : 0;
  if (!selection || selection.empty || from > range.start || to < range.oldEnd || from < 0 || to > was.node.content.size) return range;
  return { start: from, oldEnd: to, newEnd: range.newEnd + to - range.oldEnd };
}

function sameAttrs(one, other) {
  return ["kind", "alternative", "addedBy", "removedBy"].every((name) => one.attrs[name] === other.attrs[name]);
}

// {start, oldEnd, newEnd} of what differs, or null. Where the same letters stand on both sides, several places would do:
// then it is the one at `cursor`, the offset at which the writer stands.
export function changedRange(before, after, cursor = -1) {
  const start = before.findDiffStart(after);
  if (start === null) return null;
  let { a: oldEnd, b: newEnd } = before.findDiffEnd(after);
  const overlap = start - Math.min(oldEnd, newEnd);
  if (overlap > 0) [oldEnd, newEnd] = [oldEnd + overlap, newEnd + overlap];
  const back = newEnd - cursor;
  const longer = oldEnd === start ? [after, newEnd] : newEnd === start ? [before, oldEnd] : null;
  if (!longer || cursor < 0 || back <= 0 || back > start) return { start, oldEnd, newEnd };
  const [content, end] = longer;
  const slides = content.cut(start - back, start).eq(content.cut(end - back, end));
  return slides ? { start: start - back, oldEnd: oldEnd - back, newEnd: newEnd - back } : { start, oldEnd, newEnd };
}

function rewriteWords({ tr, block, state, own, made, selection }, { start, oldEnd, newEnd }, mine) {
  const { node, pos, was } = block;
  const { ins, del } = state.schema.marks;
  const deleted = was.node.content.cut(start, oldEnd);
  const inserted = node.content.cut(start, newEnd);
  const id = () => (made.id ??= neighbour(was.node.content, start, oldEnd, own) ?? made.fresh());
  const kept = mapNodes(deleted, (child) => keep(child, { own, mine, id, del }));
  const added = mapNodes(inserted, (child) => {
    const carried = idOn(child, "ins");
    if (carried && own(carried) && !idOn(child, "del")) return child;
    const plain = child.mark(without(child.marks));
    return mine ? plain : plain.mark(ins.create({ id: id() }).addToSet(plain.marks));
  });
  const result = kept.append(added);
  if (result.eq(inserted)) return;
  const from = pos + 1 + start;
  tr.replaceWith(from, pos + 1 + newEnd, result);
  placeCursor({ tr, state, selection, was }, { from, start, kept, added, newEnd: pos + 1 + newEnd });
}

// What becomes of something that was deleted: one's own insertion goes, an older deletion stays whose it is, the rest is struck.
function keep(child, { own, mine, id, del }) {
  const inserted = idOn(child, "ins");
  if (inserted ? own(inserted) : mine) return null;
  return idOn(child, "del") ? child : child.mark(del.create({ id: id() }).addToSet(child.marks));
}

// The writer's own suggestion that the changed stretch touches: one burst of work is one suggestion.
function neighbour(content, start, end, own) {
  const around = content.cut(Math.max(0, start - 1), Math.min(content.size, end + 1));
  let found = null;
  around.forEach((child) => {
    const id = [idOn(child, "ins"), idOn(child, "del")].find((one) => one && own(one));
    found ??= id ?? null;
  });
  return found;
}

// Behind what was written; before what was struck backwards, behind what was struck forwards.
function placeCursor({ tr, state, selection, was }, { from, start, kept, added, newEnd }) {
  const { head, empty } = state.selection;
  if (!empty || head < from || head > newEnd) return;
  const forwards = selection?.empty && selection.head === was.pos + 1 + start;
  const behind = added.size || forwards ? from + kept.size + added.size : from;
  tr.setSelection(TextSelection.create(tr.doc, behind));
}

function mapNodes(content, change) {
  const nodes = [];
  content.forEach((child) => { const made = change(child); if (made) nodes.push(made); });
  return Fragment.from(nodes);
}

// For those who write directly: what is typed within somebody's suggestion must not become that person's. Within an
// insertion it is a suggestion of one's own, so that nothing of it stands alone when the other is rejected.
export function ownWords(before, state, { own, fresh }) {
  const tr = state.tr;
  const old = new Map();
  before.forEach((node) => old.set(uidOf(node), node));
  let id = null;
  state.doc.forEach((node, pos) => {
    const was = old.get(uidOf(node));
    const range = was && was !== node ? changedRange(was.content, node.content, state.selection.head - pos - 1) : null;
    if (!range) return;
    const inserted = node.content.cut(range.start, range.newEnd);
    if (textOf(inserted) === textOf(was.content.cut(range.start, range.oldEnd))) return;
    const added = mapNodes(inserted, (child) => {
      const carried = idOn(child, "ins");
      if (!idOn(child, "del") && (!carried || own(carried))) return child;
      const plain = child.mark(without(child.marks));
      return carried ? plain.mark(state.schema.marks.ins.create({ id: (id ??= fresh()) }).addToSet(plain.marks)) : plain;
    });
    if (!added.eq(inserted)) tr.replaceWith(tr.mapping.map(pos + 1 + range.start), tr.mapping.map(pos + 1 + range.newEnd), added);
  });
  return tr.docChanged ? tr : null;
}

const textOf = (content) => content.textBetween(0, content.size, "", "\uFFFC");
