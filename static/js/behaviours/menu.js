// A <details> that behaves like a menu: it closes on Escape, on a click elsewhere, and when the focus leaves it.
export default function menu(details) {
  const summary = details.querySelector("summary");
  const close = () => { details.open = false; };
  document.addEventListener("click", (event) => { if (details.open && !details.contains(event.target)) close(); });
  details.addEventListener("focusout", (event) => { if (event.relatedTarget && !details.contains(event.relatedTarget)) close(); });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    close();
    summary.focus();
  });
}
