// Sentences of the page with what stands in their places, and elements with text: nothing here ever becomes markup.
export const say = (template, values = {}) => template.replace(/%\((\w+)\)s/g, (_whole, name) => values[name] ?? "");

// el("p", { class: "soft", onclick: act, hidden: true, "aria-label": "…" }, "words", el("b", {}, "more"))
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

// A few words out of many.
export function shorten(text, most = 80) {
  const words = text.replace(/\s+/gu, " ").trim();
  return words.length <= most ? words : `${words.slice(0, most).replace(/\s\S*$/u, "")} …`;
}

const SPANS = [["day", 86_400], ["hour", 3600], ["minute", 60]];

// "3 hours ago", in the reader's language.
export function ago(moment, locale, now = Date.now()) {
  const seconds = (now - Date.parse(moment)) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, size] = SPANS.find(([, one]) => seconds >= one) ?? ["second", Infinity];
  return format.format(-Math.floor(seconds / size), unit);
}
