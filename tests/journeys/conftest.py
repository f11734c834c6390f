"""What journeys need: the demo served from a database of its own, and visitors in Chromium.

`forum` is a running forum for one test module (its own copy of the demo); `visitor` is one browser at 1440 px; `visitors`
makes more of them, each a person of their own: `visitors(viewport={"width": 320, "height": 800}).sign_in("mayor")`.
"""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.running import Forum
from tests.journeys import browsing
from tests.journeys.person import WAYS, Person


@pytest.fixture(scope="session")
def playwright():
    from playwright.sync_api import sync_playwright

    browsing.chromium()
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright):
    launched = browsing.launch(playwright)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory):
    """FORUM_LOADED=folder takes a demo that was loaded before, for who writes a journey and runs it often."""
    if os.environ.get("FORUM_LOADED"):
        return Path(os.environ["FORUM_LOADED"])
    folder = tmp_path_factory.mktemp("demo")
    forum = Forum(folder)
    forum.start()
    forum.stop()
    return folder


@pytest.fixture(scope="module")
def forum(loaded_demo, tmp_path_factory):
    folder = browsing.copy_of(loaded_demo, tmp_path_factory.mktemp("forum") / "copy")
    running = Forum(folder, FORUM_TEST_CLOCK=str(folder / "clock"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def visitors(browser, forum):
    """Makes visitors; after the test none of them may have met an error or a refusal of the content policy."""
    with ExitStack() as stack:
        made = []

        def one(**options) -> browsing.Visit:
            made.append(stack.enter_context(browsing.visit(browser, forum.address, **options)))
            return made[-1]

        yield one
        complaints = [complaint for visit in made for complaint in visit.complaints]
        assert not complaints, complaints


@pytest.fixture
def people(visitors, way):
    """Makes people for a journey: `people("mayor")` has an account, `people()` is the public."""

    seen: set[str] = set()

    def one(email: str = "") -> Person:
        return Person(visitors(**WAYS[way]), way, email, seen).comes()

    return one


@pytest.fixture
def visitor(visitors):
    return visitors()


@pytest.fixture
def page(visitor):
    """Playwright's page of the one visitor; paths are relative: `page.goto("/experiences")`."""
    return visitor.page
