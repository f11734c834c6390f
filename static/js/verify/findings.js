/** Draws what was found, in the words of the page. Everything that stands in a file goes into the page as text only. */

import { SIGNING, when } from "./shapes.js";
import { isObject, isString } from "./spelling.js";

function el(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ""));

export function drawn(words) {
  const sentence = (name, values = {}) => fill(words[name], values);

  function block(kind, title, ...rest) {
    const box = el("div", `verify__box verify__box--${kind}`, el("h2", "", title), ...rest);
    box.dataset.state = kind;
    return box;
  }

  function working(done, all) {
    const bar = el("progress");
    bar.setAttribute("aria-label", sentence("working", { done, all }));
    if (all) Object.assign(bar, { max: all, value: done });
    return el("div", "working", el("p", "", sentence("working", { done, all })), bar);
  }

  /** One of the states without a report: foreign, unsupported, unread. */
  function state(name) {
    const box = block("else", words[name], el("p", "", words[`${name}_text`]));
    box.dataset.state = name;
    return box;
  }

  function result({ report, bundle, register }, heads) {
    const told = register ? story(bundle, register) : [];
    if (report.failures.length) {
      const lines = report.failures.map(wrong);
      const count = el("p", "", sentence("failures", { count: lines.length }));
      return block("failed", words.failed, el("p", "", words.failed_text), count, el("ul", "verify__wrong", ...lines), ...told);
    }
    const withheld = bundle?.list.withheld ?? [];
    const note = withheld.length ? el("p", "small", sentence("withheld", { names: withheld.join(", ") })) : null;
    const pinned = el("p", "", heads ? words.pinned : words.unpinned);
    return block("verified", words.verified, el("p", "", words.verified_text), pinned, ...[note].filter(Boolean), ...told);
  }

  function wrong({ place, rule, detail }) {
    const line = el("li", "", el("code", "", place), words.rules[rule] ?? rule, detail ? ` (${detail})` : "");
    Object.assign(line.dataset, { place, rule });
    return line;
  }

  function story(bundle, register) {
    const { head, head_key: key, rp_id: site } = register.document;
    const facts = el(
      "div",
      "small soft",
      el("p", "", sentence("register", { site }), ": ", sentence("head", { size: head.size, root: head.root })),
      el("p", "", sentence("signed_at", { when: when(head.time), key })),
      el("p", "", sentence("first_key", { key: register.site.keys().next().value ?? "?" })),
    );
    const ids = bundle?.list ? [bundle.list.declaration] : [...register.matters.keys()].sort((one, other) => one - other);
    const parts = ids.filter((id) => register.matters.has(id)).map((id) => declaration(id, register.matters.get(id), bundle, register));
    return [...parts, facts];
  }

  function declaration(id, matter, bundle, register) {
    const title = bundle?.texts.get(matter.force())?.title;
    const numbers = matter.numbers();
    const sums = ["signatures", "passkey", "attested", "withdrawn", "contested"];
    const part = el(
      "section",
      "",
      el("h3", "", isString(title) ? title : sentence("declaration", { number: id })),
      el("p", "soft", sentence("declaration", { number: id }), ", ", sentence("version", { number: matter.force() })),
      el("ul", "verify__sums", ...sums.map((name) => el("li", "", sentence(name, { count: numbers[name] })))),
    );
    const acts = matter.acts.map((index) => act(index, matter, bundle, register));
    const list = el("details", "", el("summary", "", words.acts), el("ol", "verify__acts", ...acts));
    list.open = Boolean(bundle);
    part.append(list);
    return part;
  }

  function act(index, matter, bundle, register) {
    const { method, statement } = register.entries[index];
    const states = SIGNING.includes(statement.kind) ? matter.states(index).map((name) => words.states[name]) : [];
    const who = [statement.holder, statement.office, statement.city].filter(Boolean).join(", ") || words.site;
    const how = [when(statement.iat), words.methods[method], sentence("version", { number: statement.version })];
    const line = el(
      "li",
      "",
      el("p", "verify__who", [words.kinds[statement.kind], ...states].join(", ")),
      el("p", "", who),
      el("p", "small soft", [...how, sentence("entry", { index })].join(" · ")),
    );
    if (statement.entered) line.append(el("p", "small", sentence("entered", { when: when(statement.entered) })));
    if (statement.delegation) line.append(el("p", "small", sentence("delegation", { days: statement.delegation })));
    const said = bundle?.words.get(index) ?? {};
    for (const name of ["remark", "reason"]) {
      if (isString(said[name])) line.append(el("p", "small soft", words[name]), el("blockquote", "", said[name]));
    }
    if (isObject(said.reservation)) {
      const names = clauseNames(said.reservation.clauses, bundle.texts.get(statement.version));
      line.append(el("p", "small soft", sentence("reservation", { clauses: names.join(", ") })));
      line.append(el("blockquote", "", String(said.reservation.text)));
    }
    return line;
  }

  return { working, state, result };
}

/** Paragraphs by the numbers that they have in the text. */
function clauseNames(uids, text) {
  const rows = Array.isArray(text?.clauses) ? text.clauses.filter(isObject) : [];
  const marks = new Map(rows.map((row) => [row.uid, row.mark || row.number]));
  return (Array.isArray(uids) ? uids : []).map((uid) => String(marks.get(uid) ?? uid));
}
