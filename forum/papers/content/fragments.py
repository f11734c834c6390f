"""The words of cities as data: paragraphs and items with emphasis and links, out of the HTML that is kept beside a text."""

import re
from html.parser import HTMLParser
from typing import Any

Fragment = dict[str, Any]
KINDS = {"p": "p", "li": "item", "blockquote": "quote", "pre": "p"}
HEADINGS = re.compile(r"h[1-6]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Fragment] = []
        self.open: list[str] = []
        self.lists: list[int | None] = []  # the next number of each list that is open, None for one without
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""
        elif tag == "br":
            self.open.pop()
            self._say("\n")
        elif tag == "li":
            number = self.lists[-1] if self.lists else None
            if number:
                self.lists[-1] = number + 1
            self._begin("item", number or 0)
        elif (tag in KINDS or HEADINGS.fullmatch(tag)) and (tag != "p" or not self._within_item()):
            self._begin("quote" if "blockquote" in self.open else KINDS.get(tag, "p"), 0)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            place = len(self.open) - 1 - self.open[::-1].index(tag)
            del self.open[place:]
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "a":
            self.link = ""

    def handle_data(self, data: str) -> None:
        words = data if "pre" in self.open else re.sub(r"\s+", " ", data)
        if words.strip() or (words and self.found and self.found[-1]["runs"]):
            self._say(words)

    def _within_item(self) -> bool:
        """The first paragraph of an item is the item."""
        return "li" in self.open and bool(self.found) and not self.found[-1]["runs"]

    def _begin(self, kind: str, number: int) -> None:
        self.found.append({"kind": kind, "runs": [], **({"number": number} if number else {})})

    def _say(self, words: str) -> None:
        if not self.found:
            self._begin("p", 0)
        run: Fragment = {"text": words}
        if self.link.startswith(("http://", "https://")):
            run["link"] = self.link
        strong = {"strong", "b", "th"} & set(self.open) or any(HEADINGS.fullmatch(tag) for tag in self.open)
        run |= {"strong": True} if strong else {}
        run |= {"em": True} if {"em", "i"} & set(self.open) else {}
        self.found[-1]["runs"].append(run)


def fragments(html: str) -> list[Fragment]:
    """Blocks of runs; what has no words is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for block in reader.found:
        while block["runs"] and not block["runs"][-1]["text"].strip():
            block["runs"].pop()
        if block["runs"]:
            block["runs"][-1]["text"] = block["runs"][-1]["text"].rstrip()
    return [block for block in reader.found if block["runs"]]


def plain(found: list[Fragment]) -> str:
    """The same as one text, for comparing."""
    return "\n".join("".join(run["text"] for run in block["runs"]) for block in found)
