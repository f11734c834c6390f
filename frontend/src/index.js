// The drafting editor: begins on the page's element, with words and settings from its JSON block.
import { baseKeymap } from "prosemirror-commands";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { docFrom } from "./document.js";
import { pens } from "./pens/index.js";
import { schema } from "./schema.js";

export function begin(root) {
  const settings = JSON.parse(document.getElementById("drafting-settings").textContent);
  const element = (name) => root.querySelector(`[data-drafting="${name}"]`);
  const ydoc = new Y.Doc();
  let right = { name: settings.right, sentence: "" };
  const context = {
    schema,
    ydoc,
    awareness: new Awareness(ydoc),
    strings: settings.strings,
    settings,
    person: settings.person,
    right: () => right.name,
    announce(text) { element("announce").textContent = text; },
    element,
  };
  const plugins = [...pens.flatMap((pen) => pen(context) ?? []), keymap(baseKeymap)];
  const state = EditorState.create({ doc: docFrom(ydoc), plugins });
  return new EditorView(element("text"), { state });
}

const root = document.querySelector("[data-drafting-root]");
if (root) begin(root);
