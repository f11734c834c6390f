// Who wrote this: each stretch of words in its author's pen, with a legend. Yjs keeps for every letter the number of the
// window that wrote it; the server knows whose number that is.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { placesIn, textOf } from "../document.js";
import { listeners, later, once } from "./once.js";
import { el, say } from "./say.js";
import { ask } from "./sending.js";

export const key = new PluginKey("authors");

export const authors = once((context) => {
  const rows = new Map();
  const changed = listeners();
  let shown = false;
  return {
    changed,
    get shown() { return shown; },
    of(client) {
      if (client === context.ydoc.clientID) return context.person;
      return rows.get(client) ?? context.awareness.getStates().get(client)?.user ?? null;
    },
    async load() {
      const answer = await ask(context.settings.urls.authors).catch(() => null);
      for (const [client, who] of Object.entries(answer?.clients ?? {})) rows.set(Number(client), who);
      changed.tell();
    },
    async toggle() {
      shown = !shown;
      context.announce(shown ? context.strings.pens.authors_on : context.strings.pens.authors_off);
      if (shown) await this.load();
      else changed.tell();
    },
  };
});

export function whoWrote(context) {
  return [new Plugin({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, set) => (tr.getMeta(key) ? painted(context, tr.doc) : set.map(tr.mapping, tr.doc)) },
    props: { decorations(state) { return this.getState(state); } },
    view(view) {
      const draw = () => {
        if (view.isDestroyed) return;
        view.dispatch(view.state.tr.setMeta(key, true));
        legend(context, view.state.doc);
      };
      const soon = later(draw, 400);
      const end = authors(context).changed.add(draw);
      return { update(now, before) { if (authors(context).shown && now.state.doc !== before.doc) soon(); }, destroy() { soon.cancel(); end(); } };
    },
  })];
}

// [{client, from, to}] of the words that stand in a text, in its own positions; neighbours of one client as one.
export function stretches(ytext) {
  const found = [];
  let at = 0;
  for (let item = ytext._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const last = found.at(-1);
    if (last?.client === item.id.client) last.to = at + item.length;
    else found.push({ client: item.id.client, from: at, to: at + item.length });
    at += item.length;
  }
  return found;
}

function painted(context, doc) {
  if (!authors(context).shown) return DecorationSet.empty;
  const found = [];
  for (const [uid, { pos }] of placesIn(doc)) {
    const ytext = textOf(context.ydoc, uid);
    for (const { client, from, to } of ytext ? stretches(ytext) : []) {
      const who = authors(context).of(client);
      if (who) found.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: `authored pen-${who.colour}`, title: who.city ? say(context.strings.pens.of_city, who) : who.name }));
    }
  }
  return DecorationSet.create(doc, found);
}

// Who, and how many characters of the text are theirs.
function legend(context, doc) {
  const place = context.element("legend");
  if (!place) return;
  const { shown } = authors(context);
  place.hidden = !shown;
  if (!shown) return;
  const words = context.strings.pens;
  const counts = new Map();
  for (const uid of placesIn(doc).keys()) {
    const ytext = textOf(context.ydoc, uid);
    for (const { client, from, to } of ytext ? stretches(ytext) : []) {
      const who = authors(context).of(client) ?? { id: 0, name: words.before_live, city: "", colour: 0 };
      counts.set(who.id, { who, count: (counts.get(who.id)?.count ?? 0) + to - from });
    }
  }
  const rows = [...counts.values()].sort((a, b) => b.count - a.count);
  place.replaceChildren(el("h2", {}, words.authors), el("ul", {}, rows.map(({ who, count }) => el("li", {},
    el("span", { class: `legend__pen authored pen-${who.colour}`, "aria-hidden": "true" }, "Aa"),
    el("span", {}, el("b", {}, who.name), who.city ? `, ${who.city}` : "", el("span", { class: "soft" }, ` · ${say(words.characters, { count: count.toLocaleString(context.settings.locale) })}`))))));
}
