// Small hands for making elements and filling sentences; words always become text, never markup.
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export const fill = (sentence, values = {}) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// A sentence that counts: {one, few, many, other} as the language has them.
export function counted(forms, count, locale) {
  return fill(forms[new Intl.PluralRules(locale).select(count)] ?? forms.other, { num: count });
}

export const button = (words, onclick, variant = "quiet") => el("button", { type: "button", class: `button button--${variant} button--small`, onclick }, words);

export function download(name, words) {
  const address = URL.createObjectURL(new Blob([words], { type: "text/plain;charset=utf-8" }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
