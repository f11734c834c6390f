"""The desk of the secretariat at 320 px: what is read comes first, and what is filled in can be touched."""

import pytest

pytestmark = pytest.mark.browser


def test_what_is_read_stands_before_the_list(visitors):
    visit = visitors(viewport={"width": 320, "height": 900}).sign_in("editor")
    page = visit.go("/queue")
    assert not page.locator("#reading").is_visible(), "an empty pane takes no room"
    page = visit.go("/queue?open=10")
    pane, table = page.locator("#reading").bounding_box(), page.locator(".queue__table").bounding_box()
    assert pane["y"] + pane["height"] <= table["y"]


def test_what_is_filled_in_can_be_touched(visitors):
    visit = visitors(viewport={"width": 320, "height": 900}).sign_in("editor")
    page = visit.go("/queue/checklist")
    heights = page.locator(".queue__item input[name=text]").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert heights and min(heights) >= 44
    page = visit.go("/queue")
    page.locator("tbody input[type=checkbox]").first.check()
    heights = page.locator(".queue__act :is(input, select, button)").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert heights and min(heights) >= 40


def test_a_name_without_spaces_breaks(visitors):
    """Sponsors, crumbs and the heads of sections: a city's name can be one word of sixty letters."""
    page = visitors(viewport={"width": 320, "height": 900}).go("/cities/wexmoor")
    page.evaluate("""() => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replaceAll('Wexmoor', 'W' + 'exmoor'.repeat(10));
    }""")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
