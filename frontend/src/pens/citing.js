// Footnotes: a citation of an experience, a clause or an indicator is picked by search; numbers and the list of notes follow
// from the order of the text.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { dialog } from "./dialog.js";
import { later, listeners, once } from "./once.js";
import { el, say } from "./say.js";
import { ask } from "./sending.js";

const WAIT = 200; // milliseconds after a key before the forum is asked
export const key = new PluginKey("citing");

// What is cited, by target: {target, label, about, url}; asked for once each.
export const sources = once((context) => {
  const rows = new Map(), asked = new Set(), changed = listeners();
  const url = context.settings.urls.citations;
  return {
    changed,
    get: (target) => rows.get(target),
    keep(found) { for (const row of found) rows.set(row.target, row); },
    async need(targets) {
      const unknown = targets.filter((target) => target && !rows.has(target) && !asked.has(target));
      if (!unknown.length) return;
      for (const target of unknown) asked.add(target);
      const answer = await ask(`${url}?${new URLSearchParams(unknown.map((target) => ["target", target]))}`).catch(() => null);
      if (!answer) { for (const target of unknown) asked.delete(target); return; }
      this.keep(answer.found);
      changed.tell();
    },
    async find(words) { const answer = await ask(`${url}?${new URLSearchParams({ q: words })}`).catch(() => null); return answer?.found ?? null; },
  };
});

// target -> number, in the order in which they are first cited.
export function notesOf(doc) {
  const numbers = new Map();
  doc.descendants((node) => {
    const deleted = node.marks.some(({ type }) => type.name === "del");
    if (node.type.name === "citation" && node.attrs.target && !deleted && !numbers.has(node.attrs.target)) numbers.set(node.attrs.target, numbers.size + 1);
    return node.type.name === "doc" || node.isTextblock;
  });
  return numbers;
}

export function citing(context) {
  return [new Plugin({
    key,
    state: { init: (_config, state) => marks(context, state.doc), apply: (tr, set) => (tr.docChanged || tr.getMeta(key) ? marks(context, tr.doc) : set) },
    props: { decorations(state) { return this.getState(state); } },
    view(view) {
      let shown = "";
      const draw = () => {
        const numbers = notesOf(view.state.doc);
        sources(context).need([...numbers.keys()]);
        const next = JSON.stringify([...numbers].map(([target]) => [target, sources(context).get(target)]));
        if (next !== shown) list(context, numbers);
        shown = next;
      };
      const end = sources(context).changed.add(() => { view.dispatch(view.state.tr.setMeta(key, true)); draw(); });
      draw();
      return { update(now, before) { if (now.state.doc !== before.doc) draw(); }, destroy: end };
    },
  })];
}

function marks(context, doc) {
  const numbers = notesOf(doc);
  if (!numbers.size) return DecorationSet.empty;
  const found = [];
  doc.descendants((node, pos) => {
    const number = node.type.name === "citation" && numbers.get(node.attrs.target);
    if (number) found.push(Decoration.node(pos, pos + 1, { "data-note": String(number), title: sources(context).get(node.attrs.target)?.label ?? "" }));
    return node.type.name === "doc" || node.isTextblock;
  });
  return DecorationSet.create(doc, found);
}

function list(context, numbers) {
  const place = context.element("notes");
  if (!place) return;
  const words = context.strings.pens;
  place.hidden = !numbers.size;
  place.replaceChildren(el("h2", {}, words.notes), el("ol", { class: "footnotes" }, [...numbers].map(([target]) => {
    const row = sources(context).get(target);
    return el("li", {}, row ? [row.url ? el("a", { href: row.url }, row.label) : row.label, row.about ? el("span", { class: "soft" }, `, ${row.about}`) : ""] : words.note_unknown);
  })));
}

export const citeDialog = (context) => (state, dispatch, view) => {
  if (!state.selection.$to.parent.isTextblock) return false;
  if (dispatch) new Picker(context, view);
  return true;
};

// A field and the list of what was found under it: arrows choose, Enter cites.
class Picker {
  constructor(context, view) {
    Object.assign(this, { context, view, words: context.strings.pens, found: [], chosen: -1 });
    this.field = el("input", { id: "cite-words", type: "search", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": "cite-found", "aria-autocomplete": "list", oninput: later(() => this.search(), WAIT), onkeydown: (event) => this.key(event) });
    this.list = el("ul", { id: "cite-found", role: "listbox", "aria-label": this.words.cite_found, class: "cite__found" });
    this.status = el("p", { class: "card__status", role: "status" });
    this.box = dialog(context, this.words.cite, [
      el("div", { class: "field" }, el("label", { for: "cite-words" }, this.words.cite_search), el("p", { class: "hint" }, this.words.cite_hint), this.field),
      this.status, this.list], { onclose: () => view.focus() });
    this.field.focus();
    this.search();
  }

  async search() {
    const words = this.field.value.trim();
    const found = await sources(this.context).find(words);
    if (words !== this.field.value.trim()) return;
    this.found = found ?? [];
    sources(this.context).keep(this.found);
    this.status.textContent = found ? say(this.words.cite_count, { count: found.length }) : this.words.no_network;
    this.list.replaceChildren(...this.found.map((row, place) => el("li", { id: `cite-${place}`, role: "option", "aria-selected": "false", onclick: () => this.cite(row) },
      el("b", {}, row.label), row.about ? el("span", { class: "soft" }, ` ${row.about}`) : "")));
    this.field.ariaExpanded = String(this.found.length > 0);
    this.choose(this.found.length ? 0 : -1);
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.found.length) {
      event.preventDefault();
      this.choose((this.chosen + steps[event.key] + this.found.length) % this.found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.found[this.chosen]) this.cite(this.found[this.chosen]);
    }
  }

  choose(place) {
    this.chosen = place;
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
    if (place < 0) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", `cite-${place}`);
      this.list.children[place].scrollIntoView({ block: "nearest" });
    }
  }

  cite({ target, label }) {
    const { state } = this.view;
    const { to } = state.selection;
    this.view.dispatch(state.tr.insert(to, state.schema.nodes.citation.create({ target })).scrollIntoView());
    this.box.close();
    this.context.announce(say(this.words.cited, { label }));
  }
}
