// `/` goes to the search field, `?` shows the list of keys; never while somebody writes.
const WRITING = "input, textarea, select, [contenteditable]";

export default function shortcuts(body) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      const field = [...document.querySelectorAll('[data-shortcut="/"]')].find((one) => one.checkVisibility());
      const link = document.querySelector(".finder__link");
      if (!field && !link) return;
      event.preventDefault();
      if (field) field.focus(); else link.click();
    } else if (event.key === "?") {
      event.preventDefault();
      document.querySelector(body.dataset.keys)?.showModal();
    }
  });
}
