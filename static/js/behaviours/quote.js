// Words selected inside one paragraph offer a link to comment on them; the address carries the words and their place.
// The element holds paragraphs with data-quotable (an address) and one [data-quote-offer] with a link and a <q>.
const LONGEST = 500;

export default function quote(element) {
  const offer = element.querySelector("[data-quote-offer]");
  const link = offer.querySelector("a");
  const said = offer.querySelector("q");
  let waiting = 0;

  function look() {
    const found = chosen(element);
    offer.hidden = !found;
    if (!found) return;
    link.href = `${found.address}?${new URLSearchParams({ quote: found.words, at: found.at })}`;
    said.textContent = found.words.length > 60 ? `${found.words.slice(0, 57)}…` : found.words;
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 150);
  });
}

function chosen(element) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = within(range.startContainer);
  const paragraph = start && element.contains(start) && start === within(range.endContainer) ? start : null;
  if (!paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(range.startContainer, range.startOffset);
  const whole = range.toString();
  const words = whole.trim();
  if (!words || words.length > LONGEST) return null;
  const blanks = whole.length - whole.trimStart().length;
  const at = [...(before.toString() + whole.slice(0, blanks))].length; // the server counts characters, not UTF-16 units
  return { address: paragraph.dataset.quotable, words, at };
}

function within(node) {
  return (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-quotable]");
}
