// The choice whether texts that one drafts are kept on this device; it belongs to this browser, so the server does not know of it.
const PLACE = "drafting-storage";

export default function deviceStorage(section) {
  const box = section.querySelector("input"), said = section.querySelector("[role=status]");
  box.checked = localStorage.getItem(PLACE) !== "off";
  section.hidden = false;
  box.addEventListener("change", async () => {
    if (box.checked) { localStorage.removeItem(PLACE); said.textContent = section.dataset.on; return; }
    const { ask, clear, unsent } = await import(section.dataset.parting), waiting = unsent();
    box.checked = waiting.length > 0; // until the person has said what becomes of words that are only here
    const off = async () => { localStorage.setItem(PLACE, "off"); await clear(); box.checked = false; said.textContent = section.dataset.off; };
    if (waiting.length) ask(waiting, section.dataset, off);
    else off();
  });
}
