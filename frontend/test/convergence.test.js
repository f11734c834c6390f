// Random peers, random partitions, random edits: in the end one valid text in all, and no word lost that nobody took out.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { moveClause, splitClause } from "../src/commands.js";
import { clausesOf, docFrom, orderOf, paragraphOf, stands } from "../src/document.js";
import { KINDS, schema } from "../src/schema.js";
import { Peer, randomFrom, seeded } from "./peers.js";

const SEEDS = Number(process.env.SEEDS ?? 40);
const START = seeded(Object.fromEntries([
  ["title", { kind: "title", words: "start0 " }],
  ...Array.from({ length: 5 }, (_, index) => [String(index).repeat(16), { place: "ABCDE"[index] + "V", words: `start${index + 1} here${index} ` }]),
]));

class World {
  constructor(seed, count) {
    this.random = randomFrom(seed);
    this.peers = Array.from({ length: count }, (_, index) => {
      const ydoc = new Y.Doc();
      ydoc.clientID = seed * 100 + index + 1; // equal places stand by chance the same way each time
      return new Peer(START, ydoc);
    });
    this.written = new Set(["start0", "start1", "start2", "start3", "start4", "start5"]);
    this.taken = new Set();
    this.next = 0;
  }

  pick(list) { return list[Math.floor(this.random() * list.length)]; }
  some(peer) { return peer.uids().length ? this.pick(peer.uids()) : null; }
  word() { const word = `w${this.next++}`; this.written.add(word); return `${word} `; }
  boundaries(words) { return [0, ...[...words.matchAll(/ /g)].map((found) => found.index + 1)]; }
  takeOut(words) { for (const word of words.split(/\s+/)) this.taken.add(word); }

  type(peer) {
    const uid = this.random() < 0.1 ? "title" : this.some(peer);
    if (uid) peer.type(uid, this.pick(this.boundaries(peer.place(uid).node.textContent)), this.word());
  }

  insert(peer) {
    const after = this.pick(["title", ...peer.uids()]), { pos, node } = peer.place(after);
    peer.dispatch(peer.state.tr.insert(pos + node.nodeSize, schema.nodes.clause.create({ kind: this.pick(KINDS) }, schema.text(this.word()))));
  }

  move(peer) {
    const uid = this.some(peer);
    if (!uid) return;
    if (this.random() < 0.5) { peer.select(uid, 0); moveClause(this.pick([-1, 1]))(peer.state, (tr) => peer.dispatch(tr)); return; }
    const { node, pos } = peer.place(uid), tr = peer.state.tr.delete(pos, pos + node.nodeSize);
    const ends = [];
    tr.doc.forEach((child, offset) => ends.push(offset + child.nodeSize));
    peer.dispatch(tr.insert(this.pick(ends), node));
  }

  kind(peer) {
    const uid = this.some(peer);
    const [name, value] = this.random() < 0.7 ? ["kind", this.pick(KINDS)] : ["alternative", this.random() < 0.5];
    if (uid) peer.dispatch(peer.state.tr.setNodeAttribute(peer.place(uid).pos, name, value));
  }

  format(peer) {
    const uid = this.some(peer), place = uid && peer.place(uid);
    if (!place?.node.content.size) return;
    const from = place.pos + 1 + Math.floor(this.random() * place.node.content.size), to = place.pos + 1 + place.node.content.size;
    const tr = peer.state.tr;
    peer.dispatch(this.random() < 0.6 ? tr.addMark(from, to, schema.marks.em.create()) : tr.removeMark(from, to));
  }

  split(peer) {
    const uid = this.some(peer);
    if (!uid) return;
    peer.select(uid, this.pick(this.boundaries(peer.place(uid).node.textContent)));
    splitClause(peer.state, (tr) => peer.dispatch(tr));
  }

  join(peer) {
    const [, ...others] = peer.uids();
    if (others.length) peer.dispatch(peer.state.tr.join(peer.place(this.pick(others)).pos));
  }

  erase(peer) {
    const uid = this.some(peer);
    if (!uid) return;
    const { pos, node } = peer.place(uid), ends = this.boundaries(node.textContent);
    const [from, to] = [this.pick(ends), this.pick(ends)].sort((one, other) => one - other);
    this.takeOut(node.textContent.slice(from, to));
    peer.select(uid, from); // as one does who has marked the words
    peer.dispatch(peer.state.tr.delete(pos + 1 + from, pos + 1 + to));
  }

  remove(peer) {
    const uid = this.some(peer);
    if (!uid) return;
    const { pos, node } = peer.place(uid);
    this.takeOut(node.textContent);
    peer.dispatch(peer.state.tr.delete(pos, pos + node.nodeSize));
  }

  undo(peer) { peer.undo.undo(); }
  redo(peer) { peer.undo.redo(); }

  run(acts, steps) {
    for (let step = 0; step < steps; step++) {
      const peer = this.pick(this.peers);
      this[this.pick(acts)](peer);
      assert.deepEqual(peer.doc.toJSON(), docFrom(peer.ydoc).toJSON(), "the page shows what the document holds");
      if (this.random() < 0.2) this.pick(this.peers).meet(this.pick(this.peers));
    }
    for (let round = 0; round < 2; round++) for (const one of this.peers) for (const other of this.peers) if (one !== other) one.meet(other);
    return this;
  }

  // One text in all, valid, each uid once.
  check() {
    const [first, ...others] = this.peers;
    first.doc.check();
    for (const peer of this.peers) assert.deepEqual(peer.doc.toJSON(), docFrom(peer.ydoc).toJSON());
    for (const other of others) assert.deepEqual(other.doc.toJSON(), first.doc.toJSON());
    const uids = first.uids();
    assert.equal(new Set(uids).size, uids.length);
    for (const uid of uids) assert.match(uid, /^[0-9a-f]{16}$/);
    assert.deepEqual(uids, orderOf(first.ydoc));
    for (let index = 0; index < 5; index++) assert.ok(clausesOf(first.ydoc).has(String(index).repeat(16)), "no paragraph is ever forgotten");
    return this;
  }

  counts(tombstones) {
    const [{ ydoc }] = this.peers, counts = new Map();
    clausesOf(ydoc).forEach((_map, uid) => {
      if (!tombstones && !stands(paragraphOf(ydoc, uid))) return;
      for (const word of paragraphOf(ydoc, uid).get("text").toString().split(/\s+/)) counts.set(word, (counts.get(word) ?? 0) + 1);
    });
    return counts;
  }
}

const repeat = (name, body) => test(name, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    try { body(seed, new World(seed, 2 + (seed % 4))); } catch (error) { error.message = `seed ${seed}: ${error.message}`; throw error; }
  }
});

repeat("anything by anyone converges to one valid text with each uid once", (_seed, world) => {
  world.run(["type", "type", "insert", "move", "kind", "format", "split", "join", "erase", "remove", "undo", "redo"], 80).check();
});

repeat("typing, moving and changing kinds: every word stands exactly once", (_seed, world) => {
  world.run(["type", "type", "type", "insert", "move", "move", "kind", "format"], 80).check();
  const counts = world.counts(false);
  for (const word of world.written) assert.equal(counts.get(word), 1, word);
});

repeat("with splits and joins too every word stands, or lies in a tombstone that names its survivor", (_seed, world) => {
  world.run(["type", "type", "insert", "move", "split", "join", "kind"], 60).check();
  const counts = world.counts(true);
  for (const word of world.written) assert.ok(counts.get(word) >= 1, word);
  const standing = world.counts(false), [{ ydoc }] = world.peers;
  clausesOf(ydoc).forEach((map) => {
    if (stands(map) || map.get("text").length === 0) return;
    for (const word of map.get("text").toString().split(/\s+/)) assert.ok(!word || standing.has(word) || map.get("joined"), `${word} is in a tombstone without a survivor`);
  });
});

repeat("what nobody took out is never lost", (_seed, world) => {
  world.run(["type", "type", "insert", "move", "split", "erase", "remove", "kind", "format"], 70).check();
  const counts = world.counts(true);
  for (const word of world.written) if (!world.taken.has(word)) assert.ok(counts.get(word) >= 1, word);
});
