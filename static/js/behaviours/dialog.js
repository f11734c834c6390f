// A <dialog> opens from any element with aria-controls and data-opens, closes on a click beside it, and gives the focus back.
export default function dialog(box) {
  let opener = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest(`[data-opens="${box.id}"]`);
    if (!button) return;
    event.preventDefault();
    opener = button;
    box.showModal();
  });
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  box.addEventListener("close", () => { opener?.focus(); opener = null; });
}
