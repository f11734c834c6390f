// Every clause has a uid of its own that lasts: the first half of a split keeps it, a copy gets a new one, and a clause that was
// cut and is pasted again is the same clause.
import { Plugin } from "prosemirror-state";
import { clausesOf, newUid, stands } from "./document.js";

export const AS_IS = "as it is"; // the meta of a transaction that makes or takes back suggestions itself; what it brings back keeps its uid
export const FROM_OTHERS = "from others"; // the meta of a transaction that shows what the Yjs document already holds

function clausesIn(doc) {
  const found = [];
  doc.forEach((node, pos) => { if (node.type.name === "clause") found.push({ node, pos }); });
  return found;
}

// Of several clauses with one uid the one that was there before; of a split at the very beginning the one with the words.
function keeper(same, was, mapped) {
  const there = same.find(({ pos }) => pos === mapped) ?? same[0];
  const next = same[same.indexOf(there) + 1];
  const emptied = was?.content.size && !there.node.content.size && next?.node.content.eq(was.content);
  return emptied ? next : there;
}

function splitFrom(one, kept, was) {
  return was && one.pos > kept.pos && one.node.content.size > 0 && kept.node.textContent + one.node.textContent === was.textContent;
}

// Transactions -> the uids (and origins) to set in the document they lead to: [{pos, uid, origin}].
export function uidsToSet(ydoc, before, after, map, make = newUid) {
  const old = new Map(clausesIn(before).map((one) => [one.node.attrs.uid, one]));
  const groups = new Map(), changes = [];
  for (const one of clausesIn(after)) {
    const { uid } = one.node.attrs;
    if (!groups.has(uid)) groups.set(uid, []);
    groups.get(uid).push(one);
  }
  for (const [uid, same] of groups) {
    const was = old.get(uid);
    const known = was || (clausesOf(ydoc).has(uid) && !stands(clausesOf(ydoc).get(uid)));
    const kept = known ? (same.length > 1 ? keeper(same, was?.node, was && map(was.pos)) : same[0]) : null;
    for (const one of same) {
      if (one === kept) continue;
      const origin = kept && splitFrom(one, kept, was?.node) ? uid : null;
      changes.push({ pos: one.pos, uid: make(), origin });
    }
  }
  return changes;
}

export function uids(ydoc) {
  return new Plugin({
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged && !tr.getMeta(FROM_OTHERS) && !tr.getMeta(AS_IS))) return null;
      const map = (pos) => transactions.reduce((at, tr) => tr.mapping.map(at, 1), pos);
      const changes = uidsToSet(ydoc, before.doc, state.doc, map);
      if (!changes.length) return null;
      const tr = state.tr;
      for (const { pos, uid, origin } of changes) tr.setNodeAttribute(pos, "uid", uid).setNodeAttribute(pos, "origin", origin);
      return tr;
    },
  });
}

