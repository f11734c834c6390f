// The drafting editor: begins on the page's element, with words and settings from its JSON block.
import { baseKeymap } from "prosemirror-commands";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { binding } from "./binding.js";
import { breakLine, moveClause, splitClause } from "./commands.js";
import { openDevice, registerWorker } from "./device.js";
import { docFrom } from "./document.js";
import { outline } from "./outline.js";
import { pens } from "./pens/index.js";
import { schema } from "./schema.js";
import { session } from "./session.js";
import { uids } from "./uids.js";
import { undoCommands, undoManager } from "./undo.js";

function contextOf(root, settings, ydoc) {
  const element = (name) => root.querySelector(`[data-drafting="${name}"]`);
  const right = { name: settings.right, sentence: settings.sentence };
  return {
    schema,
    ydoc,
    awareness: new Awareness(ydoc),
    strings: settings.strings,
    settings,
    person: settings.person,
    right: () => right.name,
    sentence: () => right.sentence,
    setRight(name, sentence) { Object.assign(right, { name, sentence }); },
    announce(text) { element("announce").textContent = text; },
    element,
    heard: new EventTarget(), // notes of the server: "changed", "right"
  };
}

// Undo, Enter and moving; what the pens bind to the same keys goes first.
function keys(undo) {
  return [
    keymap({
      "Mod-z": undo.undo, "Mod-y": undo.redo, "Shift-Mod-z": undo.redo, Enter: splitClause, "Shift-Enter": breakLine,
      "Alt-ArrowUp": moveClause(-1), "Alt-ArrowDown": moveClause(1),
    }),
    keymap(baseKeymap),
  ];
}

export async function begin(root) {
  const settings = JSON.parse(document.getElementById("drafting-settings").textContent);
  const ydoc = new Y.Doc(), saved = new Y.Doc();
  const context = contextOf(root, settings, ydoc);
  const device = await openDevice(settings, ydoc, saved);
  const manager = undoManager(ydoc), undo = undoCommands(ydoc, manager);
  Object.assign(context, { undo: undo.undo, redo: undo.redo, device });
  const line = session(context, { saved, device });
  const plugins = [uids(ydoc), binding(ydoc), ...pens.flatMap((pen) => pen(context) ?? []), ...outline({ ...context, strings: settings.strings.editor }), ...keys(undo)];
  const view = new EditorView(context.element("text"), {
    state: EditorState.create({ doc: docFrom(ydoc), plugins }),
    editable: () => line.writable(),
    attributes: () => ({ class: "draft", role: "textbox", tabindex: "0", "aria-multiline": "true", "aria-label": settings.strings.editor.text, "aria-readonly": String(!line.writable()), lang: settings.language, spellcheck: "true" }),
  });
  undo.attach(view);
  line.begin(view);
  registerWorker(settings);
  root.dataset.ready = "";
  return view;
}

const root = globalThis.document?.querySelector("[data-drafting-root]");
if (root) begin(root);
