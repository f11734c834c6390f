// Who is here: a list that everybody can read, with city and paragraph, and the way there.
import { Plugin, TextSelection } from "prosemirror-state";
import { placesIn } from "../document.js";
import { later } from "./once.js";
import { nameOf } from "./paragraphs.js";
import { el, say } from "./say.js";

export function presence(context) {
  const place = context.element("here");
  if (!place) return [];
  return [new Plugin({
    view(view) {
      let shown = "";
      const draw = () => {
        const people = here(context, view.state.doc);
        const key = JSON.stringify(people);
        if (key === shown) return;
        shown = key;
        place.replaceChildren(...panel(context, view, people, place.querySelector("details")?.open));
      };
      const soon = later(draw, 150);
      context.awareness.on("change", soon);
      draw();
      return { update(now, before) { if (now.state.doc !== before.doc) soon(); }, destroy() { soon.cancel(); context.awareness.off("change", soon); } };
    },
  })];
}

// One row for each person, however many windows; oneself first.
export function here({ awareness, ydoc, person, strings }, doc) {
  const people = new Map([[person.id, { ...person, self: true, uid: awareness.getLocalState()?.uid ?? null }]]);
  for (const [client, { user, uid }] of awareness.getStates()) {
    if (client === ydoc.clientID || !user?.id || people.has(user.id)) continue;
    people.set(user.id, { id: user.id, name: user.name, city: user.city, colour: user.colour, uid: typeof uid === "string" ? uid : null });
  }
  return [...people.values()].map((one) => ({ ...one, where: one.uid ? nameOf(doc, one.uid, strings.pens) : "" }));
}

function panel({ strings }, view, people, open) {
  const words = strings.pens;
  return [el("details", { class: "here", open },
    el("summary", {}, ...people.slice(0, 5).map(chip), el("span", {}, say(words.people_here, { count: people.length }))),
    el("ul", { class: "here__list" }, people.map((one) => el("li", {}, chip(one),
      el("span", {}, el("b", {}, one.name), one.city ? `, ${one.city}` : "", one.self ? ` (${words.you})` : "", one.where ? el("span", { class: "soft" }, ` · ${one.where}`) : ""),
      !one.self && one.uid ? el("button", { type: "button", class: "linklike", "aria-label": say(words.go_to_person, { name: one.name }), onclick: () => go(view, one.uid) }, words.go_there) : null))))];
}

const chip = ({ name, colour }) => el("span", { class: `here__chip pen-${colour}`, "aria-hidden": "true" }, name.trim()[0] ?? "");

function go(view, uid) {
  const place = placesIn(view.state.doc).get(uid);
  if (!place) return;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place.pos + 1))).scrollIntoView());
  view.focus();
}
