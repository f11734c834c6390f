// Suggestion mode beside the plugin that gives uids: what the one brings back the other must not take for new.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, Plugin } from "prosemirror-state";
import * as Y from "yjs";
import { rewrite } from "../../src/pens/rewriting.js";
import { AS_IS, uids } from "../../src/uids.js";
import { at, doc, lines, p } from "./texts.js";

const MOST = 20; // rounds; two plugins that answered each other would need more

test("a paragraph whose removal is suggested keeps its uid", () => {
  let rounds = 0;
  const suggesting = new Plugin({
    appendTransaction(transactions, before, state) {
      assert.ok((rounds += 1) < MOST);
      if (transactions.some((tr) => tr.getMeta(AS_IS))) return null;
      return rewrite(before.doc, state, { own: () => false, fresh: () => "s1" })?.setMeta(AS_IS, true);
    },
  });
  const node = doc(p("operative", "a", "One;"), p("operative", "b", "Two."));
  const state = EditorState.create({ doc: node, plugins: [uids(new Y.Doc()), suggesting] });
  assert.deepEqual(lines(state.apply(state.tr.delete(at(node, "b", -1), node.content.size)).doc), ["operative a: One;", "operative b [removed s1]: Two."]);
});
