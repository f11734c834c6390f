/** Public keys in COSE, signatures, and what a device signed (WebAuthn). As part 4 of verify.py. */

import { Misspelt, b64url, canonical, concat, equal, fromB64url, isNumber, isObject, sha256, text, utf8 } from "./spelling.js";

const isBytes = (value, size) => value instanceof Uint8Array && (size ? value.length === size : value.length > 0);

/** A public key (RFC 9053): ["EdDSA", raw], ["ES256", x, y] or ["RS256", n, e]. */
export function readCose(data) {
  const [key, end] = readCbor(data, 0, true);
  if (end !== data.length || !(key instanceof Map)) throw new Misspelt();
  const [kind, algorithm, one, two, three] = [1, 3, -1, -2, -3].map((name) => key.get(name));
  if (kind === 1 && algorithm === -8 && one === 6 && isBytes(two, 32)) return ["EdDSA", two];
  const onCurve = one === 1 && isBytes(two, 32) && isBytes(three, 32);
  if (kind === 2 && algorithm === -7 && onCurve) return ["ES256", two, three];
  if (kind === 3 && algorithm === -257 && isBytes(one) && isBytes(two)) return ["RS256", one, two];
  throw new Misspelt();
}

/** As much of CBOR (RFC 8949) as a key is made of: whole numbers, bytes, and one map of them. */
function readCbor(data, start, whole = false) {
  let at = start;
  if (at >= data.length) throw new Misspelt();
  const major = data[at] >> 5;
  let value = data[at] & 31;
  at += 1;
  if (value >= 24) {
    const width = { 24: 1, 25: 2 }[value];
    if (!width || at + width > data.length) throw new Misspelt();
    value = width === 1 ? data[at] : data[at] * 256 + data[at + 1];
    at += width;
  }
  if (major === 0) return [value, at];
  if (major === 1) return [-1 - value, at];
  if (major === 2 && at + value <= data.length) return [data.subarray(at, at + value), at + value];
  if (major !== 5 || !whole) throw new Misspelt();
  const found = new Map();
  for (let count = value; count > 0; count -= 1) {
    let key;
    let one;
    [key, at] = readCbor(data, at);
    [one, at] = readCbor(data, at);
    if (!isNumber(key) || found.has(key)) throw new Misspelt();
    found.set(key, one);
  }
  return [found, at];
}

/** r and s of an ECDSA signature in DER, each in 32 bytes, as WebCrypto wants them. */
function fromDer(signature) {
  const whole = [];
  let at = 2;
  if (signature[0] !== 0x30 || signature[1] !== signature.length - 2 || signature[1] > 127) throw new Misspelt();
  for (let count = 0; count < 2; count += 1) {
    const part = signature.subarray(at + 2, at + 2 + signature[at + 1]);
    const spare = part[0] === 0 && !(part[1] & 128) && part.length > 1;
    if (signature[at] !== 2 || !part.length || part.length !== signature[at + 1] || part[0] & 128 || spare) throw new Misspelt();
    const digits = part[0] === 0 ? part.subarray(1) : part;
    if (digits.length > 32) throw new Misspelt();
    whole.push(new Uint8Array(32 - digits.length), digits);
    at += 2 + part.length;
  }
  if (at !== signature.length) throw new Misspelt();
  return concat(...whole);
}

/** Whether `signature` over `message` was made by this key. */
export async function signed(key, signature, message) {
  try {
    if (key[0] === "EdDSA") {
      const known = await crypto.subtle.importKey("raw", key[1], "Ed25519", false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", known, signature, message);
    }
    if (key[0] === "ES256") {
      const curve = { name: "ECDSA", namedCurve: "P-256" };
      const point = concat(Uint8Array.of(4), key[1], key[2]);
      const known = await crypto.subtle.importKey("raw", point, curve, false, ["verify"]);
      return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, known, fromDer(signature), message);
    }
    const scheme = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const [n, e] = key.slice(1).map((part) => b64url(part.subarray(part.findIndex((byte) => byte !== 0))));
    const jwk = { kty: "RSA", n, e };
    const known = await crypto.subtle.importKey("jwk", jwk, scheme, false, ["verify"]);
    return await crypto.subtle.verify(scheme.name, known, signature, message);
  } catch {
    return false;
  }
}

export const signingInput = (statement) => concat(utf8("fom-signature-v1\0"), canonical(statement));

/** That a device signed this statement, here, with its user verified. */
export async function checkAssertion(entry, key, document, place, report) {
  let parts;
  try {
    parts = ["clientDataJSON", "authenticatorData", "signature"].map((name) => fromB64url(entry.assertion[name]));
  } catch {
    report.fail(place, "spelling");
    return;
  }
  const [clientData, data, signature] = parts;
  let client = null;
  try {
    client = JSON.parse(text(clientData));
  } catch {
    client = null;
  }
  if (!isObject(client)) client = {};
  const good = client.type === "webauthn.get" && [undefined, false].includes(client.crossOrigin);
  report.need(good && data.length >= 37, place, "assertion");
  const challenge = b64url(await sha256(signingInput(entry.statement)));
  report.need(client.challenge === challenge, place, "challenge");
  report.need(document.origins.includes(client.origin), place, "origin", String(client.origin ?? "").slice(0, 200));
  report.need(equal(data.subarray(0, 32), await sha256(utf8(document.rp_id))), place, "rp-id");
  report.need(data.length > 32 && (data[32] & 5) === 5, place, "user-verification");
  report.need(await signed(key, signature, concat(data, await sha256(clientData))), place, "device-signature");
}

/** Whether this browser can check everything that stands in a register. */
export async function supported() {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32), "Ed25519", false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}
