// Beside each paragraph a card for each suggestion in it: who, from which city, when, what; and what one may do about it.
import { Plugin, TextSelection } from "prosemirror-state";
import { placesIn } from "../document.js";
import { talk } from "./commenting.js";
import { known } from "./known.js";
import { margin } from "./margin.js";
import { suggestionsIn } from "./paragraphs.js";
import { ago, el, say, shorten } from "./say.js";
import { send } from "./sending.js";
import { withdrawal } from "./suggesting.js";

export function cards(context) {
  return [new Plugin({
    view(view) {
      const draw = () => margin(context).put("suggestions", all(context, view));
      const end = known(context).changed.add(draw);
      draw();
      return { update(now, before) { if (now.state.doc !== before.doc) draw(); }, destroy: end };
    },
  })];
}

function all(context, view) {
  const found = new Map();
  view.state.doc.forEach((node) => {
    const suggestions = [...suggestionsIn(node).values()];
    if (!suggestions.length) return;
    const uid = node.attrs.uid ?? "title";
    const { decide } = known(context);
    const rows = suggestions.map((one) => ({ ...one, about: known(context).about(one.id) }));
    const key = JSON.stringify([rows.map(({ from: _from, to: _to, ...row }) => row), decide]);
    found.set(uid, { key, make: () => [...rows.map((row) => card(context, view, uid, row)), rows.length > 1 && decide.allowed ? both(context, rows) : null].filter(Boolean) });
  });
  return found;
}

function card(context, view, uid, row) {
  const { about, id } = row;
  const words = context.strings.pens;
  const status = el("p", { class: "card__status", role: "status" });
  const decision = (accepted) => () => decide(context, [id], accepted, status);
  const { decide: may } = known(context);
  return el("article", { class: `card pen-${about.colour}`, "data-card": id, "aria-label": say(words.card, { name: about.name, city: about.city }) },
    el("p", { class: "card__who" }, el("b", {}, about.name), about.city ? `, ${about.city}` : "", about.when ? el("time", { class: "soft", title: about.when }, ` · ${about.at ? ago(about.at, context.settings.locale) : about.when}`) : ""),
    el("p", { class: "card__what" }, what(words, row)),
    el("p", { class: "card__acts" },
      may.allowed && el("button", { type: "button", class: "button button--small", onclick: decision(true) }, words.accept),
      may.allowed && el("button", { type: "button", class: "button button--small", onclick: decision(false) }, words.reject),
      about.own && el("button", { type: "button", class: "linklike", onclick: () => withdraw(context, view, id, status) }, words.withdraw),
      el("button", { type: "button", class: "linklike", onclick: () => show(view, uid, row) }, words.show),
      el("button", { type: "button", class: "linklike", onclick: () => discuss(context, view, uid, row) }, words.discuss)),
    status);
}

function what(words, { inserted, deleted, added, removed }) {
  if (added) return words.adds_paragraph;
  if (removed) return words.removes_paragraph;
  const parts = { ins: el("ins", {}, shorten(inserted, 160)), del: el("del", {}, shorten(deleted, 160)) };
  if (inserted && deleted) return [`${words.replaces} `, parts.del, ` ${words.by} `, parts.ins];
  return inserted ? [`${words.inserts} `, parts.ins] : [`${words.deletes} `, parts.del];
}

function both(context, rows) {
  const words = context.strings.pens;
  const status = el("p", { class: "card__status", role: "status" });
  const ids = rows.map(({ id }) => id);
  return el("div", { class: "card card--all" },
    el("p", { class: "card__acts" },
      el("button", { type: "button", class: "button button--small", onclick: () => decide(context, ids, true, status) }, words.accept_all),
      el("button", { type: "button", class: "button button--small", onclick: () => decide(context, ids, false, status) }, words.reject_all)),
    status);
}

async function decide(context, ids, accepted, status) {
  status.textContent = context.strings.pens.sending;
  const { done, sentence } = await send(context, context.settings.urls.decision, { uid: ids, accepted: accepted ? "yes" : "no" });
  status.textContent = done ? "" : sentence;
  if (done) context.announce(accepted ? context.strings.pens.accepted : context.strings.pens.rejected);
}

function withdraw(context, view, id, status) {
  const tr = withdrawal(view.state, id);
  if (tr) view.dispatch(tr);
  else status.textContent = context.strings.pens.gone;
  view.focus();
}

function show(view, uid, { from, to }) {
  const place = placesIn(view.state.doc).get(uid);
  if (!place) return;
  const at = (offset) => place.pos + 1 + Math.min(offset, place.node.content.size);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at(from), at(to))).scrollIntoView());
  view.focus();
}

function discuss(context, view, uid, { from, to }) {
  const place = placesIn(view.state.doc).get(uid);
  if (place) talk(context, place.node, [from, to]);
}
