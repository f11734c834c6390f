// What every key does, in one table: the keymap, the toolbar's hints and the help dialog read it.
import { keymap } from "prosemirror-keymap";
import { Plugin } from "prosemirror-state";
import { quiet } from "./announcing.js";
import { authors } from "./authors.js";
import { citeDialog } from "./citing.js";
import { comment } from "./commenting.js";
import { helpDialog } from "./help.js";
import { linkDialog } from "./linking.js";
import { margin } from "./margin.js";
import { once } from "./once.js";
import { backspaceShape, enterEmpty, move, removeParagraph, setKind, shift, toggleAlternative, toggleBrackets, toggleEmphasis } from "./shaping.js";
import { mode } from "./suggesting.js";

const simply = (act) => (_state, dispatch) => { if (dispatch) act(); return true; };

// {name: {keys, run(state, dispatch, view), writes}}: every command has a name, under which the page has its words.
export const commands = once((context) => ({
  kind_heading: { keys: "Mod-Alt-1", run: setKind(context, "heading"), writes: true },
  kind_preambular: { keys: "Mod-Alt-2", run: setKind(context, "preambular"), writes: true },
  kind_operative: { keys: "Mod-Alt-3", run: setKind(context, "operative"), writes: true },
  kind_sub: { keys: "Mod-Alt-4", run: setKind(context, "sub"), writes: true },
  kind_subsub: { keys: "Mod-Alt-5", run: setKind(context, "subsub"), writes: true },
  lower: { keys: "Tab", run: shift(context, 1), writes: true },
  raise: { keys: "Shift-Tab", run: shift(context, -1), writes: true },
  emphasis: { keys: "Mod-i", run: toggleEmphasis(context), writes: true },
  link: { keys: "Mod-k", run: linkDialog(context), writes: true },
  brackets: { keys: "Mod-Alt-b", run: toggleBrackets, writes: true },
  alternative: { keys: "Mod-Alt-a", run: toggleAlternative(context), writes: true },
  cite: { keys: "Mod-Alt-c", run: citeDialog(context), writes: true },
  comment: { keys: "Mod-Alt-m", run: comment(context) },
  up: { keys: "Alt-ArrowUp", run: move(context, -1), writes: true },
  down: { keys: "Alt-ArrowDown", run: move(context, 1), writes: true },
  remove: { keys: "Mod-Alt-Backspace", run: removeParagraph, writes: true },
  suggest: { keys: "Mod-Alt-s", run: simply(() => mode(context).toggle()) },
  authors: { keys: "Mod-Alt-w", run: simply(() => authors(context).toggle()) },
  beside: { keys: "Mod-Alt-n", run: simply(() => margin(context).enter()) },
  quiet: { keys: "Mod-Alt-q", run: simply(() => quiet(context).toggle()) },
  help: { keys: "Mod-/", run: helpDialog(context) },
}));

export function keys(context) {
  const table = {};
  for (const { keys: name, run, writes } of Object.values(commands(context)))
    table[name] = (state, dispatch, view) => (writes && context.right() === "read" ? false : run(state, dispatch, view));
  table.Enter = enterEmpty(context);
  table.Backspace = backspaceShape(context);
  const run = keymap(table);
  const { handleKeyDown } = run.props;
  run.props.handleKeyDown = (view, event) => (typed(event) ? false : handleKeyDown(view, event));
  return [leaving(), run];
}

// On many keyboards Ctrl and Alt together type a letter; what types a letter is no command.
const typed = (event) => event.getModifierState?.("AltGraph") && event.key.length === 1;

// Tab moves paragraphs; after Escape it leaves the text, so that nobody is caught in it.
function leaving() {
  let escaped = false;
  return new Plugin({ props: { handleDOMEvents: {
    keydown(_view, event) {
      if (event.key === "Tab" && escaped) return true; // not ours: the browser goes on to the next field
      if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) escaped = event.key === "Escape";
      return false;
    },
    blur() { escaped = false; return false; },
  } } });
}
