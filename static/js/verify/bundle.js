/** The files of a bundle, checked against each other and against the register in them. As part 6 of verify.py. */

import { signed } from "./keys.js";
import { readRegister } from "./register.js";
import { PERSON, covers, hasParts, isHead, isMandate, isPath } from "./shapes.js";
import { canonical, concat, fromB64url, fromHex, has, hex, isNumber, isObject, isString } from "./spelling.js";
import { readJson, same, sha256, utf8 } from "./spelling.js";
import { goesOn, leadsTo } from "./tree.js";

const LIST = {
  ...{ v: "number", declaration: "number", version: "number", head: "object", counts: "object" },
  ...{ withheld: "list", files: "object" },
};
const MANIFEST = { v: "number", declaration: "number", version: "number", texts: "object" };
const OLDER = { head: "object", head_key: "string", head_signature: "string", path: "list" };
const WORDS = { remark: "remark_sha256", reservation: "reservation_sha256", reason: "reason_sha256" };
const SHARED = ["kind", "iat", "version", "city", "holder", "office", "role"];
const ACT = ["index", "method", ...SHARED, ...Object.keys(WORDS)];
const MANDATE = [...PERSON, "city", "from", "to", "ended", "verified", "verified_by"];
const NOTHING = new Uint8Array();

export class Bundle {
  constructor(files, report) {
    Object.assign(this, { files, report, register: null, matter: null, words: new Map(), texts: new Map() });
  }

  async check(progress) {
    const { files, report } = this;
    this.list = this.json("bundle.json", LIST);
    await this.checkList();
    const there = report.need(files.has("register.json"), "register.json", "missing"); // also where the list does not name it
    if (there) this.register = await readRegister(files.get("register.json"), report, progress);
    if (!this.register || !this.list) return this;
    await this.checkSignature();
    report.need(same(this.list.head, this.register.document.head), "bundle.json", "head");
    this.matter = this.register.matters.get(this.list.declaration) ?? null;
    if (report.need(this.matter?.versions.size, "bundle.json", "declaration")) {
      report.need(this.list.version === this.matter.force(), "bundle.json", "version");
      report.need(same(this.list.counts, this.matter.numbers()), "bundle.json", "counts");
      await this.checkTexts();
      await this.checkActs();
      this.checkMandates();
      await this.checkProofs();
    }
    return this;
  }

  /** The object in a file, if it has exactly these parts. */
  json(name, shape) {
    if (!this.files.has(name)) {
      this.report.fail(name, "missing");
      return null;
    }
    try {
      const value = readJson(this.files.get(name));
      return this.report.need(hasParts(value, shape), name, "shape") ? value : null;
    } catch {
      this.report.fail(name, "json");
      return null;
    }
  }

  digest(name) {
    return sha256(this.files.get(name) ?? NOTHING).then(hex);
  }

  async checkList() {
    if (!this.list) return;
    const listed = this.list.files;
    const own = ["bundle.json", "bundle.sig"];
    const there = [...this.files.keys()].filter((name) => !own.includes(name));
    for (const name of [...new Set([...Object.keys(listed), ...there])].sort()) {
      if (!this.files.has(name)) this.report.fail(name, "missing");
      else if (this.report.need(has(listed, name), name, "unlisted")) {
        this.report.need(listed[name] === (await this.digest(name)), name, "hash");
      }
    }
  }

  async checkSignature() {
    const row = this.json("bundle.sig", { key_id: "string", signature: "string" });
    if (!row) return;
    const key = this.register.site.get(row.key_id);
    try {
      const message = concat(utf8("fom-bundle-v1\0"), this.files.get("bundle.json"));
      const good = key && (await signed(key, fromB64url(row.signature), message));
      this.report.need(good && row.key_id === this.register.newest, "bundle.sig", "bundle-signature", row.key_id);
    } catch {
      this.report.fail("bundle.sig", "spelling");
    }
  }

  /** Each version: its list of languages is what was signed, and each language is what is in the list. */
  async checkTexts() {
    const { report } = this;
    const expected = new Set();
    for (const [number, version] of [...this.matter.versions].sort(([one], [other]) => one - other)) {
      const place = `text/${number}/manifest.json`;
      expected.add(place);
      const manifest = this.json(place, MANIFEST);
      report.need((await this.digest(place)) === version.text, place, "manifest");
      if (!manifest) continue;
      report.need(manifest.declaration === this.list.declaration && manifest.version === number, place, "manifest");
      for (const language of Object.keys(manifest.texts).sort()) {
        const name = `text/${number}/${language}.json`;
        expected.add(name);
        if (!this.files.has(name) && this.withholds(`text/${number}`)) continue;
        const text = this.json(name, null);
        report.need((await this.digest(name)) === manifest.texts[language], name, "language");
        if (isObject(text) && !this.texts.has(number)) this.texts.set(number, text);
      }
    }
    for (const name of this.files.keys()) {
      report.need(!name.startsWith("text/") || expected.has(name), name, "language");
    }
  }

  /** The words of remarks, reservations and reasons are those whose hashes stand in the statements. */
  async checkActs() {
    const { report } = this;
    const place = "signatures.json";
    const table = this.json(place, { v: "number", declaration: "number", acts: "list" });
    if (!table) return;
    const rows = table.acts.filter((act) => isObject(act) && isNumber(act.index));
    const acts = new Map(rows.map((act) => [act.index, act]));
    const there = same([...acts.keys()].sort((one, other) => one - other), this.matter.acts);
    const whole = there && table.acts.length === acts.size;
    report.need(whole && table.declaration === this.list.declaration, place, "acts");
    for (const index of this.matter.acts) {
      const act = acts.get(index) ?? {};
      const { method, statement } = this.register.entries[index];
      const here = `${place}/${index}`;
      const unknown = Object.keys(act).filter((name) => !ACT.includes(name));
      for (const name of unknown.sort()) report.fail(here, "acts", name);
      for (const name of SHARED) report.need(act[name] === statement[name], here, "acts", `${name}: ${act[name]} ≠ ${statement[name]}`);
      report.need(act.method === method, here, "acts", "method");
      for (const [name, hashed] of Object.entries(WORDS)) {
        const words = act[name];
        if (words === undefined && this.withholds(here)) continue;
        const spelt = isString(words) ? utf8(words) : words === undefined ? NOTHING : canonical(words);
        const digest = words ? hex(await sha256(spelt)) : undefined;
        report.need(digest === statement[hashed], here, "words", name);
      }
      this.words.set(index, act);
    }
  }

  /** Whether the site says that it does not show these words; then only their hash is known. */
  withholds(place) {
    return this.list.withheld.includes(place);
  }

  /** Every act was done under a mandate of the list, in its time. */
  checkMandates() {
    const { report } = this;
    const place = "mandates.json";
    const table = this.json(place, { v: "number", mandates: "list" });
    if (!table) return;
    const keyOf = (row) => JSON.stringify([...PERSON, "city"].map((name) => row[name] ?? null));
    const rows = new Map();
    const used = new Set();
    for (const row of table.mandates) {
      if (!report.need(isMandate(row), place, "shape")) continue;
      const unknown = Object.keys(row).filter((name) => !MANDATE.includes(name));
      for (const name of unknown.sort()) report.fail(place, "shape", name);
      report.need(!rows.has(keyOf(row)), place, "mandate", row.holder); // of two, one could hide the other
      rows.set(keyOf(row), row);
    }
    for (const index of this.matter.acts) {
      const { statement } = this.register.entries[index];
      const here = `register.json/entries/${index}`;
      if (!has(statement, "mandate")) continue;
      used.add(keyOf(statement));
      const row = rows.get(keyOf(statement));
      if (!report.need(row, here, "mandate", statement.holder) || statement.kind === "contest") continue;
      const inTime = covers(row.from, row.to ?? "", statement.iat) && statement.iat <= (row.ended ?? statement.iat);
      report.need(inTime, here, "term", statement.holder);
    }
    report.need(rows.size === used.size && [...used].every((key) => rows.has(key)), place, "mandate");
  }

  /** The proofs lead to the root by the algorithms of RFC 9162, and earlier heads are heads of this register. */
  async checkProofs() {
    const { report, register } = this;
    const place = "proofs.json";
    const table = this.json(place, { v: "number", inclusion: "list", consistency: "list" });
    if (!table) return;
    const { head } = register.document;
    const root = fromHex(head.root);
    const own = [];
    for (const [number, row] of table.inclusion.entries()) {
      const here = `${place}/inclusion/${number}`;
      const good = hasParts(row, { index: "number", path: "list" }) && isPath(row.path);
      if (!report.need(good, here, "shape")) continue;
      own.push(row.index);
      const leaf = register.leaves[row.index] ?? NOTHING;
      report.need(await leadsTo(row.index, head.size, leaf, row.path.map(fromHex), root), here, "inclusion", String(row.index));
    }
    report.need(same(own, this.matter.acts), place, "proofs");
    for (const [number, row] of table.consistency.entries()) {
      const here = `${place}/consistency/${number}`;
      const good = hasParts(row, OLDER) && isHead(row.head) && isPath(row.path);
      if (!report.need(good, here, "shape")) continue;
      const leads = await goesOn(row.head.size, head.size, fromHex(row.head.root), root, row.path.map(fromHex));
      report.need(leads, here, "consistency", String(row.head.size));
      await register.checkPinned(row, here);
    }
  }
}
