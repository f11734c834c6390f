// Gives each element the behaviours that its data-behaviour names, on load and after a part of the page was replaced.
// A behaviour is a module of its own, fetched only where a page asks for it; every page works without it.
const given = new WeakMap();

async function give(element, name) {
  const had = given.get(element) ?? new Set();
  if (had.has(name)) return;
  given.set(element, had.add(name));
  const behaviour = await import(`./behaviours/${name}.js`);
  behaviour.default(element);
}

export function scan(root) {
  const tasks = [];
  const elements = [...root.querySelectorAll("[data-behaviour]")];
  if (root.matches?.("[data-behaviour]")) elements.unshift(root);
  for (const element of elements) for (const name of element.dataset.behaviour.split(/\s+/).filter(Boolean)) tasks.push(give(element, name));
  return Promise.all(tasks);
}

function loadHtmx() {
  const source = document.querySelector("script[data-htmx]")?.dataset.htmx;
  if (!source || !document.querySelector("[hx-get], [hx-post], [hx-boost]")) return;
  const script = document.createElement("script");
  script.src = source;
  document.head.append(script);
}

scan(document.documentElement).finally(() => { document.documentElement.dataset.ready = ""; });
loadHtmx();
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) scan(node);
}).observe(document.body, { childList: true, subtree: true });
