// j and k move the focus from row to row; o opens the row (Enter does so by itself, the focus is on its link).
export default function rowKeys(body) {
  const links = () => [...body.querySelectorAll("tr td:first-child a")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const all = links();
    const here = all.indexOf(document.activeElement);
    if (event.key === "j" || event.key === "k") {
      const next = all[Math.max(0, Math.min(all.length - 1, event.key === "j" ? here + 1 : here - 1))];
      if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
    } else if (event.key === "o" && here >= 0) {
      event.preventDefault();
      all[here].click();
    }
  });
}
