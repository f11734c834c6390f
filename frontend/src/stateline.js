// The one line that always says, in words, where the words are: saved on the server, kept on this device, or not saved.
import { counted } from "./dom.js";

export const SAVED = "saved", KEPT = "kept", LOST = "lost", OPENING = "opening";

// What holds now. `line` = {connected, synced, waiting, refused}; `unsent` = how many paragraphs the server does not have for certain.
export function stateOf({ line, kept, unsent, begun }) {
  if (line.refused) return LOST;
  if (line.connected && line.synced && !line.waiting && !unsent) return SAVED;
  if (!begun) return OPENING;
  if (unsent === 0) return line.connected || !kept ? OPENING : KEPT;
  return kept ? KEPT : LOST;
}

export function stateLine(element, strings, locale) {
  let shown = null;
  return {
    get state() { return shown?.split(":")[0]; },
    show(state, unsent) {
      const key = `${state}:${unsent}`;
      if (key === shown) return;
      shown = key;
      element.dataset.state = state;
      const words = { saved: strings.saved, lost: strings.not_saved, opening: strings.opening, kept: unsent ? counted(strings.kept, unsent, locale) : strings.kept_all };
      element.textContent = words[state];
    },
  };
}
