// The page that verifies: takes files that are chosen or dropped, and draws what ../verify/check.js finds in them. It sends nothing.
import { check, isJson, readHeads } from "../verify/check.js";
import { supported } from "../verify/keys.js";
import { drawn } from "../verify/findings.js";

export default function verify(root) {
  const words = JSON.parse(root.querySelector("[data-words]").textContent);
  const found = root.querySelector("[data-found]");
  const drop = root.querySelector("[data-drop]");
  const [main, kept] = root.querySelectorAll("input[type=file]");
  const given = { main: null, heads: [] };
  let turn = 0;

  function show(...parts) {
    found.replaceChildren(...parts);
  }

  async function run() {
    const mine = (turn += 1);
    if (!given.main) return show();
    found.setAttribute("aria-busy", "true");
    const view = drawn(words);
    show(view.working(0, 0));
    let result;
    try {
      result = await outcome(view, mine);
    } catch {
      result = view.state("unread");
    }
    if (mine !== turn) return undefined;
    show(result);
    found.removeAttribute("aria-busy");
    return undefined;
  }

  async function outcome(view, mine) {
    const [bytes, ...heads] = await Promise.all([given.main, ...given.heads].map(bytesOf));
    if (!isJson(bytes) && !isZip(bytes)) return view.state("foreign");
    if (!(await supported())) return view.state("unsupported");
    const told = async (done, all) => {
      if (mine === turn) show(view.working(done, all));
      await new Promise((next) => setTimeout(next));
    };
    return view.result(await check(bytes, heads, told), heads.length);
  }

  /** Files that arrive together: heads are told from the rest by what stands in them. */
  async function sort(files) {
    for (const file of files) {
      const bytes = await bytesOf(file);
      const head = isJson(bytes) && file.size < 100_000 && readHeads(bytes).every(Boolean) && !/"entries":/.test(await file.text());
      if (head) given.heads = [...given.heads, file];
      else given.main = file;
    }
    run();
  }

  main.addEventListener("change", () => {
    given.main = main.files[0] ?? null;
    run();
  });
  kept.addEventListener("change", () => {
    given.heads = [...kept.files];
    run();
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("verify__drop--over", kind === "dragover");
      if (kind === "drop") sort([...event.dataTransfer.files]);
    });
  }
}

const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

/** A container that is damaged is named as one; anything else is another kind of file. */
function isZip(bytes) {
  const marks = [bytes.subarray(0, 4), bytes.subarray(bytes.length - 22, bytes.length - 18)];
  return marks.some(([one, two]) => one === 80 && two === 75);
}
