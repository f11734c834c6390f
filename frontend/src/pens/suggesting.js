// Suggestion mode: what one does becomes a suggestion. Forced on those who may only suggest, a switch for those who may edit.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { newUid } from "../document.js";
import { AS_IS, FROM_OTHERS } from "../uids.js";
import { known } from "./known.js";
import { listeners, once } from "./once.js";
import { suggestionsIn } from "./paragraphs.js";
import { ownWords, rewrite } from "./rewriting.js";

export const key = new PluginKey("suggesting");

// Whether one suggests now, and the switch.
export const mode = once((context) => {
  const changed = listeners();
  let wanted = false;
  return {
    changed,
    get forced() { return context.right() === "suggest"; },
    get on() { return this.forced || (wanted && context.right() === "edit"); },
    toggle() {
      if (this.forced) return context.announce(context.strings.pens.suggesting_forced);
      wanted = !wanted;
      context.announce(wanted ? context.strings.pens.suggesting_on : context.strings.pens.suggesting_off);
      changed.tell();
    },
  };
});

export function suggesting(context) {
  const registry = known(context);
  const options = (before) => ({
    own: (id) => registry.own(id),
    fresh() { const id = newUid(); registry.claim(id); return id; },
    selection: before.selection,
  });
  return [new Plugin({
    key,
    state: { init: (_config, state) => marks(state.doc, registry), apply: (tr, set) => (tr.docChanged || tr.getMeta(key) ? marks(tr.doc, registry) : set) },
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some((tr) => tr.getMeta(AS_IS) || tr.getMeta(FROM_OTHERS))) return null;
      return (mode(context).on ? rewrite : ownWords)(before.doc, state, options(before))?.setMeta(AS_IS, true) ?? null;
    },
    props: {
      decorations(state) { return this.getState(state); },
      attributes: () => ({ class: mode(context).on ? "draft__text--suggesting" : "" }),
      handleDOMEvents: {
        // The browser would delete in its own way and turn the blanks around into others; it only says what is to go.
        beforeinput(view, event) {
          if (!mode(context).on || view.composing || !event.inputType.startsWith("delete") || event.inputType === "deleteByDrag") return false;
          const range = rangeOf(view, event);
          if (!range) return false;
          event.preventDefault();
          view.dispatch(view.state.tr.delete(range.from, range.to).scrollIntoView());
          return true;
        },
        // What an input method composes begins as an insertion, so that nothing is changed under its hands.
        compositionstart(view) {
          const { state } = view;
          if (!mode(context).on || !state.selection.empty) return false;
          const id = nearbyOwn(state, registry) ?? options(state).fresh();
          view.dispatch(state.tr.addStoredMark(state.schema.marks.ins.create({ id })));
          return false;
        },
      },
    },
    view(view) {
      const redraw = () => view.dispatch(view.state.tr.setMeta(key, true).setMeta("addToHistory", false));
      const ending = [registry.changed.add(redraw), mode(context).changed.add(redraw)];
      return { destroy() { for (const end of ending) end(); } };
    },
  })];
}

// The stretch within one paragraph that an input event is about.
function rangeOf(view, event) {
  const [range] = event.getTargetRanges?.() ?? [];
  if (!range || range.collapsed) return null;
  const from = view.posAtDOM(range.startContainer, range.startOffset), to = view.posAtDOM(range.endContainer, range.endOffset);
  return from < to && view.state.doc.resolve(from).sameParent(view.state.doc.resolve(to)) ? { from, to } : null;
}

function nearbyOwn({ selection: { $head } }, registry) {
  const ids = [$head.nodeBefore, $head.nodeAfter].flatMap((node) => node?.marks.filter(({ type }) => type.name === "ins").map(({ attrs }) => attrs.id) ?? []);
  return ids.find((id) => registry.own(id));
}

// Whose suggestion each is: a class of one of eight pens, which differ in line as well as in colour.
function marks(doc, registry) {
  const found = [];
  const ids = new Set();
  doc.forEach((node, pos) => {
    for (const { id } of suggestionsIn(node).values()) ids.add(id);
    for (const name of ["addedBy", "removedBy"]) if (node.attrs[name]) found.push(Decoration.node(pos, pos + node.nodeSize, { class: `suggested suggested--${name === "addedBy" ? "added" : "removed"} ${pen(registry, node.attrs[name])}` }));
    if (!suggestionsIn(node).size) return;
    node.forEach((child, offset) => {
      for (const { type, attrs } of child.marks)
        if (type.name === "ins" || type.name === "del") found.push(Decoration.inline(pos + 1 + offset, pos + 1 + offset + child.nodeSize, { class: `suggested ${pen(registry, attrs.id)}` }));
    });
  });
  registry.need([...ids]);
  return DecorationSet.create(doc, found);
}

const pen = (registry, id) => `pen-${registry.about(id).colour}`;

// The transaction that takes one's own suggestion back, or null where it is not in the text any more.
export function withdrawal(state, id) {
  const tr = state.tr;
  const blocks = [];
  state.doc.forEach((node, pos) => { if (suggestionsIn(node).has(id)) blocks.push({ node, pos }); });
  for (const { node, pos } of blocks.reverse()) {
    if (node.attrs.addedBy === id) { tr.delete(pos, pos + node.nodeSize); continue; }
    if (node.attrs.removedBy === id) tr.setNodeAttribute(pos, "removedBy", null);
    const runs = [];
    node.forEach((child, offset) => runs.push({ child, from: pos + 1 + offset }));
    for (const { child, from } of runs.reverse()) {
      const mark = child.marks.find(({ attrs }) => attrs.id === id);
      if (mark?.type.name === "ins") tr.delete(from, from + child.nodeSize);
      else if (mark) tr.removeMark(from, from + child.nodeSize, mark);
    }
  }
  return tr.docChanged ? tr.setMeta(AS_IS, true) : null;
}
