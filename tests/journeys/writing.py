"""A person at the drafting page: types in paragraphs, reads where the words are, and what others wrote."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.faults.running import Visitor
from tests.journeys.browsing import Visit

SECONDS = 5_000
KEPT = "caches.match(location.pathname).then(Boolean)"
SAVED, KEPT_ONE = "Saved on the server", "Kept on this device (1 change)"


class Writer:
    def __init__(self, visit: Visit, email: str, address: str) -> None:
        self.visit, self.address = visit, address
        visit.sign_in(email)

    @property
    def page(self) -> Page:
        return self.visit.page

    def opens(self) -> "Writer":
        self.page.goto(self.visit.address + self.address, wait_until="load")
        self.page.wait_for_selector("[data-drafting-root][data-ready]", state="attached")
        return self

    def closes_the_tab_and_opens_another(self) -> "Writer":
        context = self.page.context
        self.page.close()
        self.visit.page = context.new_page()
        return self.opens()

    def reads_state(self, words: str) -> "Writer":
        expect(self.page.locator("[data-drafting=state]")).to_have_text(words, timeout=SECONDS)
        return self

    def clause(self, uid: str) -> Locator:
        return self.page.locator(f".draft [data-uid='{uid}']")

    def uids(self) -> list[str]:
        return self.page.locator(".draft__clause").evaluate_all("all => all.map(one => one.dataset.uid)")

    def text(self) -> list[tuple[str, str]]:
        """uid and words of every paragraph, in order, as they stand in the editor."""
        found = self.page.locator(".draft [data-uid]").evaluate_all(WORDS)
        return [(uid, words) for uid, words in found]

    def types(self, uid: str, words: str, key: str = "End") -> "Writer":
        """At the end of the paragraph, or with Home at its beginning."""
        self.stands_in(uid, key)
        self.page.keyboard.type(words)
        return self

    def stands_in(self, uid: str, key: str = "End") -> "Writer":
        self.page.locator(".draft").focus()
        self.page.evaluate(SETTLED)
        self.clause(uid).evaluate(PLACE, key == "End")
        self.page.evaluate(SETTLED)
        return self

    def presses(self, *keys: str) -> "Writer":
        for key in keys:
            self.page.keyboard.press(key)
            self.page.evaluate(SETTLED)
        return self

    def is_kept_for_later(self) -> "Writer":
        """The worker holds the page."""
        for _look in range(100):
            if self.page.evaluate(KEPT):
                return self
            self.page.wait_for_timeout(100)
        raise AssertionError("the page is not kept on the device")

    def notice(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("[data-drafting=notices]").inner_text())


# Without the names that hang at the cursors of others.
WORDS = """all => all.map(one => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll(".ProseMirror-widget").forEach(widget => widget.remove());
  return [one.dataset.uid, copy.textContent];
})"""
# A browser tells the editor of a moved cursor with the next frame, and the editor sets its own 20 ms after it got the focus;
# no person is so quick that the next key comes before.
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))"
PLACE = """(element, atEnd) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.collapse(!atEnd);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


def meet(*writers: Writer) -> list[tuple[str, str]]:
    """All of them see one text within five seconds; the text."""
    first = writers[0]
    for _look in range(50):
        texts = [writer.text() for writer in writers]
        if all(text == texts[0] for text in texts):
            return texts[0]
        first.page.wait_for_timeout(100)
    raise AssertionError(f"no one text: {texts}")


def drafting_address(forum) -> str:
    """The drafting page of the declaration of the demo in which the drafting group edits."""
    reader = Visitor(forum.address).sign_in("delegate@demo.example")
    for page in sorted(set(re.findall(r'href="(/declarations/\d+)"', reader.get("/declarations").text))):
        if '"right": "edit"' in reader.get(f"{page}/drafting").text:
            return f"{page}/drafting"
    raise AssertionError("no declaration is drafted")
