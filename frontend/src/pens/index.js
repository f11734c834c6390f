// The pens: everything that helps to write, each a function of the context that returns ProseMirror plugins.
// context = {schema, ydoc, awareness, strings, settings, person, right(), announce(text), element(name)}
import { checks } from "./checks.js";
import { marginal } from "./margin.js";
import { numbering } from "./numbering.js";

export const pens = [marginal, numbering, checks];
