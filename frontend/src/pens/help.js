// What every key does, as a dialog; it opens with Ctrl+/ everywhere, and with ? outside the words.
import { Plugin } from "prosemirror-state";
import { dialog } from "./dialog.js";
import { commands } from "./keys.js";
import { el } from "./say.js";

const MAC = typeof navigator !== "undefined" && /Mac|iP/.test(navigator.platform);
const SIGNS = MAC ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl" };

// "Mod-Alt-m" -> ["Ctrl", "Alt", "M"]
export const keyNames = (keys, words) => keys.split(/-(?!$)/).map((key) => SIGNS[key] ?? words.keys[key] ?? (key.length === 1 ? key.toUpperCase() : key));

const kbd = (names) => names.flatMap((name, place) => [place ? "+" : "", el("kbd", {}, name)]);

export const helpDialog = (context) => (_state, dispatch, view) => {
  if (dispatch) open(context, view);
  return true;
};

function open(context, view) {
  const words = context.strings.pens;
  const rows = Object.entries(commands(context)).map(([name, { keys }]) => [words.commands[name], keyNames(keys, words)]);
  for (const [does, keys] of words.more_keys) rows.push([does, keyNames(keys, words)]);
  const table = el("table", { class: "keylist" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, words.help_does), el("th", { scope: "col" }, words.help_key))),
    el("tbody", {}, rows.map(([does, names]) => el("tr", {}, el("th", { scope: "row" }, does), el("td", {}, kbd(names))))));
  dialog(context, words.help, [el("p", {}, words.help_intro), el("div", { class: "keylist__box", tabindex: "0", role: "region", "aria-label": words.help }, table)], { wide: true, onclose: () => view.focus() });
}

export function help(context) {
  return [new Plugin({
    view(view) {
      const heard = (event) => {
        if (event.key !== "?" || event.defaultPrevented || event.target.closest("[contenteditable], input, textarea, select, dialog")) return;
        event.preventDefault();
        event.stopPropagation();
        open(context, view);
      };
      document.addEventListener("keydown", heard, true);
      return { destroy() { document.removeEventListener("keydown", heard, true); } };
    },
  })];
}
