// The margin beside the text: for each paragraph what other pens put there, at its height; on a phone a panel that shows
// what stands beside the paragraph one is in.
import { Plugin } from "prosemirror-state";
import { placesIn } from "../document.js";
import { listeners, once } from "./once.js";
import { nameOf, paragraphAt } from "./paragraphs.js";
import { el, say } from "./say.js";

const SLOTS = ["suggestions", "beside", "hints"];
const GAP = 10; // pixels between two sections

export const margin = once((context) => new Margin(context));

// The plugin that keeps the margin beside the text.
export function marginal(context) {
  return [new Plugin({
    view(view) {
      margin(context).attach(view);
      return { update: (now, before) => margin(context).follow(now, before), destroy: () => margin(context).detach() };
    },
  })];
}

const cardOf = (element) => element.closest("[data-card]")?.dataset.card;

// Where in a part of the margin the focus stands, or null.
function standing(part) {
  const active = document.activeElement;
  return part?.contains(active) ? { card: cardOf(active), words: active.textContent } : null;
}

class Margin {
  constructor(context) {
    this.context = context;
    this.words = context.strings.pens;
    this.sections = new Map(); // uid -> {element, parts: {slot: {element, key}}}
    this.chosen = listeners();
    this.current = null;
    this.aside = context.element("margin");
  }

  attach(view) {
    this.view = view;
    if (!this.aside) return;
    this.bar = el("button", { type: "button", class: "beside__bar", "aria-expanded": "false", onclick: () => this.open(this.bar.ariaExpanded !== "true") });
    this.list = el("div", { class: "beside__list" });
    this.aside.append(this.bar, this.list);
    this.aside.addEventListener("keydown", (event) => { if (event.key === "Escape") this.back(); });
    this.watcher = new ResizeObserver(() => this.arrange());
    this.watcher.observe(view.dom);
    this.watcher.observe(this.list);
    this.follow(view, null);
  }

  detach() { this.watcher?.disconnect(); }

  // For one slot, uid -> {key, make() -> elements}; what has the same key as before stays untouched, with its focus.
  put(slot, found) {
    if (!this.aside) return;
    for (const [uid, section] of this.sections) if (section.parts[slot] && !found.has(uid)) this.drop(uid, slot);
    for (const [uid, { key, make }] of found) this.fill(uid, slot, key, make);
    this.order();
  }

  fill(uid, slot, key, make) {
    const section = this.sections.get(uid) ?? { element: el("section", { class: "beside", "data-beside": uid }), parts: {} };
    this.sections.set(uid, section);
    if (section.parts[slot]?.key === key) return;
    const part = el("div", { class: `beside__part beside__part--${slot}` }, make());
    const held = standing(section.parts[slot]?.element);
    section.parts[slot]?.element.remove();
    section.parts[slot] = { element: part, key };
    section.element.append(...SLOTS.filter((one) => section.parts[one]).map((one) => section.parts[one].element));
    if (held) this.restore(section.element, part, held);
  }

  drop(uid, slot) {
    const section = this.sections.get(uid);
    const held = section.parts[slot].element.contains(document.activeElement);
    section.parts[slot].element.remove();
    delete section.parts[slot];
    if (!Object.keys(section.parts).length) {
      section.element.remove();
      this.sections.delete(uid);
    }
    if (held) this.view.focus();
  }

  // What was drawn anew under the focus has it again where it is the same thing; otherwise its section has it, so that the
  // next Enter does nothing that nobody meant.
  restore(section, part, { card, words }) {
    const same = [...part.querySelectorAll("button, a")].find((one) => one.textContent === words && cardOf(one) === card);
    if (!same) section.tabIndex = -1;
    (same ?? section).focus();
  }

  // Sections stand in the order of the text, so that one can walk through them with the keyboard.
  order() {
    if (!this.view) return;
    const { doc } = this.view.state;
    let last = null;
    for (const uid of placesIn(doc).keys()) {
      const section = this.sections.get(uid);
      if (!section) continue;
      section.element.setAttribute("aria-label", say(this.words.beside, { paragraph: nameOf(doc, uid, this.words) }));
      const next = last ? last.nextSibling : this.list.firstChild;
      if (section.element !== next) this.list.insertBefore(section.element, next);
      last = section.element;
    }
    while (last ? last.nextSibling : this.list.firstChild) (last ? last.nextSibling : this.list.firstChild).remove();
    this.arrange();
    this.label();
  }

  follow(view, before) {
    const uid = paragraphAt(view.state.selection)?.uid ?? null;
    if (before && before.doc !== view.state.doc) requestAnimationFrame(() => this.arrange());
    if (uid === this.current) return;
    this.current = uid;
    for (const [key, { element }] of this.sections) element.classList.toggle("beside--current", key === uid);
    this.label();
    this.arrange();
    this.chosen.tell(uid);
  }

  // Each at the height of its paragraph where there is room; the one in which somebody writes has the right of way.
  arrange() {
    if (!this.list || !this.view || getComputedStyle(this.list).position !== "relative") return this.settle();
    const top = this.list.getBoundingClientRect().top;
    const rows = [...this.list.children].map((element) => {
      const dom = this.domOf(element.dataset.beside);
      return { element, at: dom ? dom.getBoundingClientRect().top - top : 0, high: element.offsetHeight };
    });
    const middle = Math.max(0, rows.findIndex(({ element }) => element.dataset.beside === this.current));
    for (let row = middle + 1; row < rows.length; row += 1) rows[row].at = Math.max(rows[row].at, rows[row - 1].at + rows[row - 1].high + GAP);
    for (let row = middle - 1; row >= 0; row -= 1) rows[row].at = Math.min(rows[row].at, rows[row + 1].at - rows[row].high - GAP);
    // Nothing stands higher than the text begins.
    if (rows.length && rows[0].at < 0) {
      rows[0].at = 0;
      for (let row = 1; row < rows.length; row += 1) rows[row].at = Math.max(rows[row].at, rows[row - 1].at + rows[row - 1].high + GAP);
    }
    for (const { element, at } of rows) element.style.insetBlockStart = `${Math.round(at)}px`;
    const last = rows.at(-1);
    this.list.style.minBlockSize = last ? `${Math.round(last.at + last.high)}px` : "";
  }

  settle() {
    if (!this.list) return;
    this.list.style.minBlockSize = "";
    for (const element of this.list.children) element.style.insetBlockStart = "";
  }

  domOf(uid) { return this.view.dom.querySelector(`[data-uid="${uid}"]`); }

  label() {
    if (!this.bar || !this.view) return;
    const section = this.sections.get(this.current);
    const count = section ? section.element.querySelectorAll(".card, .pencil, .beside__link").length : 0;
    const name = this.current ? nameOf(this.view.state.doc, this.current, this.words) : "";
    this.bar.textContent = say(count ? this.words.beside_count : this.words.beside_nothing, { paragraph: name, count });
    this.bar.disabled = !count;
    for (const [key, { element }] of this.sections) element.classList.toggle("beside--current", key === this.current);
  }

  open(wanted) {
    this.bar.ariaExpanded = String(wanted);
    this.aside.classList.toggle("beside--open", wanted);
  }

  // Into the margin beside the paragraph one is in, and back to the words.
  enter() {
    const section = this.sections.get(this.current)?.element;
    const target = section?.querySelector("button, a, textarea, select");
    if (!section) return this.context.announce(this.words.beside_none);
    this.open(true);
    if (target) target.focus();
    else { section.tabIndex = -1; section.focus(); }
  }

  back() {
    this.open(false);
    this.view.focus();
  }
}
