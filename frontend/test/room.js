// A room of the server in memory, for tests of the line: it keeps updates, tells others, and says what is saved when it is told to.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";

export class Room {
  constructor(update) {
    this.ydoc = new Y.Doc();
    Y.applyUpdate(this.ydoc, update);
    this.lines = new Set();
    this.right = "edit";
    this.open = true;
    this.commits = true; // whether what arrives is committed at once
    this.refuses = null; // {why, sentence}
    const room = this;
    this.WebSocket = class {
      constructor(url) {
        this.url = url;
        this.readyState = 0;
        queueMicrotask(() => room.arrive(this));
      }
      send(data) { room.sizes.push(data.length); queueMicrotask(() => room.receive(this, data)); }
      close(code = 1000) { room.leave(this, code); }
    };
    this.sizes = [];
  }

  arrive(line) {
    if (!this.open) return line.onclose({ code: 1006 });
    Object.assign(line, { readyState: 1, received: 0, told: 0 });
    this.lines.add(line);
    line.onopen();
    this.note(line, { note: "hello", right: this.right, sentence: "", person: {} });
    if (this.right !== "read") this.say(line, 0, 0, Y.encodeStateVector(this.ydoc));
  }

  leave(line, code) {
    if (!this.lines.delete(line)) return;
    line.readyState = 3;
    line.onclose({ code });
  }

  cut(code = 1006) { for (const line of [...this.lines]) this.leave(line, code); }

  say(line, kind, step, bytes) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
    line.onmessage({ data: encoding.toUint8Array(encoder).slice().buffer });
  }

  note(line, note) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 64);
    encoding.writeVarString(encoder, JSON.stringify(note));
    line.onmessage({ data: encoding.toUint8Array(encoder).slice().buffer });
  }

  receive(line, data) {
    if (line.readyState !== 1) return;
    const decoder = decoding.createDecoder(data);
    if (decoding.readVarUint(decoder) !== 0) return;
    const step = decoding.readVarUint(decoder), bytes = decoding.readVarUint8Array(decoder);
    if (step === 0) return this.say(line, 0, 1, Y.encodeStateAsUpdate(this.ydoc, bytes));
    line.received += 1;
    if (this.refuses) return this.note(line, { note: "refused", count: line.received, ...this.refuses });
    Y.applyUpdate(this.ydoc, bytes);
    for (const other of this.lines) if (other !== line) this.say(other, 0, 2, bytes);
    if (this.commits) this.commit();
  }

  commit() { for (const line of this.lines) if (line.received > line.told) this.note(line, { note: "saved", count: (line.told = line.received) }); }
}
