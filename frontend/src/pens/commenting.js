// A comment on a paragraph, with the words that it is about, without leaving the text.
import { TITLE, uidOfNode } from "../document.js";
import { notes } from "./beside.js";
import { dialog } from "./dialog.js";
import { paragraphAt, standingRange } from "./paragraphs.js";
import { el } from "./say.js";
import { send } from "./sending.js";

const LONGEST_QUOTE = 500; // as the server keeps it

// About the selected words, or about the paragraph one stands in.
export function comment(context) {
  return (state, dispatch) => {
    const place = paragraphAt(state.selection);
    if (!place) return false;
    const { $from, $to } = state.selection;
    if (dispatch) talk(context, place.node, $from.sameParent($to) ? [$from.parentOffset, $to.parentOffset] : [0, 0]);
    return true;
  };
}

// `from` and `to` are offsets in the paragraph; what is only suggested there is quoted, but nothing can hang on it.
export function talk(context, node, [from, to]) {
  const uid = uidOfNode(node), stands = standingRange(node, from, to);
  const quote = (stands?.quote || node.textBetween(from, to)).slice(0, LONGEST_QUOTE);
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

  // A comment hangs on words that stand, else on the paragraph, else on the text as a whole.
  function address(quoted, text) {
    const { urls } = context.settings;
    if (stands?.quote) return [urls.talk.replace("UID", uid), { quote: quoted, at: String(stands.at), text }];
    return [urls.comment, { text, quote: quoted, ...(uid === TITLE || node.attrs.addedBy ? {} : { clause_uid: uid }) }];
  }

  async function post(event) {
    event.preventDefault();
    if (!field.value.trim()) { status.textContent = words.comment_empty; field.focus(); return; }
    status.textContent = words.sending;
    const { done, sentence } = await send(context, ...address(quote, field.value));
    if (!done) { status.textContent = sentence; return; }
    box.close();
    context.announce(words.comment_sent);
    if (uid !== TITLE) notes(context).load(uid);
  }
}
