/** One declaration as the register tells it up to an entry. As part 5 of verify.py. */

import { CONFIRMED, SIGNING, covers, when } from "./shapes.js";

const descending = (one, other) => other - one;

export class Matter {
  constructor() {
    this.versions = new Map(); // number -> { text, carries, until, gone }
    this.signatures = new Map(); // index of the entry -> { city, version, method, withdrawn, noted, contested }
    this.acts = []; // indexes of all its entries
    this.closes = null; // the deadline that was set last
    this.closed = false;
  }

  /** The versions whose signatures count: the newest in force, and those that it only corrects. */
  binding() {
    const found = [];
    for (const number of [...this.versions.keys()].sort(descending)) {
      if (this.versions.get(number).gone) continue;
      found.push(number);
      if (!this.versions.get(number).carries) break;
    }
    return found;
  }

  /** The version that is signed now; 0 before the first. */
  force() {
    return this.binding()[0] ?? 0;
  }

  counts(signature) {
    return !signature.withdrawn && !signature.contested && this.binding().includes(signature.version);
  }

  over(iat) {
    return this.closed || (this.closes !== null && iat >= this.closes);
  }

  /** What follows from the entries; a withdrawal after the end is a note and changes nothing. */
  numbers() {
    const rows = [...this.signatures.values()];
    const standing = rows.filter((row) => this.counts(row));
    const passkey = standing.filter((row) => row.method === "passkey").length;
    return {
      signatures: standing.length,
      passkey,
      attested: standing.length - passkey,
      withdrawn: rows.filter((row) => row.withdrawn).length,
      contested: rows.filter((row) => row.contested).length,
    };
  }

  /** What an act changes, if it could be done then. */
  act(index, entry, entries, place, report) {
    const { statement } = entry;
    const { kind } = statement;
    this.acts.push(index);
    if (kind === "open" || kind === "corrigendum") return this.newText(statement, place, report);
    if (!report.need(this.versions.size, place, "not-open")) return undefined;
    if (SIGNING.includes(kind)) return this.sign(index, entry, place, report);
    if (kind === "withdraw") return this.withdraw(entry, place, report);
    if (kind === "object") return this.objectTo(statement, place, report);
    if (kind === "close") this.closed = true;
    if (kind === "contest") {
      const target = statement.contests;
      const known = this.acts.slice(0, -1).includes(target) && entries[target].statement.city === statement.city;
      if (report.need(known, place, "contests", String(target)) && this.signatures.has(target)) {
        this.signatures.get(target).contested = true;
      }
    }
    return undefined;
  }

  /** A text is opened for signature, its time is moved (the same number again), or it is corrected. */
  newText(statement, place, report) {
    const number = statement.version;
    const force = this.force();
    const corrects = statement.kind === "corrigendum" ? statement.corrects : null;
    let row = { text: statement.text_sha256, carries: corrects, gone: false };
    row.until = statement.objections_until ?? null;
    if (corrects === null && number === force) {
      row = this.versions.get(number);
      report.need(row.text === statement.text_sha256, place, "text");
    } else {
      const follows = number > Math.max(0, ...this.versions.keys()) && (corrects === null || corrects === force);
      report.need(follows, place, "version", String(number));
    }
    this.versions.set(number, row);
    this.closes = statement.closes ?? null;
    this.closed = false;
  }

  sign(index, entry, place, report) {
    const { statement, method } = entry;
    this.maySpeak(entry, place, report);
    const number = statement.version;
    if (report.need(number === this.force(), place, "version", String(number))) {
      report.need(statement.text_sha256 === this.versions.get(number).text, place, "text");
    }
    report.need(!this.over(statement.iat), place, "closed", when(statement.iat));
    const standing = [...this.signatures.values()].some((row) => row.city === statement.city && this.counts(row));
    report.need(!standing, place, "twice", statement.city);
    const row = { city: statement.city, version: number, method };
    this.signatures.set(index, { ...row, withdrawn: false, noted: false, contested: false });
  }

  /** Who signs or withdraws: a mayor, or a deputy under a delegation, who confirmed it; a session is not enough. */
  maySpeak({ statement, method }, place, report) {
    report.need(CONFIRMED.includes(method), place, "method", method);
    report.need(["mayor", "deputy"].includes(statement.role), place, "role", statement.role);
    if (statement.role === "deputy" && method !== "password") {
      const span = (statement.delegation ?? "").split("/");
      report.need(span.length === 2 && span[1] && covers(span[0], span[1], statement.iat), place, "delegation");
    }
  }

  /** Before the end of signing it takes a signature away; after it, it is a note beside it. */
  withdraw(entry, place, report) {
    const { statement, method } = entry;
    this.maySpeak(entry, place, report);
    const row = this.signatures.get(statement.withdraws);
    const good = row && row.city === statement.city && !row.withdrawn && !row.noted;
    if (!report.need(good, place, "withdraws", String(statement.withdraws))) return;
    const weaker = row.method === "passkey" && method === "password"; // nobody undoes by a password what a device signed
    report.need(!weaker, place, "method", method);
    const effect = this.over(statement.iat) ? "noted" : "withdrawn";
    report.need(statement.effect === effect, place, "effect", statement.effect);
    row[statement.effect === "noted" ? "noted" : "withdrawn"] = true;
  }

  /** A city whose signature was carried to a correction says that it is none; the text before stands again. */
  objectTo(statement, place, report) {
    const row = this.versions.get(statement.version);
    const good = row && row.carries && row.until !== null && statement.iat < row.until;
    const signatory = [...this.signatures.values()].some((one) => one.city === statement.city);
    if (report.need(good && signatory, place, "objects", String(statement.version))) row.gone = true;
  }

  /** What became of a signature: counts, withdrawn, contested, older, noted; nothing for another act. */
  states(index) {
    const row = this.signatures.get(index);
    if (!row) return [];
    const names = ["withdrawn", "contested"].filter((name) => row[name]);
    if (!names.length) names.push(this.counts(row) ? "counts" : "older");
    return row.noted ? [...names, "noted"] : names;
  }
}

