// A small reader of markup, enough for what clipboards hold: elements, attributes in all three spellings, comments, entities.
const VOID = new Set(["BR", "META", "LINK", "IMG", "HR", "INPUT"]);
const ENTITIES = { nbsp: "\u00A0", amp: "&", lt: "<", gt: ">", quot: '"', "#8220": "“", "#8221": "”" };
const decoded = (text) => text.replace(/&(#?\w+);/gu, (whole, name) => ENTITIES[name] ?? whole);

export function parsed(html) {
  const root = element("BODY", "");
  const open = [root];
  for (const [whole, comment, closing, name, attributes, text] of html.matchAll(/(<!(?:--[\s\S]*?--|[^>]*)>|<\?[^>]*>)|<(\/?)([a-z][\w:]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/giu)) {
    const upper = name?.toUpperCase();
    if (comment || ["HTML", "BODY"].includes(upper)) continue;
    if (text) open.at(-1).childNodes.push({ nodeType: 3, nodeName: "#text", data: decoded(text) });
    else if (closing) {
      const place = open.findLastIndex((one) => one.nodeName === upper);
      if (place > 0) open.length = place;
    } else {
      if (upper === "P" || upper === "LI") { const place = open.findLastIndex((one) => one.nodeName === upper); if (place > 0 && !open.slice(place).some((one) => /^[OU]L$/.test(one.nodeName))) open.length = place; }
      const made = element(upper, attributes);
      open.at(-1).childNodes.push(made);
      if (!VOID.has(upper) && !whole.endsWith("/>")) open.push(made);
    }
  }
  return root;
}

function element(nodeName, attributes) {
  const found = new Map([...attributes.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gu)].map(([, name, a, b, c]) => [name.toLowerCase(), decoded(a ?? b ?? c ?? "")]));
  return { nodeType: 1, nodeName, childNodes: [], getAttribute: (name) => found.get(name) ?? null };
}
