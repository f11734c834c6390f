// Editors that type: the same load for every server. Reads its order as JSON from the command line, answers with JSON.
//
// Each editor holds the text as it was when it came and types behind its own last letter; what arrives is timed by the
// client and clock in it, the first receivers also apply it. At the end somebody comes fresh and must find the same text.
import { performance } from "node:perf_hooks";
import WebSocket from "ws";
import * as Y from "yjs";

const order = JSON.parse(process.argv[2]);
const SYNC = 0, AUTH = 2, NOTE = 64, STEP1 = 0, STEP2 = 1, UPDATE = 2;
const APPLYING = 4;
const sentAt = new Map();
const fanout = [], acknowledged = [];
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

function uint(value) {
  const found = [];
  while (value > 127) { found.push(128 | (value % 128)); value = Math.floor(value / 128); }
  return [...found, value];
}

const named = order.kind === "hocuspocus";
const prefix = named ? [...uint(order.name.length), ...Buffer.from(order.name)] : [];
const message = (kind, step, data) => Buffer.concat([Buffer.from([...prefix, kind, step, ...uint(data.length)]), data]);

class Reader {
  constructor(data) { this.data = data; this.at = 0; }
  uint() {
    let value = 0, scale = 1;
    for (;;) {
      const part = this.data[this.at++];
      value += (part & 127) * scale;
      if (part < 128) return value;
      scale *= 128;
    }
  }
  bytes() { const length = this.uint(); this.at += length; return this.data.subarray(this.at - length, this.at); }
}

// Which letters an update brings: nearly always one client with one struct.
function letters(update) {
  const reader = new Reader(update);
  if (reader.uint() === 1 && reader.uint() === 1) return [`${reader.uint()}:${reader.uint()}`];
  return Y.decodeUpdate(update).structs.map((struct) => `${struct.id.client}:${struct.id.clock}`);
}

class Editor {
  constructor(number, cookie) {
    this.doc = new Y.Doc();
    this.number = number;
    this.cookie = cookie;
    this.got = 0;
    this.sent = 0;
    this.frames = [];
    this.later = [];
    this.doc.on("update", (update, origin) => { if (origin !== "remote") this.send(update); });
  }

  join() {
    const headers = this.cookie ? { Cookie: this.cookie } : {};
    this.socket = new WebSocket(order.url, { headers, origin: order.origin, perMessageDeflate: false });
    this.socket.binaryType = "nodebuffer";
    return new Promise((done, failed) => {
      this.synced = done;
      this.socket.on("error", failed);
      this.socket.on("close", (code, reason) => { if (!this.leaving) failed(new Error(`closed ${code} ${reason}`)); });
      this.socket.on("message", (data) => this.receive(data));
      this.socket.on("open", () => {
        if (named) this.socket.send(Buffer.from([...prefix, AUTH, 0, 1, 120]));
        this.socket.send(message(SYNC, STEP1, Y.encodeStateVector(this.doc)));
      });
    });
  }

  receive(data) {
    const now = performance.now();
    const reader = new Reader(data);
    if (named) reader.bytes();
    const kind = reader.uint();
    if (kind === NOTE) return this.hear(JSON.parse(reader.bytes().toString()), now);
    if (kind !== SYNC) return;
    const step = reader.uint(), body = reader.bytes();
    if (step === STEP1) {
      this.frames.push(null);
      return this.socket.send(message(SYNC, STEP2, Y.encodeStateAsUpdate(this.doc, body)));
    }
    if (step === STEP2) {
      this.arrived = now;
      Y.applyUpdate(this.doc, body, "remote");
      return this.synced();
    }
    for (const letter of letters(body)) {
      const at = sentAt.get(letter);
      if (at === undefined || letter.startsWith(`${this.doc.clientID}:`)) continue;
      this.got += 1;
      if (at) fanout.push(now - at);
    }
    if (this.number < APPLYING) this.later.push(body);
  }

  hear(note, now) {
    if (note.note === "refused") throw new Error(`refused: ${note.why}`);
    if (note.note !== "saved") return;
    for (let number = this.saved ?? 0; number < note.count; number++) if (this.frames[number]) acknowledged.push(now - this.frames[number]);
    this.saved = note.count;
  }

  send(update) {
    const reader = new Reader(update);
    reader.uint(); reader.uint();
    const now = performance.now();
    sentAt.set(`${reader.uint()}:${reader.uint()}`, order.measuring ? now : 0);
    this.frames.push(order.measuring ? now : null);
    this.sent += 1;
    this.socket.send(message(SYNC, UPDATE, update));
  }

  type() {
    const root = this.doc.getMap("clauses");
    const uids = [...root.keys()].filter((uid) => uid !== "title").sort();
    const text = root.get(uids[this.number % uids.length]).get("text");
    this.at = Math.min(this.at ?? text.length, text.length);
    text.insert(this.at, "abcdefghij"[this.number % 10]);
    this.at += 1;
  }

  leave() { this.leaving = true; this.socket.close(); }
}

const read = (doc) => JSON.stringify([...doc.getMap("clauses")].map(([uid, p]) => [uid, p.get("text").toString()]).sort());
const share = (list, part) => { const sorted = list.toSorted((a, b) => a - b); return sorted[Math.floor(sorted.length * part)] ?? null; };

async function seed() {
  const first = new Editor(0, order.cookies[0]);
  await first.join();
  if (!first.doc.getMap("clauses").size) {
    first.doc.transact(() => {
      for (let number = 0; number < 20; number++) {
        const words = new Y.Map([["kind", "operative"], ["place", `a${number}`], ["text", new Y.Text("Requests all cities to plant trees.")]]);
        first.doc.getMap("clauses").set(number.toString(16).padStart(16, "0"), words);
      }
    });
    await sleep(500);
  }
  first.leave();
}

async function typing() {
  await seed();
  const editors = Array.from({ length: order.editors }, (_, number) => new Editor(number, order.cookies[number % order.cookies.length]));
  for (const editor of editors) await editor.join();
  const every = 1000 / order.rate;
  const timers = [];
  editors.forEach((editor, number) => {
    timers.push(setTimeout(() => timers.push(setInterval(() => editor.type(), every)), (every * number) / editors.length));
  });
  await sleep(order.warm * 1000);
  order.measuring = true;
  console.log("measuring");
  await sleep(order.seconds * 1000);
  console.log("measured");
  timers.forEach(clearTimeout);
  const sent = editors.reduce((sum, editor) => sum + editor.sent, 0);
  const complete = () => editors.every((editor) => editor.got >= sent - editor.sent);
  const until = performance.now() + 10_000;
  while (!complete() && performance.now() < until) await sleep(20);
  for (const editor of editors.slice(0, APPLYING)) editor.later.forEach((update) => Y.applyUpdate(editor.doc, update, "remote"));
  const fresh = new Editor(0, order.cookies[0]);
  await fresh.join();
  const texts = new Set([fresh, ...editors.slice(0, APPLYING)].map((editor) => read(editor.doc)));
  [fresh, ...editors].forEach((editor) => editor.leave());
  return {
    sent, complete: complete(), converged: texts.size === 1, heard: fanout.length,
    p50: share(fanout, 0.5), p95: share(fanout, 0.95), ack50: share(acknowledged, 0.5), ack95: share(acknowledged, 0.95),
  };
}

async function opening() {
  const begun = performance.now();
  const one = new Editor(0, order.cookies[0]);
  await one.join();
  const seconds = (one.arrived - begun) / 1000; // the browser's own work is the same for all
  const clauses = one.doc.getMap("clauses").size;
  one.leave();
  return { seconds, clauses };
}

console.log(JSON.stringify(await (order.opening ? opening() : typing())));
process.exit(0);
