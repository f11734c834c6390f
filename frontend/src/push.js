// What a person did in ProseMirror, written into the Yjs document: only what changed, paragraph by paragraph.
// Two trees in, operations of Yjs out; no view and no DOM is needed.
import * as Y from "yjs";
import { deltaBetween } from "./changes.js";
import { clausesOf, nodeFrom, precedes, stands, TITLE, uidOfNode } from "./document.js";
import { longestRising, placesBetween } from "./places.js";

export const WRITING = "writing"; // the origin of what this person wrote; Undo takes back only this
export const PREPARING = "preparing"; // makes the empty place for a new paragraph; never undone, so that nobody's words vanish with it

const KEYS = { kind: "kind", alternative: "alternative", addedBy: "added_by", removedBy: "removed_by", origin: "origin" };

function indexed(doc) {
  const found = new Map();
  doc.forEach((node) => found.set(uidOfNode(node), node));
  return found;
}

// `before` must be what the Yjs document holds. `cursor` = {uid, offset} says where the writer stands in `after`.
export function push(ydoc, before, after, { cursor, random = Math.random } = {}) {
  const old = indexed(before), now = indexed(after), clauses = clausesOf(ydoc);
  const fresh = [...now.keys()].filter((uid) => !clauses.has(uid) && (uid !== TITLE || now.get(uid).content.size));
  if (fresh.length) {
    const places = placesOfFresh(ydoc, after, new Set(fresh), random);
    ydoc.transact(() => fresh.forEach((uid) => clauses.set(uid, emptyParagraph(now.get(uid), places.get(uid)))), PREPARING);
  }
  ydoc.transact(() => {
    for (const uid of old.keys()) if (!now.has(uid)) remove(clauses.get(uid), survivor(before, after, uid));
    for (const [uid, node] of now) {
      if (node === old.get(uid) || !clauses.has(uid)) continue;
      const offset = cursor?.uid === uid ? cursor.offset : undefined;
      write(clauses.get(uid), stands(clauses.get(uid)) && old.has(uid) ? old.get(uid) : nodeFrom(uid, clauses.get(uid)), node, offset);
    }
    arrange(ydoc, before, after, cursor?.uid, random);
  }, WRITING);
}

// A new paragraph begins as one that is removed: standing is what its writer does next, and what Undo takes back.
function emptyParagraph(node, place) {
  const title = node.type.name === "title";
  const map = new Y.Map([["kind", title ? TITLE : node.attrs.kind], ["place", title ? "" : place], ["text", new Y.Text()], ["removed", true]]);
  if (!title) for (const [attr, key] of Object.entries(KEYS)) if (attr !== "kind" && node.attrs[attr]) map.set(key, node.attrs[attr]);
  return map;
}

function write(map, before, after, offset) {
  if (map.get("removed") !== undefined) map.delete("removed");
  if (map.get("joined") !== undefined) map.delete("joined");
  if (after.type.name !== "title") {
    for (const [attr, key] of Object.entries(KEYS)) {
      if (before.attrs[attr] === after.attrs[attr]) continue;
      if (after.attrs[attr]) map.set(key, after.attrs[attr]);
      else map.delete(key);
    }
  }
  const delta = deltaBetween(before, after, offset);
  if (delta.length) map.get("text").applyDelta(delta, { sanitize: false });
}

function remove(map, joined) {
  if (!map) return;
  map.set("removed", true);
  if (joined) map.set("joined", joined);
}

// Who took the words of a paragraph that is gone: the one before it, if it now ends in them, or if there were none.
function survivor(before, after, uid) {
  const now = indexed(after);
  let last = null, gone = null;
  before.forEach((node) => {
    const here = uidOfNode(node);
    if (here === uid) gone = node;
    else if (!gone && now.has(here)) last = node;
  });
  if (!last || !gone) return null;
  if (!gone.textContent) return uidOfNode(last);
  const old = last.textContent, kept = now.get(uidOfNode(last)).textContent;
  let shared = 0;
  while (shared < old.length && shared < kept.length && old[shared] === kept[shared]) shared++;
  const taken = kept.slice(shared);
  return taken && gone.textContent.endsWith(taken) ? uidOfNode(last) : null;
}

const uidsOf = (doc) => { const uids = []; doc.forEach((node) => { if (node.type.name !== "title") uids.push(uidOfNode(node)); }); return uids; };

// Places for paragraphs that the document does not hold yet, between the neighbours that it holds.
function placesOfFresh(ydoc, after, fresh, random) {
  const places = new Map();
  fill(ydoc, uidsOf(after), (uid) => !fresh.has(uid), (uid, place) => { if (fresh.has(uid)) places.set(uid, place); }, random);
  return places;
}

// Writes places so that the order of the document becomes that of `after`; most paragraphs keep theirs.
function arrange(ydoc, before, after, moved, random) {
  const wanted = uidsOf(after), clauses = clausesOf(ydoc);
  if (String(wanted) === String(uidsOf(before))) return;
  const keys = wanted.map((uid) => ({ uid, place: String(clauses.get(uid).get("place") ?? "") }));
  const rest = keys.filter(({ uid }) => uid !== moved);
  const others = longestRising(rest, precedes);
  const kept = new Set([...longestRising(keys, precedes)].map((index) => wanted[index]));
  // Of two that change places either could be said to have moved: the one where the cursor is.
  const still = others.size === rest.length && kept.size === rest.length ? new Set(rest.map(({ uid }) => uid)) : kept;
  fill(ydoc, wanted, (uid) => still.has(uid), (uid, place) => clauses.get(uid).set("place", place), random);
}

// Gives places to each run of paragraphs that is not `kept`; where no room is left the next one is moved as well.
function fill(ydoc, uids, kept, give, random) {
  const place = (uid) => String(clausesOf(ydoc).get(uid)?.get("place") ?? "");
  let run = [], low = "";
  const close = (high) => {
    const places = run.length ? placesBetween(low, high, run.length, random) : [];
    places?.forEach((one, index) => give(run[index], one));
    return places !== null;
  };
  for (const uid of uids) {
    if (kept(uid) && place(uid) > low && close(place(uid))) { run = []; low = place(uid); }
    else if (kept(uid) && !run.length && place(uid) === low) low = place(uid); // equal places stand by their uids
    else run.push(uid);
  }
  close(null);
}
