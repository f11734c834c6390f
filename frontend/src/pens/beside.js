// Comments, amendments and all else that hangs on a paragraph, as the forum draws them, in the margin beside it.
import { Plugin } from "prosemirror-state";
import { margin } from "./margin.js";
import { hear, later, once } from "./once.js";
import { el } from "./say.js";

const PARTS = new Set(["comment", "amendment", "agreement"]);

export const notes = once((context) => {
  const { urls } = context.settings;
  const parts = new Map();
  const keep = (uid, html) => (html ? parts.set(uid, { key: html, make: () => fragment(html) }) : parts.delete(uid));
  const draw = () => margin(context).put("beside", parts);
  return { load, loadAll };

  // One paragraph, or all; without a network the margin stays as it is and is asked for again with the next change.
  async function load(uid) {
    const answer = await fetch(urls.margin.replace("UID", uid)).catch(() => null);
    if (!answer?.ok) return;
    keep(uid, (await answer.text()).trim());
    draw();
  }

  async function loadAll() {
    const answer = await fetch(urls.margins, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    parts.clear();
    for (const [uid, html] of Object.entries(await answer.json())) keep(uid, html);
    draw();
  }
});

export function beside(context) {
  const soon = later(() => notes(context).loadAll(), 500);
  hear(context, "changed", ({ what, uid }) => {
    if (what === "comment" && uid) notes(context).load(uid);
    else if (PARTS.has(what)) soon();
  });
  return [new Plugin({ view() { notes(context).loadAll(); return { destroy: soon.cancel }; } })];
}

// Markup of the forum's own template, escaped there; a document of its own runs nothing.
function fragment(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return el("div", { class: "beside__links" }, ...parsed.body.childNodes);
}
