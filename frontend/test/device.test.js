// Where nothing may be kept, the device is not even asked.
import assert from "node:assert/strict";
import test from "node:test";
import * as Y from "yjs";
import { openDevice, registerWorker, wanted } from "../src/device.js";

test("staff who view as somebody keep nothing of theirs", async () => {
  const asked = [], storage = (value) => ({ getItem: () => value });
  assert.deepEqual([wanted({ keeps: true }, storage(null)), wanted({ keeps: true }, storage("off")), wanted({ keeps: false }, storage(null))], [true, false, false]);
  globalThis.indexedDB = { open(name) { asked.push(name); return {}; } };
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { serviceWorker: { async register(address) { asked.push(address); } } } });
  const settings = { person: { id: 1 }, declaration: 2, worker: "/worker.js", keeps: false };
  const device = await openDevice(settings, new Y.Doc(), new Y.Doc());
  await registerWorker(settings);
  assert.equal(device.kept(), false);
  assert.deepEqual(asked, []);
});
