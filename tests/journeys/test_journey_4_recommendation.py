"""Journey 4: paragraph 3 of a declaration becomes a recommendation, and the answer of the body comes back to the cities."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.journeys.person import Person, in_every_way, in_geneva

pytestmark = pytest.mark.browser
DECLARATION = "Declaration on warm homes and fair heat"
CLAUSE = "Requests the Committee to develop guidance on measuring heat"
EXPERIENCE = "Heat measured in two streets that were renewed"
BODY = "Demonstration Committee on Urban Affairs"
POINTS = ("Which winters were measured?", "Who measured them?")
COVER = "Two cities ask; the figures are those that they published."
WORDS = "The Committee welcomed the method and asked for a report."


@dataclass
class Story:
    """Who takes part, what they ask for, and where it stands."""

    title: str
    people: Any
    forum: Any
    cast: dict[str, Person] = field(default_factory=dict)
    address: str = ""

    def __getitem__(self, email: str) -> Person:
        if email not in self.cast:
            self.cast[email] = self.people(email)
        return self.cast[email]

    def day(self, **ahead: float) -> str:
        return in_geneva(self.forum.now() + dt.timedelta(**ahead))[:10]

    def in_the_queue(self, email: str) -> Person:
        """By the words of its title: the queue is longer than a page."""
        person = self[email].finds_in_menu("Queue").opens("Narrow down and order")
        return person.writes("Words of the title", self.title).presses("Show").follows(self.title)

    def at_it(self, email: str) -> Person:
        return self[email].goes(self.address)


@in_every_way
def test_paragraph_3_becomes_a_recommendation_that_is_answered(way, people, forum):
    story = Story(f"A method for heat saved in homes that people live in ({way})", people, forum)
    a_mayor_begins_it_from_paragraph_3(story)
    an_experience_stands_beside_the_clause(story)
    a_second_city_sponsors_it(story)
    it_is_submitted_and_assigned(story)
    it_is_returned_with_two_points_and_answered(story)
    it_is_accepted_and_cleared_by_the_bureau(story)
    one_prepares_the_forwarding_another_confirms_it(story)
    it_is_considered_and_the_answer_is_entered(story)
    sponsors_signatories_and_followers_find_it_in_their_mail(story)
    and_in_their_inboxes(story)
    the_city_page_shows_the_chain(story)


def a_mayor_begins_it_from_paragraph_3(story):
    mayor = story["mayor"].goes("/declarations").follows(DECLARATION).follows(DECLARATION_PARAGRAPH, exact=True)
    mayor.reads("Paragraph 3", CLAUSE).follows("Make it the basis of a recommendation")
    mayor.reads("It rests on this clause", CLAUSE).writes("Title", story.title).marks(BODY)
    mayor.writes("What is asked (ask 1)", "To publish one method for measuring the heat that a renewal saves.")
    mayor.writes("Why", "Two cities measured in two ways, and nobody can compare them.").presses("Keep the draft")
    mayor.reads("The draft is kept.", story.title, "Draft", "Clause of a declaration", CLAUSE)
    story.address = mayor.page.url.removeprefix(mayor.visit.address)


DECLARATION_PARAGRAPH = "3."


def an_experience_stands_beside_the_clause(story):
    mayor = story.at_it("mayor").follows("Choose the evidence").writes("Search", "heat streets").presses("Search")
    mayor.presses(f"Add {EXPERIENCE}").reads("Added to the evidence.")
    mayor.follows("Back to the recommendation").reads("Experience", EXPERIENCE, "Clause of a declaration", CLAUSE)


def a_second_city_sponsors_it(story):
    mayor = story.at_it("mayor").follows("Invite a city").writes("Invite a city", "Järvilinna").presses("Invite")
    mayor.reads("Järvilinna was asked to sponsor it.")
    second = story["mayor.jarvilinna"].hears(f"Porto Claro invites your city to sponsor {story.title}")
    second.reads(CLAUSE).presses("Sponsor it for my city").reads("Your city sponsors this")
    second.reads("Aino Lehto", "agreed on")


def it_is_submitted_and_assigned(story):
    mayor = story.at_it("mayor").follows("Submit").reads("Every city that was asked has agreed.").presses("Submit")
    mayor.reads("Submitted.", story.title)
    editor = story.in_the_queue("editor").reads("Submitted", BODY, "Järvilinna")
    editor.follows("Assign").picks("Who screens it", "Mira Sand").writes("Due", story.day(days=7)).presses("Assign")
    editor.reads("Assigned.", "Screened by Mira Sand", "Screening")


def it_is_returned_with_two_points_and_answered(story):
    editor = story["editor"].follows("Return with points").writes("What point 1 asks", POINTS[0])
    editor.presses("Add a point").writes("What point 2 asks", POINTS[1]).presses("Return with points")
    editor.reads("Returned with points.", *POINTS)
    mayor = story["mayor"].hears(f"{story.title} was returned with numbered points")
    mayor.reads("The secretariat asks about 2 points.").follows("Answer")
    mayor.reads("2 points wait for your answer.", *POINTS)
    mayor.writes("Answer to point 1", "Those of the last two years.").presses("Save and submit again")
    mayor.reads("Not every point is answered yet: 2.").writes("Answer to point 2", "The utilities of both cities.")
    mayor.presses("Save and submit again").reads("Submitted again with your answers.")


def it_is_accepted_and_cleared_by_the_bureau(story):
    editor = story.in_the_queue("editor")
    editor.reads("Those of the last two years.", "The utilities of both cities.").follows("Accept").presses("Accept")
    editor.reads("Accepted. The Bureau clears it next.")
    bureau = story["bureau"].hears(f"The secretariat accepted {story.title}")
    bureau.follows("Clear for forwarding").presses("Clear for forwarding")
    bureau.reads("Cleared for forwarding.", "Cleared by the Bureau")


def one_prepares_the_forwarding_another_confirms_it(story):
    assert story[""].page.goto(story[""].visit.address + story.address).status == 404
    editor = story.in_the_queue("editor").follows("Prepare the forwarding")
    editor.picks("Session", "Fourth session").presses("Prepare the forwarding").reads("Write the cover note.")
    editor.writes("Cover note", COVER).presses("Prepare the forwarding").reads("Prepared. Another person confirms it.")
    editor.opens("What others do next").reads("Only an approver of the secretariat does this.")
    approver = story["approver"].hears(f"The forwarding of {story.title} waits for a second person")
    story.in_the_queue("approver").reads(COVER, "Mira Sand").follows("Confirm the forwarding")
    approver.presses("Confirm the forwarding").reads("Forwarded. Everybody can read it now.")


def it_is_considered_and_the_answer_is_entered(story):
    reader = story["observer"].goes("/recommendations").follows(story.title).reads("Forwarded", COVER)
    reader.presses("Follow").reads("You follow this.")
    editor = story.at_it("editor").follows("Record the consideration").writes("Considered on", story.day())
    editor.presses("Record the consideration").reads("Recorded.", "Considered").follows("Enter the answer")
    editor.picks("What the body did", "welcomed").writes("Symbol of the report", "DEMO/URB/2027/3")
    editor.writes("Paragraph", "paragraph 14").writes("Day of the answer", story.day())
    editor.writes("Words of the report", WORDS).presses("Enter the answer")
    editor.reads("The answer stands on the page, and everybody is told.", "DEMO/URB/2027/3", "paragraph 14", WORDS)


HEARERS = {
    "mayor": "because your city is a sponsor",
    "mayor.jarvilinna": "because your city is a sponsor",
    "mayor.wexmoor": "because you signed",
    "observer": "because you follow this",
}


def sponsors_signatories_and_followers_find_it_in_their_mail(story):
    """The next morning brings the digest; in the demonstration it can be read in the outbox."""
    story.forum.let_pass(days=1)
    editor = story["editor"].signs_in()
    for email in HEARERS:
        mail_to(editor, email).reads(f"{BODY} answered {story.title}")


def and_in_their_inboxes(story):
    for email, why in HEARERS.items():
        person = story[email].signs_in() if email in story.cast else story[email]
        person.hears(f"{BODY} answered {story.title}", why).reads("DEMO/URB/2027/3", "welcomed")


def mail_to(editor: Person, email: str) -> Person:
    """The newest digest to somebody."""
    editor.finds_in_menu("Outbox")
    for _second in range(20):
        if re.search(rf"\b{re.escape(email)}@demo\.example", editor.words()):
            break
        editor.page.wait_for_timeout(500)
        editor.goes("/outbox")
    return editor.follows(f"{email}@demo.example", exact=True)


def the_city_page_shows_the_chain(story):
    public = story.at_it("").follows("Porto Claro", within=story[""].main.locator(".sponsors"))
    chain = public.main.locator("ol.chain", has_text=story.title)
    kinds = [text.split(",")[0].strip() for text in chain.locator("li > span:first-child").all_inner_texts()]
    assert kinds == ["Experience", "Clause", "Recommendation", "Forwarded to", "Answer"], kinds
    public.follows("welcomed", within=chain).reads(WORDS, "DEMO/URB/2027/3")
