// Peers without a browser: a Yjs document and a ProseMirror state bound as in the editor, and a network that may be cut.
import { EditorState, TextSelection } from "prosemirror-state";
import * as Y from "yjs";
import { bind } from "../src/binding.js";
import { clausesOf, docFrom, placesIn } from "../src/document.js";
import { uids } from "../src/uids.js";
import { undoManager } from "../src/undo.js";

// A random number for each call, the same row for the same seed (mulberry32).
export function randomFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function seeded(paragraphs) {
  const ydoc = new Y.Doc();
  for (const [uid, { kind = "operative", place = "", words = "", ...others }] of Object.entries(paragraphs)) {
    clausesOf(ydoc).set(uid, new Y.Map(Object.entries({ kind, place, text: new Y.Text(words), ...others })));
  }
  return Y.encodeStateAsUpdate(ydoc);
}

export class Peer {
  constructor(update, ydoc = new Y.Doc()) {
    this.ydoc = ydoc;
    if (update) Y.applyUpdate(ydoc, update, "network");
    this.undo = undoManager(ydoc);
    this.state = EditorState.create({ doc: docFrom(ydoc), plugins: [uids(ydoc)] });
    this.bound = bind(ydoc, this);
  }

  dispatch(tr) {
    this.state = this.state.apply(tr);
    this.bound.written();
  }

  get doc() { return this.state.doc; }
  place(uid) { return placesIn(this.doc).get(uid); }
  words() { return this.doc.content.content.map((node) => node.textContent); }
  uids() { return [...placesIn(this.doc).keys()].slice(1); }

  select(uid, offset) {
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.doc, this.place(uid).pos + 1 + offset)));
    return this;
  }

  type(uid, offset, words) {
    this.select(uid, offset);
    this.dispatch(this.state.tr.insertText(words));
    return this;
  }

  meet(other) {
    for (const [from, to] of [[this, other], [other, this]]) {
      Y.applyUpdate(to.ydoc, Y.encodeStateAsUpdate(from.ydoc, Y.encodeStateVector(to.ydoc)), "network");
    }
  }
}
