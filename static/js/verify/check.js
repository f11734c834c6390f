/** Checks the bytes of a bundle or of a register.json, and the heads that somebody kept. As part 7 of verify.py. */

import { Bundle } from "./bundle.js";
import { unpack } from "./container.js";
import { readRegister } from "./register.js";
import { isHead } from "./shapes.js";
import { has, isObject, isString, text } from "./spelling.js";

/** What was found: { place, rule, detail }, each once, in the order in which it was found. */
export class Report {
  constructor() {
    this.failures = [];
  }

  fail(place, rule, detail = "") {
    const known = this.failures.some((one) => one.place === place && one.rule === rule && one.detail === detail);
    if (!known) this.failures.push({ place, rule, detail });
  }

  need(holds, place, rule, detail = "") {
    if (!holds) this.fail(place, rule, detail);
    return Boolean(holds);
  }
}

export const isJson = (bytes) => bytes[0] === 123;

/** `{ report, bundle, register }`; the last two are null where there is no such thing in these bytes. */
export async function check(bytes, heads = [], progress = () => {}) {
  const report = new Report();
  let bundle = null;
  let register = null;
  if (isJson(bytes)) {
    register = await readRegister(bytes, report, progress);
  } else {
    const files = unpack(bytes, report);
    bundle = files.size ? await new Bundle(files, report).check(progress) : null;
    register = bundle?.register ?? null;
  }
  const roots = new Map();
  for (const [number, kept] of heads.entries()) {
    for (const pinned of readHeads(kept)) {
      if (!report.need(pinned, `head/${number}`, "head-file")) continue;
      const { size, root } = pinned.head;
      if (!roots.has(size)) roots.set(size, root);
      report.need(roots.get(size) === root, `head/${number}`, "fork", String(size));
      if (register) await register.checkPinned(pinned, `head/${number}`);
    }
  }
  return { report, bundle, register };
}

/** The heads in a file that somebody kept: one, a list, or the one of a register.json; null for what is no head. */
export function readHeads(bytes) {
  let value;
  try {
    value = JSON.parse(text(bytes));
  } catch {
    return [null];
  }
  const listed = isObject(value) ? (value.heads ?? [value]) : value;
  const found = [];
  for (const one of Array.isArray(listed) ? listed : []) {
    const stated = isHead(one) ? { head: one } : one;
    const good = isObject(stated) && isHead(stated.head) && stated.head.size > 0;
    const names = ["head", "head_key", "head_signature"].filter((name) => good && has(stated, name));
    const texts = names.slice(1);
    const whole = good && texts.length !== 1 && texts.every((name) => isString(stated[name]));
    found.push(whole ? Object.fromEntries(names.map((name) => [name, stated[name]])) : null);
  }
  return found.length ? found : [null];
}
