// The line to the server: the y-websocket protocol with notes beside it. It knows at any moment which of this person's changes
// are in the database there, and tells it; what the server did not take stays in the document.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";

const SYNC = 0, AWARENESS = 1, ASK_AWARENESS = 3, NOTE = 64;
const STEP1 = 0, STEP2 = 1, UPDATE = 2;
export const LARGEST = 60_000; // bytes of a frame; what is larger goes as an answer to a sync, which may be large
const GATHER = 30; // milliseconds in which changes become one frame
const PACE = 8_000; // bytes that add a pause of GATHER, so that a large paste stays below what a socket may send
const SHORTEST = 400, LONGEST = 20_000; // milliseconds between two attempts
const SYNC_PAUSE = 10_500;
export const SESSION_ENDED = 4401;
const FINAL = [4403, 4404];

export const NETWORK = "network"; // the origin of what comes in

export class Provider {
  // `saved` is a second document that holds only what the server has for certain. `on` = {status, note, change, merge}.
  constructor({ url, ydoc, saved, awareness, on, WebSocket = globalThis.WebSocket, random = Math.random }) {
    Object.assign(this, { url, ydoc, saved, awareness, on, WebSocket, random });
    this.socket = null;
    this.synced = false; // the server has sent all it has, and we all we have
    this.stopped = false;
    this.refused = null;
    this.attempts = 0;
    this.frames = []; // updates sent in this connection, oldest first; acknowledged ones are cut off the front
    this.acknowledged = 0;
    this.gathered = [];
    this.heard = (update, origin) => { if (origin !== NETWORK) this.gather(update, origin); };
    ydoc.on("update", this.heard);
    this.aware = ({ added, updated, removed }, origin) => { if (origin !== this) this.tellWhere([...added, ...updated, ...removed]); };
    awareness.on("update", this.aware);
  }

  get connected() { return this.socket?.readyState === 1; }
  get waiting() { return this.frames.length > 0 || this.gathered.length > 0; }

  connect() {
    if (this.stopped || this.socket) return;
    clearTimeout(this.timer);
    const socket = new this.WebSocket(this.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.frames = [];
      this.acknowledged = 0;
      this.gathered = []; // all of it goes with the answer to the server's step 1
      this.send(SYNC, (encoder) => { encoding.writeVarUint(encoder, STEP1); encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.ydoc)); });
      if (this.awareness.getLocalState()) this.tellWhere([this.ydoc.clientID]);
      this.on.status();
    };
    socket.onmessage = ({ data }) => { if (socket === this.socket) this.receive(new Uint8Array(data)); };
    socket.onclose = ({ code }) => { if (socket === this.socket) this.closed(code); };
    socket.onerror = () => {};
  }

  closed(code) {
    this.socket = null;
    this.synced = false;
    this.offered = false;
    this.reason = code;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.ydoc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    if (FINAL.includes(code)) this.stopped = true;
    if (!this.stopped && !this.refused) this.later();
    this.on.status();
  }

  // Back-off with jitter, so that a hundred browsers do not come back at one moment.
  later() {
    const pause = Math.min(LONGEST, SHORTEST * 2 ** this.attempts++);
    this.timer = setTimeout(() => this.connect(), pause * (0.5 + this.random()));
  }

  // The network is said to be back, or the person looks at the page again: do not wait.
  hurry() {
    if (this.socket || this.stopped || this.refused) return;
    clearTimeout(this.timer);
    this.attempts = 0;
    this.connect();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.gathering);
    this.ydoc.off("update", this.heard);
    this.awareness.off("update", this.aware);
    removeAwarenessStates(this.awareness, [this.ydoc.clientID], "left");
    this.socket?.close(1000);
    this.socket = null;
  }

  receive(data) {
    const decoder = decoding.createDecoder(data), kind = decoding.readVarUint(decoder);
    if (kind === SYNC) this.receiveSync(decoder);
    else if (kind === AWARENESS) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    else if (kind === ASK_AWARENESS) this.tellWhere([this.ydoc.clientID]);
    else if (kind === NOTE) this.note(JSON.parse(decoding.readVarString(decoder)));
  }

  receiveSync(decoder) {
    const step = decoding.readVarUint(decoder), bytes = decoding.readVarUint8Array(decoder);
    if (step === STEP1) this.answer(bytes);
    else if (step === STEP2) {
      this.on.merge(() => this.take(bytes));
      this.synced = true;
      this.attempts = 0;
      this.on.status();
    } else this.take(bytes);
  }

  take(update) {
    Y.applyUpdate(this.saved, update, NETWORK);
    Y.applyUpdate(this.ydoc, update, NETWORK);
  }

  // Everything that the server lacks, in one frame. When it is acknowledged the server has all that stands here now, also what it
  // took over an earlier line that was cut before it could say so.
  answer(state) {
    this.gathered = [];
    this.offered = true;
    this.sendUpdate(STEP2, Y.encodeStateAsUpdate(this.ydoc, state), Y.encodeStateAsUpdate(this.ydoc, Y.encodeStateVector(this.saved)));
    this.on.status();
  }

  gather(update, origin) {
    this.on.change(origin);
    if (!this.connected || !this.offered || this.refused) return;
    this.gathered.push(update);
    this.gathering ??= setTimeout(() => this.flush(), GATHER);
  }

  flush() {
    clearTimeout(this.gathering);
    this.gathering = null;
    if (!this.connected || !this.gathered.length) return;
    let size = 0, count = 0;
    while (count < this.gathered.length && (count === 0 || size + this.gathered[count].length < LARGEST)) size += this.gathered[count++].length;
    const update = count === 1 ? this.gathered[0] : Y.mergeUpdates(this.gathered.slice(0, count));
    const large = update.length > LARGEST, now = Date.now();
    if (large && now - (this.largeAt ?? 0) < SYNC_PAUSE) { // one answer in ten seconds is what the server takes
      this.gathering = setTimeout(() => this.flush(), SYNC_PAUSE - (now - this.largeAt));
      return;
    }
    if (large) this.largeAt = now;
    this.gathered = this.gathered.slice(count);
    this.sendUpdate(large ? STEP2 : UPDATE, update);
    if (this.gathered.length) this.gathering = setTimeout(() => this.flush(), GATHER * (1 + update.length / PACE));
  }

  sendUpdate(step, update, covers = update) {
    this.frames.push(covers);
    this.send(SYNC, (encoder) => { encoding.writeVarUint(encoder, step); encoding.writeVarUint8Array(encoder, update); });
  }

  send(kind, write) {
    if (!this.connected) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  tellWhere(clients) {
    const own = clients.filter((id) => id === this.ydoc.clientID);
    if (own.length) this.send(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, own)));
  }

  note(note) {
    if (note.note === "saved") this.acknowledge(note.count);
    else if (note.note === "refused") this.refuse(note);
    else this.on.note(note);
  }

  // The first `count` frames of this connection are in the database.
  acknowledge(count) {
    const now = this.frames.splice(0, count - this.acknowledged);
    this.acknowledged = Math.max(this.acknowledged, count);
    if (!this.refused) for (const update of now) Y.applyUpdate(this.saved, update, NETWORK);
    this.on.status();
  }

  // What follows on a refused change hangs in the air: nothing more is sent until the person has found a way out.
  refuse(note) {
    this.refused = note;
    this.on.note(note);
    this.on.status();
  }
}
