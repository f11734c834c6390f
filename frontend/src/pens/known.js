// Who suggested what, from which city and when, as the server stamped it; asked for again when an unknown id appears.
import { hear, later, listeners, once } from "./once.js";

const WAIT = 1200; // milliseconds in which the server writes down a new suggestion

export const known = once((context) => new Known(context));

class Known {
  constructor(context) {
    this.context = context;
    this.rows = new Map();
    this.kept = new Set(context.device?.own); // one's own as the device knows them, for a time without a network
    this.mine = new Set(); // made in this window; the server may not have seen them yet
    this.asked = new Map(); // unknown id -> how often it was asked for
    this.decide = { allowed: false, sentence: "" };
    this.changed = listeners();
    this.soon = later(() => this.load(), WAIT);
    hear(context, "changed", ({ what }) => { if (what === "suggestion") this.soon(); });
    this.load();
  }

  own(id) { return Boolean(id) && (this.mine.has(id) || (this.rows.get(id)?.own ?? this.kept.has(id))); }

  // A new one of one's own.
  claim(id) {
    this.mine.add(id);
    this.keep([id]);
  }

  keep(ids) {
    const before = this.kept.size;
    for (const id of ids) this.kept.add(id);
    if (this.kept.size > before) this.context.device?.keepOwn([...this.kept]);
  }

  // {id, name, city, colour, when, own}; for one that the server has not stamped yet only whether it is one's own.
  about(id) {
    const { person, strings } = this.context;
    const row = this.rows.get(id);
    if (row) return row;
    return this.own(id) ? { id, name: person.name, city: person.city, colour: person.colour, when: this.mine.has(id) ? strings.pens.not_sent : "", own: true } : { id, name: strings.pens.somebody, city: "", colour: 1, when: "", own: false };
  }

  // Of these ids those that nobody knows are asked for, a few times.
  need(ids) {
    const unknown = ids.filter((id) => !this.rows.has(id) && (this.asked.get(id) ?? 0) < 5);
    for (const id of unknown) this.asked.set(id, (this.asked.get(id) ?? 0) + 1);
    if (unknown.length) this.soon();
  }

  async load() {
    try {
      const answer = await fetch(this.context.settings.urls.suggestions, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { suggestions, decide } = await answer.json();
      this.rows = new Map(suggestions.map((row) => [row.id, row]));
      this.decide = decide;
      this.keep(suggestions.filter(({ own }) => own).map(({ id }) => id));
      this.changed.tell();
    } catch { /* without a network the words stand there all the same; the names come later */ }
  }
}
