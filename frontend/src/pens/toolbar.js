// The toolbar, after the pattern of the ARIA practices: one stop for Tab, arrows within it, Alt+F10 from the text into it.
import { Plugin } from "prosemirror-state";
import { authors } from "./authors.js";
import { commands } from "./keys.js";
import { hear } from "./once.js";
import { keyNames } from "./help.js";
import { paragraphAt } from "./paragraphs.js";
import { el } from "./say.js";
import { mode } from "./suggesting.js";

const GROUPS = [["emphasis", "link"], ["brackets", "alternative", "cite"], ["comment"], ["up", "down", "remove"], ["suggest", "authors", "help"]];
const SIGNS = { emphasis: "I", brackets: "[ ]", alternative: "bis", cite: "※", comment: "❝", up: "↑", down: "↓", remove: "✕", help: "?" };
const WORDED = new Set(["link", "suggest", "authors"]); // what is important or on and off is written out
const KINDS = ["heading", "preambular", "operative", "sub", "subsub"];

export function toolbar(context) {
  const bar = context.element("tools");
  if (!bar) return [];
  return [new Plugin({
    view(view) {
      const tools = new Tools(context, bar, view);
      const ends = [mode(context).changed, authors(context).changed].map((one) => one.add(() => tools.show()));
      for (const note of ["hello", "right"]) ends.push(hear(context, note, () => tools.show()));
      return { update: () => tools.show(), destroy() { for (const end of ends) end(); bar.replaceChildren(); } };
    },
    props: { handleKeyDown(view, event) {
      if (event.key !== "F10" || !event.altKey) return false;
      bar.querySelector('[tabindex="0"]')?.focus();
      return true;
    } },
  })];
}

class Tools {
  constructor(context, bar, view) {
    Object.assign(this, { context, bar, view, words: context.strings.pens, buttons: new Map() });
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", this.words.toolbar);
    this.kind = el("select", { class: "tools__kind", "aria-label": this.words.kind, tabindex: "0", onchange: () => this.run(`kind_${this.kind.value}`) },
      KINDS.map((kind) => el("option", { value: kind }, this.words.kinds[kind])));
    bar.replaceChildren(el("span", { class: "tools__group" }, this.kind), ...GROUPS.map((names) => el("span", { class: "tools__group" }, names.map((name) => this.button(name)))));
    this.stops = [this.kind, ...this.buttons.values()];
    bar.addEventListener("keydown", (event) => this.step(event));
    bar.addEventListener("focusin", (event) => this.stand(event.target));
    this.show();
  }

  button(name) {
    const { keys } = commands(this.context)[name];
    const label = this.words.commands[name];
    const made = el("button", { type: "button", class: `tool tool--${name}`, tabindex: "-1", title: `${label} (${keyNames(keys, this.words).join("+")})`, "aria-label": label, onclick: () => this.run(name) },
      el("span", { "aria-hidden": "true" }, WORDED.has(name) ? label : SIGNS[name]));
    this.buttons.set(name, made);
    return made;
  }

  run(name) {
    if (this.buttons.get(name)?.ariaDisabled === "true") return;
    const { run } = commands(this.context)[name];
    const { view } = this;
    run(view.state, view.dispatch, view);
    this.show();
    if (!document.querySelector("dialog[open]") && !["suggest", "authors"].includes(name)) view.focus();
  }

  // One stop for Tab: the last one that was used.
  stand(target) {
    if (!this.stops.includes(target)) return;
    for (const stop of this.stops) stop.tabIndex = stop === target ? 0 : -1;
  }

  step(event) {
    if (event.key === "Escape") { this.view.focus(); return; }
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const open = this.stops.filter((stop) => !stop.disabled);
    const rtl = getComputedStyle(this.bar).direction === "rtl" ? -1 : 1;
    const place = open.indexOf(document.activeElement), step = steps[event.key];
    const next = Number.isFinite(step) ? (place + step * rtl + open.length) % open.length : step < 0 ? 0 : open.length - 1;
    open[next].focus();
  }

  // What can be done here, and what is on.
  show() {
    const { context, view } = this;
    const { state } = view, reads = context.right() === "read";
    const place = paragraphAt(state.selection);
    const title = place?.uid === "title";
    this.kind.disabled = reads || title || !place;
    this.kind.value = place && !title ? place.node.attrs.kind : "operative";
    for (const [name, button] of this.buttons) {
      const { run, writes } = commands(context)[name];
      const able = !(writes && reads) && (name === "link" ? !state.selection.empty : run(state));
      button.setAttribute("aria-disabled", String(!able || (name === "suggest" && (reads || mode(context).forced))));
    }
    this.press("suggest", mode(context).on);
    this.press("authors", authors(context).shown);
    this.press("alternative", place?.node.attrs.alternative === true);
    this.press("emphasis", Boolean((state.storedMarks ?? state.selection.$from.marks()).some(({ type }) => type.name === "em")));
    if (this.stops.every((stop) => stop.tabIndex !== 0 || stop.disabled)) this.stand(this.stops.find((stop) => !stop.disabled));
  }

  press(name, on) { this.buttons.get(name).setAttribute("aria-pressed", String(on)); }
}
