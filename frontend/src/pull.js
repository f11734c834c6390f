// What others did, as one transaction of ProseMirror that touches only what they changed.
import { clausesOf, nodeFrom, orderOf, placesIn, stands, TITLE, uidOfNode } from "./document.js";
import { longestRising } from "./places.js";

// Which paragraphs an event of Yjs is about, and whether it may have changed which ones stand and in what order.
export function changedIn(events) {
  const uids = new Set();
  let order = false;
  for (const event of events) {
    if (event.path.length === 0) { event.keysChanged.forEach((uid) => uids.add(uid)); order = true; }
    else {
      uids.add(event.path[0]);
      if (event.path.length === 1 && ["place", "removed", "text"].some((key) => event.keysChanged.has(key))) order = true;
    }
  }
  return { uids, order };
}

// Changes `tr`, whose document is what was shown, so that it shows the Yjs document.
export function pull(tr, ydoc, { uids, order }) {
  if (order) reorder(tr, ydoc);
  const places = placesIn(tr.doc), clauses = clausesOf(ydoc);
  const here = [...uids].filter((uid) => places.has(uid) && (uid === TITLE || stands(clauses.get(uid))));
  for (const uid of here.sort((one, other) => places.get(other).pos - places.get(one).pos)) { // from the end: places before it stay
    const { node, pos } = places.get(uid);
    rewrite(tr, node, pos, nodeFrom(uid, stands(clauses.get(uid)) ? clauses.get(uid) : undefined));
  }
  return tr;
}

function rewrite(tr, old, pos, now) {
  const start = old.content.findDiffStart(now.content);
  if (start !== null) {
    let { a: oldEnd, b: newEnd } = old.content.findDiffEnd(now.content);
    const overlap = start - Math.min(oldEnd, newEnd); // the same letter twice: one counts for both ends
    if (overlap > 0) { oldEnd += overlap; newEnd += overlap; }
    tr.replace(pos + 1 + start, pos + 1 + oldEnd, now.slice(start, newEnd));
  }
  for (const [name, value] of Object.entries(now.attrs)) if (old.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
}

// Takes out what is gone or moved and puts in what is new or moved; what stays in order is not touched.
function reorder(tr, ydoc) {
  const wanted = orderOf(ydoc), rank = new Map(wanted.map((uid, index) => [uid, index]));
  const shown = [];
  tr.doc.forEach((node, pos) => { if (uidOfNode(node) !== TITLE) shown.push({ node, pos, rank: rank.get(uidOfNode(node)) ?? -1 }); });
  const known = shown.filter((one) => one.rank >= 0);
  const still = longestRising(known.map((one) => one.rank));
  const kept = new Set([...still].map((index) => known[index]));
  const taken = new Map(known.map((one) => [uidOfNode(one.node), one.node]));
  for (const one of [...shown].reverse()) if (!kept.has(one)) tr.delete(one.pos, one.pos + one.node.nodeSize);
  const standing = new Set([...kept].map((one) => uidOfNode(one.node)));
  let pos = tr.doc.firstChild.nodeSize, index = 1;
  for (const uid of wanted) {
    if (standing.has(uid)) pos += tr.doc.child(index).nodeSize;
    else {
      const node = taken.get(uid) ?? nodeFrom(uid, clausesOf(ydoc).get(uid));
      tr.insert(pos, node);
      pos += node.nodeSize;
    }
    index += 1;
  }
}
