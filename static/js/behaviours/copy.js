// Copies the address of a link, or the words of data-copy, and says so in the button itself.
export default function copy(element) {
  element.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(element.dataset.copy || new URL(element.getAttribute("href"), location.href).href);
    const words = element.textContent;
    element.setAttribute("aria-live", "polite");
    element.textContent = element.dataset.done || "✓";
    setTimeout(() => { element.textContent = words; }, 2000);
  });
}
