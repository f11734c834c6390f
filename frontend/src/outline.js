// The outline beside the text: headings and the first words of each paragraph, as links that lead the cursor there.
import { Plugin, TextSelection } from "prosemirror-state";
import { el } from "./dom.js";
import { placesIn, TITLE, uidOfNode } from "./document.js";

const SHORT = 42, WAIT = 300;

function shortened(words, empty) {
  const line = words.replace(/\s+/g, " ").replaceAll("\uFFFC", "").trim();
  return line.length <= SHORT ? line || empty : line.slice(0, SHORT).replace(/\s\S*$/, "") + " …";
}

export function outline({ element, strings }) {
  const list = element("outline");
  if (!list) return [];

  function draw(view) {
    const rows = [];
    view.state.doc.forEach((node) => {
      const uid = uidOfNode(node);
      if (uid === TITLE) return;
      const mark = view.dom.querySelector(`[data-uid="${uid}"]`)?.dataset.mark ?? "";
      rows.push(el("li", { class: `outline__${node.attrs.kind}` }, el("a", { href: `#clause-${uid}`, "data-goes": uid },
        el("span", { class: "outline__mark" }, mark), el("span", {}, shortened(node.textContent, strings.empty)))));
    });
    list.replaceChildren(...rows);
  }

  return [new Plugin({
    view(view) {
      let timer = setTimeout(() => draw(view), 0);
      list.addEventListener("click", (event) => {
        const uid = event.target.closest("[data-goes]")?.dataset.goes, place = uid && placesIn(view.state.doc).get(uid);
        if (!place) return;
        event.preventDefault();
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, place.pos + 1)).scrollIntoView());
        view.dom.querySelector(`[data-uid="${uid}"]`)?.scrollIntoView({ block: "center" });
        view.focus();
      });
      return {
        update(now, before) {
          if (now.state.doc === before.doc || list.contains(document.activeElement)) return;
          clearTimeout(timer);
          timer = setTimeout(() => draw(now), WAIT);
        },
        destroy() { clearTimeout(timer); },
      };
    },
  })];
}
