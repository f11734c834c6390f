// Gives the drafting page and what it is made of when there is no network. It looks after nothing else: every other request
// goes on as if it were not there. What it keeps is taken away when the person signs out.
const PAGES = "drafting-pages", PARTS = "drafting-parts";
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
    if (answer.ok && !answer.redirected) await pages.put(url.pathname, answer.clone());
    else if (answer.status === 404) await pages.delete(url.pathname);
    return answer;
  } catch (error) {
    const kept = await pages.match(url.pathname);
    if (kept) return kept;
    throw error;
  }
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

async function keep({ page: address, parts: wanted }) {
  const pages = await caches.open(PAGES), parts = await caches.open(PARTS);
  if (!(await pages.match(address))) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await pages.put(address, answer);
  }
  const now = new Set(wanted);
  for (const request of await parts.keys()) if (!now.has(request.url)) await parts.delete(request); // of an older release
  for (const one of now) if (!(await parts.match(one))) await parts.add(one).catch(() => {});
}
