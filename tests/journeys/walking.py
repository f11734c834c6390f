"""A person who walks through the forum: by pointer, on a phone, or by keyboard only, with the same sentences.

`walk.link("Cities")`, `walk.button("Decide")`, `walk.write("Email address", "...")` find things by the names that people
read or hear. Every type of page on the way is looked at once: nothing serious under axe-core, nothing over the edge.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Locator, Page, expect

from forum.desk.demo import PASSWORD
from tests.journeys.browsing import Visit

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
WIDE = """() => {
  const root = document.documentElement, edge = root.clientWidth;
  if (root.scrollWidth <= edge) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > edge + 1)
    .map((e) => e.outerHTML.slice(0, 160)).slice(-3);
}"""
ACTIVE = "e => e === document.activeElement"


@dataclass(frozen=True)
class Way:
    """How a person walks; `schemes` are those in which axe-core looks."""

    name: str
    width: int = 1440
    keys: bool = False
    schemes: tuple[str, ...] = ()

    @property
    def options(self) -> dict[str, Any]:
        return {"viewport": {"width": self.width, "height": 900}}


# One journey, walked three ways: `@in_every_way def test_...(visitors, way)`; the second and third in the long run.
WAYS = (Way("wide", schemes=("light", "dark")), Way("phone", width=320), Way("keyboard", keys=True))
in_every_way = pytest.mark.parametrize(
    "way", [pytest.param(way, id=way.name, marks=[pytest.mark.long] if way is not WAYS[0] else []) for way in WAYS]
)


def accessible(page: Page, *schemes: str) -> None:
    """Fails on what axe-core calls serious or critical, in light and in dark."""
    found = []
    page.evaluate(AXE)
    for scheme in schemes or ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for violation in page.evaluate(RUN)["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((scheme, violation["id"], violation["nodes"][0]["html"][:200]))
    page.emulate_media(color_scheme=None)
    assert not found, (page.url, found)


def people(visitors, way: Way, *names: str) -> dict[str, "Walk"]:
    """The people of a journey, each with a browser of their own; together they look at each type of page once."""
    seen: set[str] = set()
    return {name: Walk(visitors(**way.options), way, seen) for name in names}


@dataclass
class Walk:
    """One person in one browser; `seen` are the types of page that were looked at already."""

    visit: Visit
    way: Way
    seen: set[str] = field(default_factory=set)

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def go(self, path: str) -> "Walk":
        """An address that a person has: a link of a mail, a bookmark."""
        self.page.goto("about:blank")  # so that an address with a mark in it is asked for anew
        self.page.goto(path if path.startswith("http") else self.visit.address + path)
        return self.look()

    def sign_in(self, email: str, password: str = PASSWORD) -> "Walk":
        if not re.search(r"/sign-in\b", self.page.url):
            self.go("/sign-in")
        self.write("Email address", email if "@" in email else f"{email}@demo.example")
        self.write("Password", password)
        return self.button("Sign in")

    def look(self) -> "Walk":
        """What every page owes: it is ready, fits the width, and can be used by everybody."""
        self.visit.ready()
        kind = re.sub(r"/(\d+|[\w-]{30,})|\?.*|#.*", "/*", self.page.url)
        if kind not in self.seen:
            self.seen.add(kind)
            over = self.page.evaluate(WIDE)
            assert not over, f"{self.page.url} runs over the edge: {over}"
            if self.way.schemes:
                accessible(self.page, *self.way.schemes)
        return self

    # Acts. Those that lead to another page wait for it.

    def menu(self, name: str) -> "Walk":
        """Where every page leads: the bar on top, or the menu under one's name; on a phone that has everything."""
        above = self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True)
        if above.is_visible():
            return self._follow(above)
        self.press(self.page.locator(".menu summary"))
        return self._follow(self.page.locator(".menu").get_by_role("link", name=name, exact=True))

    def link(self, name: str | re.Pattern, within: Locator | None = None) -> "Walk":
        return self._follow(self._named("link", name, within))

    def button(self, name: str | re.Pattern, within: Locator | None = None) -> "Walk":
        return self._follow(self._named("button", name, within))

    def press(self, place: Locator) -> None:
        if not self.way.keys:
            place.click()
            return
        self.reach(place)
        self.page.keyboard.press("Enter")

    def reach(self, place: Locator) -> None:
        """By Tab: from the place before it, whatever that is."""
        place.focus()
        self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("Tab")
        assert place.evaluate(ACTIVE), f"Tab does not reach {place}"

    def write(self, label: str, words: str) -> None:
        place = self.main.get_by_label(label, exact=True)
        if not self.way.keys:
            place.fill(words)
            return
        place.focus()
        if place.get_attribute("type") == "date":
            year, month, day = words.split("-")
            self.page.keyboard.type(f"{month}{day}{year}")
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(words)
        assert place.input_value() == words

    def choose(self, label: str, option: str) -> None:
        place = self.main.get_by_label(label, exact=True)
        if not self.way.keys:
            place.select_option(label=option)
            return
        self.reach(place)
        names = place.locator("option").all_inner_texts()
        self.page.keyboard.press("Home")
        for _step in range(names.index(option)):
            self.page.keyboard.press("ArrowDown")
        assert place.evaluate("e => e.selectedOptions[0].text") == option

    def tick(self, label: str | re.Pattern, within: Locator | None = None) -> None:
        """A box, or one of several."""
        place = (within or self.main).get_by_label(label, exact=isinstance(label, str)).first
        if not self.way.keys:
            place.check()
            return
        place.focus()
        self.page.keyboard.press("Space")
        expect(place).to_be_checked()

    def twice(self, name: str) -> "Walk":
        """A button pressed twice by an impatient hand; the second press breaks the first one's answer off."""
        place, before = self._named("button", name, None), self.page.url
        if self.way.keys:
            self.reach(place)
            self.page.keyboard.press("Enter")
            self.page.keyboard.press("Enter")
        else:
            place.dblclick(no_wait_after=True)
        expect(self.page).not_to_have_url(before, timeout=15_000)
        return self.look()

    def in_a_new_tab(self) -> None:
        """Closes the one that is open; what the browser keeps stays."""
        old = self.page
        self.visit.page = old.context.new_page()
        self.visit.watch()
        old.close()

    # What one sees.

    def value(self, label: str) -> str:
        return self.main.get_by_label(label, exact=True).input_value()

    def sees(self, *words: str | re.Pattern) -> "Walk":
        for one in words:
            assert self._waits_for(one, True), f"not on {self.page.url}: {one}\n{self.main.inner_text()[:3000]}"
        return self

    def does_not_see(self, *words: str) -> "Walk":
        for one in words:
            assert self._waits_for(one, False), f"on {self.page.url}: {one}"
        return self

    def _waits_for(self, words: str | re.Pattern, there: bool) -> bool:
        try:
            expecting = expect(self.main)
            (expecting.to_contain_text if there else expecting.not_to_contain_text)(words)
        except AssertionError:
            return False
        return True

    def _named(self, role: Any, name: str | re.Pattern, within: Locator | None) -> Locator:
        return (within or self.main).get_by_role(role, name=name, exact=isinstance(name, str))

    def _follow(self, place: Locator) -> "Walk":
        with self.page.expect_navigation(wait_until="load"):
            self.press(place)
        return self.look()
