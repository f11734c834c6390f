// The hints of a careful secretary beside the paragraph that one writes, and how long the text is; hints and not walls.
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { margin } from "./margin.js";
import { later } from "./once.js";
import { standingParagraphs } from "./paragraphs.js";
import { practice, wordCount } from "./practice.js";
import { el, say } from "./say.js";

const WAIT = 400; // milliseconds without a change before the text is looked at

export function checks(context) {
  const { settings, strings } = context;
  const hints = practice(settings.practice);
  return [
    new Plugin({ view: (view) => watch(view, context, hints) }),
    new Plugin({ props: { decorations: (state) => openings(state.doc, hints.opening) } }),
  ];

  function watch(view) {
    const look = later(() => pencil(view.state.doc), WAIT);
    pencil(view.state.doc);
    return { update(now, before) { if (now.state.doc !== before.doc) look(); }, destroy: look.cancel };
  }

  function pencil(doc) {
    const paragraphs = standingParagraphs(doc);
    const sentences = new Map();
    for (const { uid, code, values } of hints(paragraphs)) {
      if (!sentences.has(uid)) sentences.set(uid, []);
      sentences.get(uid).push(say(settings.practice.sentences[code], values));
    }
    margin(context).put("hints", new Map([...sentences].map(([uid, all]) => [uid, { key: all.join("\n"), make: () => all.map((one) => el("p", { class: "pencil" }, one)) }])));
    count(paragraphs);
  }

  function count(paragraphs) {
    const place = context.element("count");
    if (!place) return;
    const number = wordCount(paragraphs), { limit } = settings.practice;
    const shown = (value) => value.toLocaleString(settings.locale);
    place.textContent = say(number > limit ? strings.pens.words_over : strings.pens.words_of, { count: shown(number), most: shown(limit) });
    place.classList.toggle("draft__count--over", number > limit);
  }
}

// The opening words are set in italics as on the page of the declaration.
const set = new WeakMap();
function openings(doc, opening) {
  const found = [];
  doc.forEach((node, pos) => {
    const length = lengthOf(node, opening);
    if (length) found.push(Decoration.inline(pos + 1, pos + 1 + length, { class: "draft__opening" }));
  });
  return DecorationSet.create(doc, found);
}

function lengthOf(node, opening) {
  if (!set.has(node)) {
    const first = node.firstChild;
    const plain = first?.isText && !first.marks.length;
    set.set(node, plain ? opening(first.text, node.attrs.kind).length : 0);
  }
  return set.get(node);
}
