/** `register.json`, read entry by entry with what was known of keys at each. As part 5 of verify.py. */

import { checkAssertion, readCose, signed, signingInput } from "./keys.js";
import { Matter } from "./matter.js";
import { ATTESTED, SIGNING, hasParts, isHead, wellFormed, when } from "./shapes.js";
import { b64url, canonical, concat, equal, fromB64url, has, hex, isString, readJson, same, sha256, utf8 } from "./spelling.js";
import { leafHash, rootOf } from "./tree.js";

const LIFETIME = 600;
const SLACK = 60;
const SHAPE = {
  ...{ version: "number", rp_id: "string", origins: "list", site_keys: "object", entries: "list", head: "object" },
  ...{ head_key: "string", head_signature: "string" },
};

/** The register in these bytes, checked; null where it cannot be read at all. */
export async function readRegister(bytes, report, progress = () => {}) {
  let document;
  try {
    document = readJson(bytes);
  } catch {
    report.fail("register.json", "json");
    return null;
  }
  const good = hasParts(document, SHAPE) && isHead(document.head) && document.version === 1 && document.origins.every(isString);
  if (!report.need(good, "register.json", "shape")) return null;
  const register = new Register(document, report);
  await register.readAll(progress);
  return register;
}

class Register {
  constructor(document, report) {
    Object.assign(this, { document, report, entries: document.entries, leaves: [] });
    this.site = new Map(); // id -> key of the site
    this.newest = ""; // the id of the one in force
    this.bySize = new Map(); // size of the register -> the id of the key that signs its head
    this.devices = new Map(); // key id and mandate -> enrolment while it lasts
    this.known = new Map(); // key id -> COSE
    this.matters = new Map();
    this.nonces = new Set();
    this.latest = 0;
  }

  async readAll(progress) {
    for (const entry of this.entries) this.leaves.push(await leafHash(entry));
    for (const [index, entry] of this.entries.entries()) {
      await this.read(index, entry, `register.json/entries/${index}`);
      this.bySize.set(index + 1, this.newest);
      if (index % 50 === 0) await progress(index, this.entries.length);
    }
    await this.checkHead();
  }

  async read(index, entry, place) {
    const { report } = this;
    if (!report.need(wellFormed(entry), place, "shape")) return;
    report.need(entry.index === index, place, "index", String(entry.index));
    report.need(entry.prev === (index ? hex(this.leaves[index - 1]) : "0".repeat(64)), place, "prev");
    const { statement } = entry;
    report.need(!this.nonces.has(statement.nonce), place, "nonce");
    this.nonces.add(statement.nonce);
    const moment = statement.entered ?? statement.iat; // what was done before there was a register entered it later
    const late = moment === statement.iat || (moment > statement.iat && ATTESTED.includes(entry.method));
    report.need(late && moment >= this.latest - LIFETIME - SLACK, place, "time", when(statement.iat));
    this.latest = Math.max(this.latest, moment);
    if (has(statement, "exp") || (SIGNING.includes(statement.kind) && entry.method !== "password")) {
      const lifetime = (statement.exp ?? 0) - statement.iat;
      report.need(lifetime > 0 && lifetime <= LIFETIME, place, "expiry");
    }
    if (statement.kind === "enrol" && statement.role === "site") {
      await this.enrolSite(index, entry, place);
      return;
    }
    report.need(index > 0, place, "first");
    await (entry.method === "passkey" ? this.checkDevice(entry, place) : this.checkSite(entry, place));
    if (statement.kind === "enrol" || statement.kind === "revoke") {
      report.need(ATTESTED.includes(entry.method), place, "method");
      this.keysOfPeople(statement, place);
      return;
    }
    if (!this.matters.has(statement.declaration)) this.matters.set(statement.declaration, new Matter());
    this.matters.get(statement.declaration).act(index, entry, this.entries, place, report);
  }

  /** The first key signs for itself; each later one too, and the key before it signs beside it. */
  async enrolSite(index, entry, place) {
    const { report } = this;
    const { statement } = entry;
    let key;
    let own;
    let other;
    try {
      key = readCose(fromB64url(statement.cose));
      [own, other] = ["site_signature", "co_signature"].map((name) => fromB64url(entry[name] ?? ""));
    } catch {
      report.fail(place, "spelling");
      return;
    }
    const name = statement.key_id;
    const message = signingInput(statement);
    const named = hex(await sha256(key[1])).slice(0, 16) === name && name === entry.key_id;
    report.need(key[0] === "EdDSA" && named, place, "key", name);
    report.need(!this.site.has(name) && entry.method === "site", place, "key", name);
    report.need(await signed(key, own, message), place, "site-signature");
    if (index) {
      const old = this.site.get(this.newest);
      const good = old && entry.co_key_id === this.newest && (await signed(old, other, message));
      report.need(good, place, "rotation");
    } else {
      report.need(!has(entry, "co_signature"), place, "shape");
    }
    if (key[0] === "EdDSA") {
      this.site.set(name, key);
      this.newest = name;
    }
  }

  /** An attested act: the newest key of the site signs it. */
  async checkSite(entry, place) {
    const key = this.site.get(entry.key_id);
    this.report.need(key && entry.key_id === this.newest, place, "not-enrolled", entry.key_id);
    try {
      const good = key && (await signed(key, fromB64url(entry.site_signature), signingInput(entry.statement)));
      this.report.need(good, place, "site-signature");
    } catch {
      this.report.fail(place, "spelling");
    }
  }

  /** A passkey counts for a mandate between its enrolment and its end, and only with the name enrolled with it. */
  async checkDevice(entry, place) {
    const { report } = this;
    const { statement } = entry;
    const row = this.devices.get(`${entry.key_id} ${statement.mandate}`);
    if (report.need(row, place, "not-enrolled", entry.key_id)) {
      for (const name of ["holder", "office", "city", "role"]) {
        const [here, there] = [statement[name] ?? "", row[name] ?? ""];
        report.need(here === there, place, name, `${here} ≠ ${there}`);
      }
    }
    const known = this.known.get(entry.key_id);
    if (known) await checkAssertion(entry, known.key, this.document, place, report);
  }

  keysOfPeople(statement, place) {
    const { report } = this;
    const { key_id: name, mandate } = statement;
    if (statement.kind === "revoke") {
      const own = (key) => (mandate === undefined ? key.startsWith(`${name} `) : key === `${name} ${mandate}`);
      const gone = [...this.devices.keys()].filter(own);
      report.need(gone.length, place, "not-enrolled", name);
      for (const key of gone) this.devices.delete(key);
      return;
    }
    let key;
    try {
      fromB64url(name);
      key = readCose(fromB64url(statement.cose));
    } catch {
      report.fail(place, "spelling");
      return;
    }
    if (!this.known.has(name)) this.known.set(name, { cose: statement.cose, key });
    report.need(this.known.get(name).cose === statement.cose, place, "key", name);
    const whole = mandate !== undefined && has(statement, "holder") && has(statement, "office");
    if (report.need(whole, place, "shape")) this.devices.set(`${name} ${mandate}`, statement);
  }

  async checkHead() {
    const { report, document } = this;
    const { head } = document;
    const place = "register.json/head";
    report.need(this.entries.length && this.bySize.get(1), "register.json/entries/0", "first");
    report.need(head.size === this.entries.length, place, "size", `${head.size} ≠ ${this.entries.length}`);
    report.need(head.root === hex(await rootOf(this.leaves)), place, "root");
    report.need(head.time >= this.latest, place, "head-time", when(head.time));
    await this.checkHeadSignature(head, document.head_key, document.head_signature, place);
    const keys = Object.fromEntries([...this.site].map(([name, key]) => [name, b64url(key[1])]));
    report.need(same(document.site_keys, keys), "register.json/site_keys", "site-keys");
    for (const origin of document.origins) {
      const host = /^https?:\/\/([a-z0-9.-]+)(:\d+)?$/.exec(origin)?.[1];
      const local = host && (origin.startsWith("https://") || ["localhost", "127.0.0.1"].includes(host));
      report.need(local && `.${host}`.endsWith(`.${document.rp_id}`), "register.json/origins", "origins", origin);
    }
  }

  /** A head is signed by the key of the site that was in force at its size. */
  async checkHeadSignature(head, name, signature, place) {
    const key = this.site.get(name);
    try {
      const message = concat(utf8("fom-head-v1\0"), canonical(head));
      const good = key && (await signed(key, fromB64url(signature), message));
      const inForce = name === (this.bySize.get(head.size) ?? name);
      this.report.need(good && inForce, place, "head-signature", name);
    } catch {
      this.report.fail(place, "spelling");
    }
  }

  /** That this register goes on from a head that somebody kept. */
  async checkPinned(pinned, place) {
    const { head } = pinned;
    if (has(pinned, "head_signature")) {
      await this.checkHeadSignature(head, pinned.head_key, pinned.head_signature, place);
    }
    const size = this.entries.length;
    if (head.size > size) {
      this.report.fail(place, "shorter", `${size}..${head.size - 1}`);
    } else if (!equal(utf8(hex(await rootOf(this.leaves.slice(0, head.size)))), utf8(head.root))) {
      this.report.fail(place, "fork", String(head.size));
    }
  }
}
