// Undo takes back what this person did and nothing that others did meanwhile; the cursor returns to where it was.
import * as Y from "yjs";
import { rememberSelection, restoreSelection } from "./binding.js";
import { clausesOf } from "./document.js";
import { WRITING } from "./push.js";
import { FROM_OTHERS } from "./uids.js";

export function undoManager(ydoc) {
  return new Y.UndoManager(clausesOf(ydoc), { trackedOrigins: new Set([WRITING]), captureTimeout: 600 });
}

// Commands of ProseMirror, and the place of the cursor with each step.
export function undoCommands(ydoc, manager) {
  let view = null, before = null;
  ydoc.on("beforeTransaction", (transaction) => { if (transaction.origin === WRITING && view) before = rememberSelection(view.state, ydoc); });
  manager.on("stack-item-added", ({ stackItem, type }) => { if (type === "undo" && !stackItem.meta.has("cursor")) stackItem.meta.set("cursor", before); });
  manager.on("stack-item-popped", ({ stackItem }) => {
    const tr = view && restoreSelection(view.state.tr, ydoc, stackItem.meta.get("cursor"));
    if (tr?.selectionSet) view.dispatch(tr.setMeta(FROM_OTHERS, true).scrollIntoView());
  });
  const command = (name) => (state, dispatch) => {
    if (!manager[`${name}Stack`].length) return false;
    if (dispatch) manager[name]();
    return true;
  };
  return { undo: command("undo"), redo: command("redo"), attach(given) { view = given; } };
}
