// What the editor has to say beside the text: what happened while one was away, and the ways out for words that were not taken.
import { button, counted, download, el, fill } from "./dom.js";
import { clausesOf, TITLE } from "./document.js";
import { differing, wordsOf } from "./merging.js";

export function notices({ element, strings, settings, announce, locale }) {
  const open = new Map();

  function put(key, ...content) {
    const section = el("section", { class: "drafting__notice", tabindex: "-1" }, ...content);
    open.get(key)?.remove();
    open.set(key, section);
    element.append(section);
    announce(section.querySelector("h2, p")?.textContent ?? "");
    return section;
  }
  function drop(key) { open.get(key)?.remove(); open.delete(key); }
  const quote = (label, words) => el("div", { class: "drafting__wording" }, el("h4", {}, label), el("p", {}, words || strings.nothing));

  // Two changed one paragraph while one of them was away: three wordings side by side, and nothing is chosen silently.
  function merged({ both, removed, others }, { write, revive, nameOf, mineCount }) {
    if (!others) return;
    const sentence = counted(strings.others_changed, others, locale);
    const close = button(strings.understood, () => drop("merged"));
    const parts = [el("h2", {}, strings.back), el("p", {}, sentence, " ", counted(strings.mine_joined, mineCount, locale))];
    for (const one of both) {
      const done = () => { part.remove(); announce(strings.chosen); };
      const part = el("article", { class: "drafting__conflict", "data-conflict": one.uid },
        el("h3", {}, fill(strings.both_changed, { paragraph: nameOf(one.uid) })),
        el("div", { class: "drafting__wordings" }, quote(strings.theirs, one.theirs), quote(strings.mine, one.mine), quote(strings.together, one.merged)),
        el("p", { class: "actions" },
          button(strings.keep_together, done),
          button(strings.take_theirs, () => { write(one.uid, one.theirs); done(); }),
          button(strings.take_mine, () => { write(one.uid, one.mine); done(); })));
      parts.push(part);
    }
    for (const one of removed) {
      const part = el("article", { class: "drafting__conflict", "data-conflict": one.uid },
        el("h3", {}, one.gone === "mine" ? strings.removed_by_me : strings.removed_by_them),
        el("div", { class: "drafting__wordings" }, quote(strings.together, one.merged)),
        el("p", { class: "actions" }, button(strings.bring_back, () => { revive(one.uid); part.remove(); }), button(strings.leave_removed, () => part.remove())));
      parts.push(part);
    }
    put("merged", ...parts, el("p", { class: "actions" }, close));
  }

  // Somebody typed in a paragraph that was removed or joined at the same moment: the words lie in the tombstone.
  function orphaned(uid, words, revive) {
    const key = `orphan:${uid}`;
    put(key, el("h2", {}, strings.orphan), el("blockquote", {}, words),
      el("p", { class: "actions" }, button(strings.bring_back, () => { revive(uid); drop(key); }), button(strings.leave_removed, () => drop(key))));
  }

  // The server did not take what was written: the words stay here, with every way out.
  function refused(sentence, { ydoc, saved, discard }) {
    const mine = wordsOf(ydoc), theirs = wordsOf(saved);
    const uids = differing(mine, theirs).filter((uid) => mine.get(uid)?.words !== theirs.get(uid)?.words);
    const words = () => uids.map((uid) => mine.get(uid)?.words ?? "").join("\n\n") + "\n";
    const list = uids.map((uid) => el("article", { class: "drafting__conflict" },
      el("div", { class: "drafting__wordings" }, quote(strings.on_server, theirs.get(uid)?.words), quote(strings.mine, mine.get(uid)?.words)),
      theirs.has(uid) && uid !== TITLE ? el("p", {}, el("a", { href: fill(settings.amend, { uid }) }, strings.propose)) : null));
    put("refused", el("h2", {}, strings.not_taken), el("p", {}, sentence), ...list,
      el("p", { class: "actions" },
        uids.length ? button(strings.download, () => download(settings.file, words())) : null,
        uids.length ? button(strings.copy, async () => { await navigator.clipboard.writeText(words()); announce(strings.copied); }) : null,
        button(strings.discard, discard)));
  }

  function signedOut() {
    if (!open.has("session")) put("session", el("h2", {}, strings.session_ended), el("p", {}, strings.session_how),
      el("p", { class: "actions" }, el("a", { class: "button button--primary button--small", href: settings.sign_in, target: "_blank", rel: "opener" }, strings.sign_in)));
  }

  function say(key, sentence) {
    if (sentence) put(key, el("p", {}, sentence));
    else drop(key);
  }

  return { merged, orphaned, refused, signedOut, say, drop, has: (key) => open.has(key) };
}

// Watches tombstones: {uid, words} of each that got words after it was removed.
export function watchTombstones(ydoc, found) {
  clausesOf(ydoc).observeDeep((events, transaction) => {
    if (transaction.origin === "writing") return;
    for (const event of events) {
      const map = event.path.length === 2 ? clausesOf(ydoc).get(event.path[0]) : null;
      if (map?.get("removed") === true && event.delta?.some((one) => one.insert)) found(event.path[0], map);
    }
  });
}
