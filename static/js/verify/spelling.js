/** One value has one spelling: canonical JSON (RFC 8785), base64url without padding, lower-case hex. As part 1 of verify.py. */

export class Misspelt extends Error {}

const READ = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const WRITE = new TextEncoder();

/** The bytes of a value; here there are strings, whole numbers, true, false, lists and objects only. */
export function canonical(value) {
  return WRITE.encode(spelt(value));
}

function spelt(value) {
  if (typeof value === "string" && !/\p{Surrogate}/u.test(value)) return JSON.stringify(value);
  if (typeof value === "boolean" || Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(spelt).join(",")}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${spelt(key)}:${spelt(value[key])}`).join(",")}}`;
  }
  throw new Misspelt();
}

export const text = (bytes) => READ.decode(bytes);
export const utf8 = (string) => WRITE.encode(string);

/** The value in these bytes, which must be spelt exactly as `canonical` spells it. */
export function readJson(bytes) {
  try {
    const value = JSON.parse(text(bytes));
    if (!equal(canonical(value), bytes)) throw new Misspelt();
    return value;
  } catch {
    throw new Misspelt();
  }
}

export function b64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function fromB64url(string) {
  if (!/^[A-Za-z0-9_-]*$/.test(string)) throw new Misspelt();
  let bytes;
  try {
    const binary = atob(string.replaceAll("-", "+").replaceAll("_", "/"));
    bytes = Uint8Array.from(binary, (one) => one.charCodeAt(0));
  } catch {
    throw new Misspelt();
  }
  if (b64url(bytes) !== string) throw new Misspelt();
  return bytes;
}

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const fromHex = (string) => Uint8Array.from(string.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equal = (one, other) => one.length === other.length && one.every((byte, n) => byte === other[n]);
export const same = (one, other) => equal(canonical(one), canonical(other));
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const isNumber = (value) => Number.isSafeInteger(value);
export const isString = (value) => typeof value === "string";
export const isHash = (value) => isString(value) && /^[0-9a-f]{64}$/.test(value);
export const has = (object, name) => Object.hasOwn(object, name);
