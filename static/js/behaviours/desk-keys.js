// Keys of the secretariat's desk: j and k go from line to line, o opens; elsewhere each key presses what carries it. Never while somebody writes.
const WRITING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

export default function deskKeys(page) {
  const rows = () => [...page.querySelectorAll("[data-row]")];
  const move = (by) => {
    const all = rows();
    const here = all.findIndex((one) => one.closest("tr").contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, here + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !rows().length || event.target.closest?.(WRITING)) return;
    if (document.querySelector("dialog[open]")) return;
    const pressed = page.querySelector(`[data-key~="${CSS.escape(event.key)}"]`);
    const here = rows().find((one) => one.closest("tr").contains(document.activeElement));
    if (pressed) { event.preventDefault(); pressed.click(); }
    else if (rows().length && (event.key === "j" || event.key === "k")) { event.preventDefault(); move(event.key === "j" ? 1 : -1); }
    else if (event.key === "n") page.querySelector(".pager__next")?.click();
    else if (here && event.key === "o") { event.preventDefault(); here.click(); }
    else if (here?.dataset[event.key]) { event.preventDefault(); location.assign(here.dataset[event.key]); }
  });
}
