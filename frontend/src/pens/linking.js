// The dialog for the address of a link.
import { dialog } from "./dialog.js";
import { el } from "./say.js";
import { linkAt, setLink } from "./shaping.js";

export const linkDialog = (context) => (state, dispatch, view) => {
  if (state.selection.empty) { if (dispatch) context.announce(context.strings.pens.select_first); return true; }
  if (dispatch) open(context, view);
  return true;
};

function open(context, view) {
  const words = context.strings.pens;
  const { href } = linkAt(view.state);
  const field = el("input", { id: "draft-link", type: "text", inputmode: "url", value: href, "aria-describedby": "draft-link-status" });
  const status = el("p", { id: "draft-link-status", class: "card__status", role: "status" });
  const form = el("form", { onsubmit(event) {
    event.preventDefault();
    if (setLink(view, field.value.trim())) box.close();
    else { status.textContent = words.link_bad; field.focus(); }
  } },
  el("div", { class: "field" }, el("label", { for: "draft-link" }, words.link_address), el("p", { class: "hint" }, words.link_hint), field), status,
  el("div", { class: "actions" }, el("button", { class: "button button--primary" }, words.link_set),
    href && el("button", { type: "button", class: "button", onclick() { setLink(view, ""); box.close(); } }, words.link_remove)));
  const box = dialog(context, words.link, form, { onclose: () => view.focus() });
  field.focus();
}
