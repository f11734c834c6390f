// What others do, told to those who hear the page: politely, collected over a few seconds, and not at all where it is muted.
import { Plugin } from "prosemirror-state";
import { safeStorage } from "../device.js";
import { clausesOf } from "../document.js";
import { authors } from "./authors.js";
import { listeners, once } from "./once.js";
import { nameOf } from "./paragraphs.js";
import { el, say } from "./say.js";

const COLLECT = 3000; // milliseconds
const MOST = 3; // sentences at once; beyond that a count

const KEPT = "drafting-quiet"; // localStorage: "on" where the person does not want to hear of changes

// Whether changes stay unspoken, on this device for the next time too.
export const quiet = once((context) => {
  const changed = listeners(), storage = safeStorage();
  let muted = storage?.getItem(KEPT) === "on";
  return {
    changed,
    get on() { return muted; },
    toggle() {
      muted = !muted;
      if (muted) storage?.setItem(KEPT, "on");
      else storage?.removeItem(KEPT);
      context.announce(muted ? context.strings.pens.muted : context.strings.pens.unmuted);
      changed.tell();
    },
  };
});

// The switch beside the list of those who are here.
function voice(context) {
  const place = context.element("voice");
  if (!place) return () => {};
  const button = el("button", { type: "button", class: "tool voice", onclick: () => quiet(context).toggle() }, context.strings.pens.voice);
  const show = () => button.setAttribute("aria-pressed", String(!quiet(context).on));
  place.replaceChildren(button);
  show();
  return quiet(context).changed.add(show);
}

export function announcing(context) {
  const { ydoc, awareness } = context;
  return [new Plugin({
    view(view) {
      const changes = new Map(); // person -> {who, uids}
      let timer = 0;
      const tell = () => {
        timer = 0;
        if (!quiet(context).on && changes.size) context.announce(sentences(context.strings.pens, view.state.doc, [...changes.values()]).join(" "));
        changes.clear();
      };
      const heard = (events, transaction) => {
        if (transaction.local || !awareness.getStates().size) return;
        for (const who of writers(context, transaction)) {
          if (!changes.has(who.key)) changes.set(who.key, { who, uids: new Set() });
          for (const event of events) if (event.path.length || event.keys.size) for (const uid of event.path.length ? [event.path[0]] : event.keys.keys()) changes.get(who.key).uids.add(uid);
        }
        if (changes.size) timer ||= setTimeout(tell, COLLECT);
      };
      clausesOf(ydoc).observeDeep(heard);
      const end = voice(context);
      return { destroy() { end(); clearTimeout(timer); clausesOf(ydoc).unobserveDeep(heard); } };
    },
  })];
}

// Those whose letters a transaction brought and who are here; what came with the opening of the text is nobody's news.
function writers(context, { beforeState, afterState }) {
  const found = new Map();
  for (const [client, clock] of afterState) {
    if (client === context.ydoc.clientID || clock === (beforeState.get(client) ?? 0)) continue;
    const who = context.awareness.getStates().get(client)?.user ?? authors(context).of(client);
    if (who && (beforeState.size || context.awareness.getStates().has(client))) found.set(who.name, { key: `${who.id} ${who.name}`, ...who });
  }
  return found.values();
}

// "Ana Reis of Braga changes paragraph 3 and 4." for a few people; for many a count.
export function sentences(words, doc, changes) {
  if (changes.length > MOST) return [say(words.many_change, { count: changes.length })];
  return changes.map(({ who, uids }) => {
    const who_of = who.city ? say(words.of_city, { name: who.name, city: who.city }) : who.name;
    const places = [...uids].map((uid) => nameOf(doc, uid, words));
    const paragraph = places.length > MOST ? say(words.several_paragraphs, { count: places.length }) : places.join(", ");
    return say(words.changes, { who: who_of, paragraph });
  });
}
