"""People with a device that keeps passkeys, the mails they get, and what their browsers send while they sign."""

import re
from typing import Any

from playwright.sync_api import Page, Route

from forum.desk.demo import PASSWORD
from tests.journeys.authenticator import Authenticator, authenticator
from tests.journeys.person import Person

ACTS = """() => addEventListener("click", (event) => {
  if (event.isTrusted) sessionStorage.acts = Number(sessionStorage.acts || 0) + 1;
}, true)"""


def adds_a_device(person: Person) -> Authenticator:
    """By the pages of the settings, with the password: the key is made, named and enrolled for the office."""
    device = authenticator(person.page)
    person.goes("/settings/passkeys/new")
    if "Confirm that it is you" in person.words():
        person.writes("Your password", PASSWORD).presses("Confirm with the password")
    person.writes("Name of the device", "My telephone").presses("Add this device")
    office = person.main.get_by_role("button", name=re.compile("^Enrol it as")).inner_text()
    person.presses(office).reads("signs from now on")
    return device


def leaves(person: Person) -> None:
    """The session is gone from this browser, as on the next morning."""
    person.page.context.clear_cookies()


def mailed(secretary: Person, email: str, words: str) -> str:
    """The address behind the button of the newest mail to somebody that says this, as the demo's outbox shows it."""
    path = "/outbox"
    while path:
        secretary.visit.go(path)
        rows = secretary.main.locator("tr", has_text=f"{email}@demo.example").filter(has_text=words)
        for place in [row.get_by_role("link").first.get_attribute("href") for row in rows.all()]:
            secretary.visit.go(place or "")
            found = re.search(r"(/declarations/\d+/signature\?letter=\S+)", secretary.main.inner_text())
            if found:
                return found[1]
            secretary.visit.go(path)
        following = secretary.main.locator(".pager__next")
        path = following.get_attribute("href") or "" if following.count() else ""
    raise AssertionError(f"no mail to {email} leads to a signature")


def counts_acts(person: Person) -> None:
    """From now on every press of this person is counted, by pointer and by key."""
    person.page.context.add_init_script(f"({ACTS})()")


def acts(person: Person) -> int:
    return int(person.page.evaluate("sessionStorage.acts || 0"))


class Held:
    """The browser's last word, what the device said, waits on its way to the forum."""

    def __init__(self, page: Page, path: str = "**/signature") -> None:
        self.page, self.path, self.body = page, path, ""
        self.route: Route | None = None
        page.route(path, self._hold)

    def _hold(self, route: Route) -> None:
        if route.request.method != "POST" or self.route is not None:
            route.continue_()
            return
        self.route, self.body = route, route.request.post_data or ""

    def waits(self) -> "Held":
        for _look in range(100):
            if self.route is not None:
                return self
            self.page.wait_for_timeout(100)
        raise AssertionError("the browser sent nothing")

    def goes(self) -> None:
        assert self.route is not None
        self.route.continue_()
        self.page.unroute(self.path)


def sends_again(page: Page, request: Any) -> dict[str, Any]:
    """The same bytes once more, from the same page: a replay."""
    answer = page.request.fetch(
        request.url, method="POST", headers=request.headers, data=request.post_data_buffer, max_redirects=0
    )
    said: dict[str, Any] = answer.json()
    return said | {"status": answer.status}
