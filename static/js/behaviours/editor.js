// A Markdown textarea with a toolbar, a preview and pictures by dropping or pasting.
// The words of the buttons stand in <script type="application/json" id="editor-words">, once on the page.
const MARKS = {
  bold: (words) => [`**${words}**`, 2], italic: (words) => [`*${words}*`, 1],
  list: (words) => [words.split("\n").map((line) => `- ${line}`).join("\n"), 2],
  quote: (words) => [words.split("\n").map((line) => `> ${line}`).join("\n"), 2],
  link: (words) => [`[${words}](https://)`, 1],
};

export default function editor(area) {
  const words = JSON.parse(document.getElementById("editor-words")?.textContent || "{}");
  const bar = document.createElement("div");
  bar.className = "toolbar"; bar.role = "toolbar"; bar.ariaLabel = words.toolbar || "";
  const pane = document.createElement("div");
  pane.className = "words preview"; pane.hidden = true;

  const button = (word, act) => {
    const made = document.createElement("button");
    made.type = "button"; made.textContent = words[word] || word;
    made.tabIndex = bar.children.length ? -1 : 0;
    made.addEventListener("click", act);
    bar.append(made);
    return made;
  };
  for (const mark of Object.keys(MARKS)) button(mark, () => put(area, MARKS[mark]));
  const form = area.form;
  if (form?.dataset.pictures) {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/jpeg,image/png,image/webp", hidden: true });
    input.ariaLabel = words.picture || "";
    input.addEventListener("change", () => { for (const file of input.files) send(area, file, words); input.value = ""; });
    bar.append(input);
    button("picture", () => input.click());
    area.addEventListener("drop", (event) => take(event, event.dataTransfer));
    area.addEventListener("dragover", (event) => { if ([...event.dataTransfer.types].includes("Files")) event.preventDefault(); });
    area.addEventListener("paste", (event) => take(event, event.clipboardData));
  }
  const look = button("preview", async () => {
    if (!pane.hidden) { pane.hidden = true; area.hidden = false; look.textContent = words.preview; area.focus(); return; }
    const html = await preview(form, area.value);
    if (html === null) return;
    pane.innerHTML = html || `<p>${words.nothing}</p>`;  // sanitised by the server, as it will be on the page
    pane.hidden = false; area.hidden = true; look.textContent = words.write;
  });

  function take(event, carrier) {
    const files = [...carrier.files].filter((file) => /^image\/(jpeg|png|webp)$/.test(file.type));
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) send(area, file, words);
  }

  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...bar.querySelectorAll("button")], next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    all.forEach((one) => { one.tabIndex = one === next ? 0 : -1; });
    next.focus();
  });
  area.before(bar); area.after(pane);
}

function put(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const [text, inset] = mark(value.slice(from, to));
  insert(area, text);
  if (from === to) area.setSelectionRange(from + inset, from + inset);
}

function insert(area, text) {
  area.focus();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

async function preview(form, text) {
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, text });
  try {
    const answer = await fetch("/preview", { method: "POST", body, redirect: "manual" });
    return answer.ok ? await answer.text() : null;
  } catch { return null; }
}

async function send(area, file, words) {
  const alt = (window.prompt(words.alt || "") || "").trim();
  if (!alt) return;
  const body = new FormData();
  body.append("csrf_token", area.form.elements.csrf_token.value);
  body.append("file", file); body.append("alt", alt);
  try {
    const answer = await fetch("/files", { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
    const made = await answer.json();
    if (!answer.ok) { window.alert(made.sentence); return; }
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "uploads", value: made.key });
    const told = Object.assign(document.createElement("input"), { type: "hidden", name: `alt-${made.key}`, value: alt });
    area.form.append(hidden, told);
    insert(area, `\n![${alt.replace(/[[\]]/g, "")}](${made.url})\n`);
  } catch { window.alert(words.failed || ""); }
}
