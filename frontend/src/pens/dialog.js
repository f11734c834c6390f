// A dialog of the editor: modal, named by its heading, closed by Escape or its button; the focus goes back to the text.
import { el } from "./say.js";

export function dialog(context, title, content, { wide = false, onclose } = {}) {
  const name = `dialog-${Math.random().toString(36).slice(2, 8)}`;
  const box = el("dialog", { class: `dialog draft__dialog${wide ? " draft__dialog--wide" : ""}`, "aria-labelledby": name },
    el("div", { class: "draft__dialog-head" },
      el("h2", { id: name }, title),
      el("button", { type: "button", class: "button button--small", onclick: () => box.close() }, context.strings.pens.close)),
    content);
  box.addEventListener("close", () => { box.remove(); onclose?.(); });
  context.element("dialogs").append(box);
  box.showModal();
  return box;
}
