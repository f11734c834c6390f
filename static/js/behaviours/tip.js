// The words behind a mark also show while the pointer rests on it or on them. Key, finger and Escape are the browser's own.
export default function tip(place) {
  const mark = place.querySelector("[popovertarget]");
  const words = place.querySelector("[popover]");
  if (!words.showPopover) return;
  const open = () => words.matches(":popover-open");
  let timer, resting = false; // opened by the pointer alone
  const later = (wait, act) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  place.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse") return;
    later(200, () => { if (!open()) { words.showPopover({ source: mark }); resting = true; } });
  });
  place.addEventListener("pointerleave", () => later(300, () => { if (resting && open()) words.hidePopover(); }));
  mark.addEventListener("click", (event) => { if (resting && open()) { event.preventDefault(); resting = false; } });
  words.addEventListener("toggle", () => { if (!open()) resting = false; });
}
