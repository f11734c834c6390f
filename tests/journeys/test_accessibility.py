"""Every page type under axe-core, light at 1440 px and dark at 320: nothing serious or critical, nothing over the edge."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.journeys.screenshots import NOBODY, PAGES, opened

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
PEOPLE = sorted({who for shot in PAGES for who in shot.who})
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), pytest.param("dark", 320, marks=pytest.mark.long)])
@pytest.mark.parametrize("who", PEOPLE)
def test_nothing_serious_on_any_page(visitors, who, scheme, width):
    visit = visitors(viewport={"width": width, "height": 900}, color_scheme=scheme)
    if who != NOBODY:
        visit.sign_in(who)
    found, seen = [], 0
    for shot in [shot for shot in PAGES if who in shot.who]:
        if not opened(visit, shot):
            continue
        seen += 1
        visit.page.evaluate(AXE)
        for violation in visit.page.evaluate(RUN)["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((shot.name, violation["id"], violation["nodes"][0]["html"][:160]))
        if visit.page.evaluate(WIDE):
            found.append((shot.name, "runs over the edge", ""))
    assert not found and seen
