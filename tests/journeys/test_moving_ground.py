"""The moving ground: a comment on words stays with them while the text changes around it, and says when they are gone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person
from tests.journeys.writing import SAVED, Writer

pytestmark = pytest.mark.browser
TITLE = "Declaration on water that stays in the city"
QUOTE = "a lower fee for rain that stays on the plot"
TWIN = "Commit to keeping the rain of one hour on every square, with a lower fee for rain that stays on the plot;"
SELECT = """(element, words) => {
  const range = document.createRange();
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


def at_the_text(person: Person) -> Person:
    return person.goes("/declarations").follows(TITLE)


def paragraph(person: Person, words: str):
    return person.main.locator(".clause", has_text=words).first


def selects(person: Person, words: str) -> None:
    """With the mouse or a finger; the page then offers to comment on them."""
    text = paragraph(person, words).locator("[data-quotable]")
    assert text.evaluate(SELECT, words)
    expect(person.main.locator("[data-quote-offer] q")).to_have_text(words)


def marked(person: Person, address: str) -> str:
    """The words that are marked on the page of the paragraph, to which what is written live comes a moment later."""
    for _look in range(40):
        found = person.goes(address).main.locator("mark.quoted")
        if found.count():
            return found.inner_text()
        person.page.wait_for_timeout(500)
    raise AssertionError(f"nothing is marked on {address}: {person.words()}")


def rewrites(person: Person, uid: str, address: str, words: str) -> None:
    person.goes(f"{address}/clauses/{uid}/edit").writes("Words", words).presses("Save")


@pytest.mark.parametrize("way", ["wide"])
def test_a_comment_on_moving_ground(people, visitors, forum, way):
    group, lead = people("delegate.sainte-rive"), people("delegate")
    at_the_text(group)
    address = group.page.url.removeprefix(group.visit.address).partition("#")[0]
    here = paragraph(group, QUOTE)
    uid = here.get_attribute("id").removeprefix("clause-")
    selects(group, QUOTE)
    group.follows("Comment on these words").writes("Your comment", "Who pays for the lower fee?").presses("Post the comment")
    group.reads("Who pays for the lower fee?")
    own = f"{address}/clauses/{uid}"
    assert marked(group, own) == QUOTE

    it_moves(lead, address)
    assert marked(group, own) == QUOTE
    words_change_around_it_and_a_twin_appears(lead, address, uid)
    assert marked(group, own) == QUOTE
    heir = it_is_split_live(Writer(visitors(), "deputy", f"{address}/drafting"), uid)
    assert marked(group, f"{address}/clauses/{heir}") == QUOTE
    group.reads("Who pays for the lower fee?")
    group.goes(own).does_not_read("Who pays for the lower fee?")

    rewrites(lead, heir, address, "and to say who pays;")
    group.goes(f"{address}/clauses/{heir}").reads("Who pays for the lower fee?", QUOTE, "Text removed on", "by Jonas Weber")
    assert group.main.locator("mark.quoted").count() == 0
    group.goes(address).reads("Text removed on", TWIN)
    twin = paragraph(group, TWIN).get_attribute("id").removeprefix("clause-")
    assert group.goes(f"{address}/clauses/{twin}").main.locator("mark.quoted").count() == 0
    group.goes(f"{address}/clauses/{heir}").presses("Resolve").reads("The talk is resolved.")
    group.follows("Open talks").does_not_read("Who pays for the lower fee?")


def it_moves(lead: Person, address: str) -> None:
    lead.goes(address)
    here = paragraph(lead, QUOTE)
    lead.opens("notes", within=here).presses("Move down", within=here)


def words_change_around_it_and_a_twin_appears(lead: Person, address: str, uid: str) -> None:
    rewrites(lead, uid, address, f"Invite owners of large and of new roofs to join, each with {QUOTE}, from spring on;")
    lead.goes(address)
    twin = paragraph(lead, "Commit to keeping the rain").get_attribute("id").removeprefix("clause-")
    rewrites(lead, twin, address, TWIN)


def it_is_split_live(writer: Writer, uid: str) -> str:
    """In the editor somebody begins a new paragraph before the words; the uid of it."""
    writer.opens().reads_state(SAVED)
    before = writer.uids()
    writer.stands_in(uid, "Home").presses("Control+ArrowRight", "Control+ArrowRight", "Control+ArrowRight", "Enter")
    writer.reads_state(SAVED)
    expect(writer.page.locator(".draft__clause")).to_have_count(len(before) + 1)
    (heir,) = set(writer.uids()) - set(before)
    return heir
