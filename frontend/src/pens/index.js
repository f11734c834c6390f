// The pens: everything that helps to write, each a function of the context that returns ProseMirror plugins.
// context = {schema, ydoc, awareness, strings, settings, person, right(), announce(text), element(name), heard}
// The first come first where keys are concerned; suggesting stands behind the plugin that gives uids.
import { announcing } from "./announcing.js";
import { whoWrote } from "./authors.js";
import { beside } from "./beside.js";
import { cards } from "./cards.js";
import { checks } from "./checks.js";
import { citing } from "./citing.js";
import { cursors } from "./cursors.js";
import { help } from "./help.js";
import { keys } from "./keys.js";
import { marginal } from "./margin.js";
import { numbering } from "./numbering.js";
import { pasting } from "./pasting.js";
import { presence } from "./presence.js";
import { suggesting } from "./suggesting.js";
import { toolbar } from "./toolbar.js";

export const pens = [suggesting, keys, pasting, toolbar, marginal, numbering, checks, citing, cards, beside, whoWrote, cursors, presence, announcing, help];
