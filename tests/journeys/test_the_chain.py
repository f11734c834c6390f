"""A reader without an account walks the whole chain by clicks, and finds what a number means and which rows it counts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import accessible

pytestmark = pytest.mark.browser
BEGIN, ASKED = "Bus lanes only where the bus waits", "Lanes for buses where they wait"
# What each link of the chain leads to: its kind, its name, and what the reader finds there in the heading or the text.
LINKS = (
    ("Clause", "Declaration on a bus that comes", "Declaration on a bus that comes"),
    ("Recommendation", ASKED, ASKED),
    ("Forwarded to", "Working Party on City Transport", "Demonstration Working Party on City Transport"),
    ("Answer", "endorsed the recommendation", "DEMO/TRANS/2026/4, paragraph 12 (b)"),
    ("A city does this now", "Valdoro", "Valdoro gives buses their own lane wherever they wait for more than a minute."),
    ("New experience", "A lane along the harbour", "A lane along the harbour, where the tram waited"),
)


def follow(visit, place):
    place.click()
    visit.page.wait_for_load_state("load")
    return visit.ready().get_by_role("main")


def test_a_reader_walks_the_whole_chain(visitors):
    visit = visitors()
    page = visit.go("/experiences")
    main = follow(visit, page.get_by_role("main").get_by_role("link", name=BEGIN).first)
    part = main.locator("section", has=page.get_by_role("heading", name="Where this went"))
    main = follow(visit, part.get_by_role("link", name="The whole chain, with its picture"))
    expect(main.get_by_role("heading", level=1)).to_have_text("Where this experience went")
    chain, begun = page.url, main.get_by_role("region", name=ASKED).locator("li")
    names = main.locator("figure svg a").evaluate_all("boxes => boxes.map(box => box.getAttribute('aria-label'))")
    for kind, name, found in LINKS:
        assert any(one.startswith(f"{kind}: ") and name in one for one in names), (kind, names)
        main = follow(visit, begun.filter(has_text=re.compile(f"^{kind}")).get_by_role("link", name=name))
        expect(main).to_contain_text(found)
        if kind == "Clause":
            expect(main.locator(page.evaluate("location.hash"))).to_be_visible()
        page.goto(chain)
        visit.ready()


def test_a_finger_opens_what_a_number_counts_on_every_page_that_shows_it(visitors):
    """The front page, the list of numbers and a report, on a narrow screen; another mark closes the first."""
    visit = visitors(viewport={"width": 320, "height": 800}, has_touch=True)
    page = visit.page
    for path in ("/", "/numbers", "/papers?kind=report"):
        visit.go(path)
        if "papers" in path:
            follow(visit, page.get_by_role("main").locator("h3 a").first)
        marks = page.get_by_role("main").get_by_role("button", name=re.compile("^What counts: "))
        for mark in (marks.first, marks.last):
            mark.tap()
            words = page.locator(f"#{mark.get_attribute('popovertarget')}")
            expect(words).to_be_visible()
            expect(page.locator(":popover-open")).to_have_count(1)
            box = words.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320, path
        assert mark.bounding_box()["width"] >= 24 and mark.bounding_box()["height"] >= 24


def test_a_number_says_what_it_counts_and_leads_to_its_rows(visitors):
    visit = visitors()
    page = visit.go("/tracker")
    main = page.get_by_role("main")
    tally = main.locator(".tally", has_text="Recommendations answered").first
    words, mark = tally.get_by_text("at least one body has answered"), tally.get_by_role("button", name="What counts")
    expect(words).to_be_hidden()
    expect(mark).to_have_accessible_description(re.compile("at least one body has answered"))
    tally.get_by_role("link").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(words).to_be_visible()
    accessible(page, "light", "dark")
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    expect(mark).to_be_focused()
    mark.hover()
    expect(words).to_be_visible()
    page.mouse.move(0, 0)
    expect(words).to_be_hidden()
    count = int(tally.locator("b").inner_text())
    page.keyboard.press("Shift+Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visit.ready()
    expect(main.get_by_role("heading", level=1)).to_have_text(f"Recommendations answered: {count}")
    expect(main).to_contain_text("to which at least one body has answered")
    rows = main.locator("tbody tr, .rows > li")
    expect(rows).to_have_count(count)
    title = rows.first.get_by_role("link").inner_text()
    follow(visit, rows.first.get_by_role("link"))
    expect(main.get_by_role("heading", level=1)).to_have_text(title)
