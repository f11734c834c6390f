// A comment on a paragraph, with the words that it is about, without leaving the text.
import { notes } from "./beside.js";
import { dialog } from "./dialog.js";
import { paragraphAt } from "./paragraphs.js";
import { el } from "./say.js";
import { send } from "./sending.js";

const LONGEST_QUOTE = 500; // as the server keeps it

// About the selected words, or about the paragraph one stands in.
export function comment(context) {
  return (state, dispatch) => {
    const place = paragraphAt(state.selection);
    if (!place) return false;
    const { from, to } = state.selection;
    const within = state.selection.$from.sameParent(state.selection.$to);
    if (dispatch) talk(context, place.uid, within ? state.doc.textBetween(from, to) : "");
    return true;
  };
}

export function talk(context, uid, quote) {
  const words = context.strings.pens;
  const field = el("textarea", { id: "draft-comment", rows: 5, required: true, "aria-describedby": "draft-comment-status" });
  const status = el("p", { id: "draft-comment-status", class: "card__status", role: "status" });
  const form = el("form", { onsubmit: post },
    quote ? el("blockquote", { class: "comment__quote" }, quote) : null,
    el("div", { class: "field" }, el("label", { for: "draft-comment" }, words.comment_label), field),
    status,
    el("div", { class: "actions" }, el("button", { class: "button button--primary" }, words.comment_send)));
  const box = dialog(context, words.comment, form);
  field.focus();

  async function post(event) {
    event.preventDefault();
    if (!field.value.trim()) { status.textContent = words.comment_empty; field.focus(); return; }
    status.textContent = words.sending;
    const about = uid === "title" ? {} : { clause_uid: uid };
    const { done, sentence } = await send(context, context.settings.urls.comment, { text: field.value, quote: quote.slice(0, LONGEST_QUOTE), ...about });
    if (!done) { status.textContent = sentence; return; }
    box.close();
    context.announce(words.comment_sent);
    if (uid !== "title") notes(context).load(uid);
  }
}
