"""A person who acts through the pages only: reads, follows links, fills in forms by their labels, presses buttons.

The same sentences are played in three ways: with a wide window, with a phone's, and by keyboard only. By keyboard every
field, link and button must be reached by Tab, and is used by keys; nothing is clicked.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Visit
from tests.journeys.test_accessibility import AXE, RUN, WIDE

WAYS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 320, "height": 720}},
    "keyboard": {"viewport": {"width": 1440, "height": 900}},
}
# The second and third way are walked in the long run.
in_every_way = pytest.mark.parametrize(
    "way", [pytest.param(way, marks=[] if way == "wide" else [pytest.mark.long]) for way in WAYS]
)
TAB_LEADS_TO = "element => document.activeElement === element"
CHOSEN = "element => element.selectedIndex"
PLACE_OF = """(element, label) => [...element.options].findIndex(option => option.label.trim().startsWith(label))"""


def accessible(page: Page) -> None:
    """Fails on what axe-core calls serious or critical, in light and in dark."""
    page.evaluate(AXE)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for violation in page.evaluate(RUN)["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((scheme, violation["id"], violation["nodes"][0]["html"][:200]))
    page.emulate_media(color_scheme="light")
    assert not found, (page.url, found)


@dataclass
class Person:
    """`way` is one of WAYS; `email` the part before @demo.example, empty for the public."""

    visit: Visit
    way: str = "wide"
    email: str = ""
    seen: set[str] = field(default_factory=set)

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def comes(self) -> "Person":
        """To the front page, and where they have an account through the door."""
        self.goes("/")
        if self.email:
            self.signs_in()
        return self

    def signs_in(self) -> "Person":
        from forum.desk.demo import PASSWORD

        self.goes("/sign-in")
        self.writes("Email", f"{self.email}@demo.example")
        self.writes("Password", PASSWORD)
        self.presses("Sign in")
        assert "/sign-in" not in self.page.url, self.words()
        return self

    def goes(self, path: str) -> "Person":
        """By an address that they know, from a mail or from memory."""
        self.visit.go(path)
        return self._looks()

    def words(self) -> str:
        """What they can read of the page now, as one line."""
        return " ".join(self.main.inner_text().split())

    def reads(self, *sentences: str) -> "Person":
        read = self.words()
        for sentence in sentences:
            assert sentence.casefold() in read.casefold(), f"{self.email} at {self.page.url} misses {sentence!r} in: {read}"
        return self

    def does_not_read(self, *sentences: str) -> "Person":
        read = self.words()
        for sentence in sentences:
            assert sentence.casefold() not in read.casefold(), f"{self.email} at {self.page.url} reads {sentence!r}"
        return self

    def follows(self, name: str, within: Locator | None = None, exact: bool = False) -> "Person":
        """A link; where several have the name the first."""
        return self._leave((within or self.main).get_by_role("link", name=name, exact=exact).first)

    def presses(self, name: str, within: Locator | None = None) -> "Person":
        return self._leave((within or self.main).get_by_role("button", name=name, exact=True).first)

    def hears(self, sentence: str, why: str = "") -> "Person":
        """Finds a notice in the inbox, with its reason, and opens from there what it is about."""
        self._leave(self.page.locator(".account__inbox"))
        for _look in range(30):  # what a deadline brings about comes a moment later
            if sentence in self.words():
                break
            self.page.wait_for_timeout(500)
            self.goes("/inbox")
        self.reads(sentence, why)
        return self.presses(sentence)

    def finds_in_menu(self, name: str) -> "Person":
        """By the menu, which on a phone holds everything."""
        menu = self.page.locator(".menu")
        self.use(menu.locator("summary").first)
        return self._leave(menu.get_by_role("link", name=name, exact=True))

    def opens(self, summary: str, within: Locator | None = None) -> "Person":
        """What is folded away behind a line; where there is room it shows when one points at it, or by Tab."""
        line = (within or self.main).locator("summary", has_text=summary).first
        if not line.is_visible():
            if within and self.way != "keyboard":
                within.hover()
        elif line.evaluate("element => !element.parentElement.open"):
            self.use(line)
        return self

    def labelled(self, label: str) -> Locator:
        """The field whose label begins with these words."""
        return self.main.get_by_label(re.compile(f"^{re.escape(label)}")).first

    def writes(self, label: str, text: str) -> "Person":
        field = self.labelled(label)
        if self.way != "keyboard":
            field.fill(text)
            return self
        self._reach(field)
        if field.evaluate("element => element.type") in ("date", "datetime-local"):
            self._type_moment(field, text)
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        expect(field).to_have_value(text)
        return self

    def picks(self, label: str, option: str) -> "Person":
        """An entry of a list that drops down, by the beginning of its words."""
        field = self.labelled(label)
        place = field.evaluate(PLACE_OF, option)
        assert place >= 0, f"{option!r} is not among the choices of {label!r}"
        if self.way != "keyboard":
            field.select_option(index=place)
            return self
        self._reach(field)
        while (here := field.evaluate(CHOSEN)) != place:
            self.page.keyboard.press("ArrowDown" if here < place else "ArrowUp")
            assert field.evaluate(CHOSEN) != here, f"the arrows do not move {label!r}"
        return self

    def marks(self, label: str) -> "Person":
        """A box, or one of several choices."""
        box = self.main.get_by_label(label).first
        if self.way != "keyboard":
            box.check()
            return self
        if box.get_attribute("type") == "radio":
            return self._choose(box)
        self._reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()
        return self

    def use(self, target: Locator) -> None:
        """Press it where nothing leads away."""
        if self.way == "keyboard":
            self._reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def _leave(self, target: Locator) -> "Person":
        expect(target, f"{self.email} at {self.page.url}").to_be_visible()
        if "#" in (target.get_attribute("href") or "") and self._is_here(target):
            self.use(target)
            return self
        with self.page.expect_navigation(wait_until="load"):
            self.use(target)
        self.visit.ready()
        return self._looks()

    def _looks(self) -> "Person":
        """At each type of page once: nothing runs over the edge, nothing is closed to those who see or hear otherwise."""
        kind = re.sub(r"[?#].*", "", re.sub(r"/(?=[^/]*\d)[^/]+", "/*", self.page.url))
        if kind not in self.seen:
            self.seen.add(kind)
            assert not self.page.evaluate(WIDE), f"{self.page.url} runs over the edge"
            if self.way == "wide":
                accessible(self.page)
        return self

    def _is_here(self, target: Locator) -> bool:
        """Whether a link stays on the page."""
        return bool(target.evaluate("a => a.href.split('#')[0] === location.href.split('#')[0]"))

    def _reach(self, target: Locator) -> None:
        """One step back and one forward by Tab proves that the element stands in the order of the keys."""
        target.focus()
        self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("Tab")
        assert target.evaluate(TAB_LEADS_TO), f"Tab does not lead to {target} on {self.page.url}"

    def _choose(self, radio: Locator) -> "Person":
        """Arrow keys move among choices of one name."""
        name = radio.get_attribute("name")
        group = self.page.locator(f"input[type=radio][name={name}]")
        first = group.and_(self.page.locator(":checked"))
        (first if first.count() else group).first.focus()
        for _turn in range(group.count() + 1):
            if radio.is_checked():
                return self
            lone = not group.and_(self.page.locator(":checked")).count()
            self.page.keyboard.press("Space" if lone else "ArrowDown")
        raise AssertionError(f"the arrows do not reach {radio}")

    def _type_moment(self, field: Locator, text: str) -> None:
        """As the field asks for it: month, day, year, and the hour by the clock of twelve."""
        moment = dt.datetime.fromisoformat(text)
        self.page.keyboard.type(f"{moment:%m%d}")
        self.page.keyboard.type(f"{moment:%Y}")
        if field.evaluate("element => element.type") == "datetime-local":
            self.page.keyboard.press("ArrowRight")
            self.page.keyboard.type(f"{moment:%I%M%p}")


def in_geneva(moment: dt.datetime) -> str:
    """As a field for a moment wants it."""
    from forum.kit.clock import FORUM_ZONE

    return moment.astimezone(FORUM_ZONE).strftime("%Y-%m-%dT%H:%M")


def digests(text: str) -> list[str]:
    """Every SHA-256 that stands in a text."""
    return re.findall(r"\b[0-9a-f]{64}\b", text)
