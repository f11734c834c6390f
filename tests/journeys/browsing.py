"""A visitor in Chromium: signs in, and remembers everything that the browser complained about."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

from forum.desk.demo import PASSWORD
from tests import services

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# What the browser writes down when a page answers as it should: a refused form, a page that is not there.
EXPECTED = "Failed to load resource: the server responded with a status of 4"


def chromium() -> str:
    """The path of Debian's Chromium; a test without it is skipped, or fails in the full run."""
    found = os.environ.get("FORUM_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return found or str(services.missing("Chromium"))


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))


@dataclass
class Visit:
    """`page` is Playwright's; paths are relative to the forum. Complaints fail the test that made the visit."""

    page: Page
    address: str
    script: bool = True
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> "Visit":
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return self

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.ready()

    def ready(self) -> Page:
        """The page once every behaviour that it asked for is at work; at once where scripts are off."""
        if self.script:
            self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visit":
        """By the form, as a person does; `email` may be the part before @demo.example."""
        self.go("/sign-in")
        self.page.get_by_label("Email").fill(email if "@" in email else f"{email}@demo.example")
        self.page.locator("input[name=password]").fill(password)
        with self.page.expect_navigation():
            self.page.locator("main form button").first.click()
        self.ready()
        assert "/sign-in" not in self.page.url, self.page.locator("main").inner_text()[:400]
        return self

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.complaints.append(f"{self.page.url}: {message.text}")


def sign_in(page: Page, email: str, password: str = PASSWORD) -> Page:
    """The same for a page of one's own; its forum is the one that it has open, or the context's base address."""
    Visit(page, "").sign_in(email, password)
    return page


@contextmanager
def visit(browser: Browser, address: str, **options) -> Iterator[Visit]:
    """A fresh visitor; `options` go to Playwright's context: viewport, color_scheme, java_script_enabled, locale."""
    context: BrowserContext = browser.new_context(
        base_url=address, **({"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"} | options)
    )
    context.set_default_timeout(15_000)
    try:
        yield Visit(context.new_page(), address, options.get("java_script_enabled", True)).watch()
    finally:
        context.close()


def copy_of(loaded: Path, target: Path) -> Path:
    return Path(shutil.copytree(loaded, target))
