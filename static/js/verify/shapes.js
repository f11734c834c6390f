/** Whether parts have the form that they must have, before anything is asked of them. As in part 5 and 6 of verify.py. */

import { has, isHash, isNumber, isObject, isString } from "./spelling.js";

export const ATTESTED = ["site", "session", "password", "password+totp"];
export const CONFIRMED = ["passkey", "password+totp", "password"]; // how a signature is made, or withdrawn
export const SIGNING = ["sign", "sign-with-reservation"];
const NUMBERS = [
  ...["v", "iat", "exp", "declaration", "version", "mandate", "closes", "corrects", "objections_until"],
  ...["withdraws", "contests", "entered"],
];
export const PERSON = ["holder", "office", "mandate", "role"];
const ON_IT = ["declaration", "version"];
const NEEDS = {
  enrol: ["role", "key_id", "cose"],
  revoke: ["key_id"],
  open: [...ON_IT, "text_sha256", ...PERSON],
  sign: [...ON_IT, "text_sha256", "city", ...PERSON],
  "sign-with-reservation": [...ON_IT, "text_sha256", "city", "reservation_sha256", ...PERSON],
  decline: [...ON_IT, "city", ...PERSON],
  withdraw: [...ON_IT, "city", "withdraws", "effect", ...PERSON],
  contest: [...ON_IT, "city", "contests", ...PERSON],
  corrigendum: [...ON_IT, "text_sha256", "corrects", ...PERSON],
  object: [...ON_IT, "city", ...PERSON],
  adopt: [...ON_IT, "adopted_on", "place", ...PERSON],
  close: ON_IT,
};
const KINDS = { number: isNumber, string: isString, object: isObject, list: Array.isArray };

/** Whether an entry has the parts of its kind, each of the right type. */
export function wellFormed(entry) {
  if (!isObject(entry) || !isObject(entry.statement)) return false;
  const { statement } = entry;
  const passkey = entry.method === "passkey";
  const parts = ["index", "prev", "statement", "method", "key_id", passkey ? "assertion" : "site_signature"];
  if (statement.kind === "enrol" && statement.role === "site" && has(entry, "co_key_id")) {
    parts.push("co_key_id", "co_signature");
  }
  const texts = parts.filter((name) => !["index", "statement", "assertion"].includes(name));
  const exact = Object.keys(entry).length === parts.length && parts.every((name) => has(entry, name));
  if (!exact || !isNumber(entry.index) || !texts.every((name) => isString(entry[name]))) return false;
  const proof = { clientDataJSON: "string", authenticatorData: "string", signature: "string" };
  if (passkey ? !hasParts(entry.assertion, proof) : !ATTESTED.includes(entry.method)) return false;
  for (const [name, value] of Object.entries(statement)) {
    if (NUMBERS.includes(name) ? !isNumber(value) : !isString(value)) return false;
    if (name.endsWith("_sha256") && !isHash(value)) return false;
  }
  if (!has(NEEDS, statement.kind ?? "")) return false;
  const needed = ["v", "kind", "nonce", "iat", ...NEEDS[statement.kind]];
  return needed.every((name) => has(statement, name)) && statement.v === 1 && [...statement.nonce].length >= 16;
}

/** Whether an object has exactly these parts of these kinds; without a shape anything goes. */
export function hasParts(value, shape) {
  if (!shape) return true;
  if (!isObject(value) || Object.keys(value).length !== Object.keys(shape).length) return false;
  const kinds = Object.entries(shape).every(([name, kind]) => has(value, name) && KINDS[kind](value[name]));
  return kinds && (value.v ?? 1) === 1;
}

export function isHead(value) {
  const good = hasParts(value, { size: "number", root: "string", time: "number" });
  return good && value.size >= 0 && isHash(value.root);
}

export const isPath = (path) => path.every(isHash);

/** Numbers are the mandate, and the moments at which it was verified and ended early; the rest is text. */
export function isMandate(row) {
  if (!isObject(row) || !["mandate", "holder", "office", "role", "from"].every((name) => has(row, name))) return false;
  const numbers = ["mandate", "ended", "verified"];
  return Object.entries(row).every(([name, one]) => (numbers.includes(name) ? isNumber(one) : isString(one)));
}

const LAST_MOMENT = 253_402_128_000; // the last day of the year 9999, which has no day after it

/** Whether the day of a moment, in the zone of the forum (UTC+1 or +2), is one of these; an empty last day is none. */
export function covers(first, last, moment) {
  const day = /^\d{4}-\d\d-\d\d$/;
  if (!day.test(first) || (last && !day.test(last))) return false;
  if (moment < 0 || moment >= LAST_MOMENT) return false;
  const days = [1, 2].map((hours) => new Date((moment + hours * 3600) * 1000).toISOString().slice(0, 10));
  return days.some((one) => first <= one && (!last || one <= last));
}

export function when(moment) {
  const date = new Date(moment * 1000);
  return Number.isNaN(date.getTime()) ? String(moment) : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
