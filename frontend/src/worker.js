// Gives the drafting page and what it is made of when there is no network. It looks after nothing else: every other request
// goes on as if it were not there. What it keeps is of one person: it is taken away when they sign out, when the page is refused,
// when anybody is asked to sign in (behaviours/forget-pages), and when a page of another person comes.
const PAGES = "drafting-pages", PARTS = "drafting-parts", PERSON = "X-Forum-Person";
const isPage = (url) => /^\/declarations\/\d+\/drafting$/.test(url.pathname);
const isPart = (url) => url.pathname.startsWith("/assets/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isPage(url) && event.request.mode === "navigate") event.respondWith(page(event.request, url));
  else if (isPart(url)) event.respondWith(part(event.request));
});

// The page as the server has it; the kept one only where the server cannot be reached.
async function page(request, url) {
  const pages = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    await take(pages, url.pathname, answer.clone());
    return answer;
  } catch (error) {
    const kept = await pages.match(url.pathname);
    if (kept) return kept;
    throw error;
  }
}

// Only an answer that says whose it is stays; anything else means that nobody here may read what was kept.
async function take(pages, path, answer) {
  const person = answer.ok && !answer.redirected && answer.headers.get(PERSON);
  if (!person) { await pages.delete(path); return; }
  await forgetOthers(pages, person);
  await pages.put(path, answer);
}

async function forgetOthers(pages, person) {
  for (const request of await pages.keys()) if ((await pages.match(request))?.headers.get(PERSON) !== person) await pages.delete(request);
}

// Parts have their hash in the address, so a kept one is never old.
async function part(request) {
  const parts = await caches.open(PARTS), kept = await parts.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") await parts.put(request.url, answer.clone());
  return answer;
}

// A page that was there before the worker tells what it is made of.
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});

async function keep({ page: address, person, parts: wanted }) {
  const pages = await caches.open(PAGES), parts = await caches.open(PARTS);
  await forgetOthers(pages, person);
  if (!(await pages.match(address))) await take(pages, address, await fetch(address, { credentials: "same-origin" }));
  const now = new Set(wanted);
  for (const request of await parts.keys()) if (!now.has(request.url)) await parts.delete(request); // of an older release
  for (const one of now) if (!(await parts.match(one))) await parts.add(one).catch(() => {});
}
