// The worker keeps pages of one person only, and none that the server refuses.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

const ORIGIN = "https://forum.example", ONE = "/declarations/1/drafting", TWO = "/declarations/2/drafting";
const heard = {}, stores = new Map();
const pathOf = (request) => new URL(request.url ?? request, ORIGIN).pathname;
let server = null;

class Store extends Map {
  async match(request) { return this.get(pathOf(request))?.clone(); }
  async put(request, answer) { this.set(pathOf(request), answer); }
  async delete(request) { return super.delete(pathOf(request)); }
  async keys() { return [...super.keys()].map((path) => ({ url: ORIGIN + path })); }
}

globalThis.caches = { async open(name) { if (!stores.has(name)) stores.set(name, new Store()); return stores.get(name); } };
globalThis.self = { location: { origin: ORIGIN }, addEventListener(name, act) { heard[name] = act; }, clients: {}, skipWaiting() {} };
globalThis.fetch = async (request) => { if (!server) throw new TypeError("no network"); return server(pathOf(request)); };
await import("../src/worker.js");

const pageOf = (person) => () => new Response(`of ${person}`, person ? { headers: { "X-Forum-Person": person } } : {});
const kept = () => [...(stores.get("drafting-pages")?.entries() ?? [])].map(([path]) => path);

async function goes(path) {
  let answer = null;
  heard.fetch({ request: { url: ORIGIN + path, method: "GET", mode: "navigate" }, respondWith(given) { answer = given; } });
  return (await answer).text();
}

async function visits(person, path) { server = pageOf(person); const text = await goes(path); server = null; return text; }

async function told(message) {
  let done = null;
  heard.message({ data: { keep: { parts: [], ...message } }, waitUntil(given) { done = given; } });
  await done;
}

beforeEach(() => { stores.clear(); server = null; });

test("without a network a person gets their own page", async () => {
  await visits("1", ONE);
  assert.equal(await goes(ONE), "of 1");
});

test("a page of another person takes all of the first one's away", async () => {
  await visits("1", ONE);
  await visits("1", TWO);
  await visits("2", TWO);
  assert.deepEqual(kept(), [TWO]);
  await assert.rejects(goes(ONE));
  assert.equal(await goes(TWO), "of 2");
});

test("a page that names its person when it is there already does so too", async () => {
  await visits("1", ONE);
  await visits("1", TWO);
  server = pageOf("2");
  await told({ page: TWO, person: "2" });
  server = null;
  assert.deepEqual(kept(), [TWO]);
  assert.equal(await goes(TWO), "of 2");
});

test("whoever is refused or led elsewhere leaves nothing behind", async () => {
  const redirected = () => Object.defineProperties(pageOf("1")(), { redirected: { value: true }, clone: { value: redirected } });
  for (const answer of [() => new Response("", { status: 404 }), () => new Response("", { status: 403 }), () => Response.error(), redirected, pageOf("")]) {
    await visits("1", ONE);
    server = answer;
    await goes(ONE);
    server = null;
    assert.deepEqual(kept(), []);
  }
});
