"""Two cities amend the same words; one is accepted, the other is told, writes anew from what is carried, and is accepted."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.journeys.person import Person, in_every_way, in_geneva

pytestmark = pytest.mark.browser
CLAUSE = "Invites all cities to light the last hundred metres of each way to school;"
SAFE = "Urges all cities to light the last hundred metres of each way to school;"
CALM = "Asks all cities to light and calm the last hundred metres of each way to school;"
CARRIED = "Urges all cities to light and calm the last hundred metres of each way to school;"


@dataclass
class Story:
    title: str
    people: Any
    forum: Any
    cast: dict[str, Person] = field(default_factory=dict)
    address: str = ""

    def __getitem__(self, email: str) -> Person:
        if email not in self.cast:
            self.cast[email] = self.people(email)
        return self.cast[email]

    def at(self, email: str, place: str = "") -> Person:
        return self[email].goes(self.address + place)


@in_every_way
def test_two_cities_amend_the_same_words(way, people, forum):
    story = Story(f"Declaration on lit ways ({way})", people, forum)
    a_city_writes_a_text_and_opens_the_consultation(story)
    two_cities_amend_the_same_words_and_one_asks_for_a_sponsor(story)
    the_lead_accepts_one_and_the_other_is_told(story)
    the_other_writes_anew_from_what_is_carried(story)
    the_lead_decides_on_the_table_and_applies(story)
    the_history_names_whose_words_they_are(story)


def a_city_writes_a_text_and_opens_the_consultation(story):
    lead = story["delegate"].goes("/declarations").follows("Begin a declaration")
    lead.writes("Title", story.title).writes("Purpose", "Light where children walk.").marks("Resolution")
    lead.presses("Begin the declaration")
    story.address = lead.page.url.removeprefix(lead.visit.address)
    lead.follows("Write the first paragraph").picks("Kind", "Operative").writes("Words", CLAUSE).presses("Save")
    lead.follows("Open the consultation")
    lead.writes("The consultation ends", in_geneva(story.forum.now() + dt.timedelta(days=3))).presses(
        "Open the consultation"
    )


def proposes(person: Person, words: str, reason: str, asked: str = "") -> None:
    person.follows("Amendments").presses("Write the amendment").marks("Replaces the words")
    person.writes("Proposed words", words).writes("Reason", reason)
    if asked:
        person.writes("Cities asked to sponsor it", asked)
    person.presses("Propose the amendment").reads("The amendment is proposed")


def two_cities_amend_the_same_words_and_one_asks_for_a_sponsor(story):
    proposes(story.at("delegate.jarvilinna"), SAFE, "In our winter it is dark at three.")
    proposes(story.at("delegate.wexmoor"), CALM, "Light without slow cars is half of it.", "Zelenohora, Valdoro")
    asked = story["delegate.zelenohora"].hears(f"Wexmoor asks your city to sponsor an amendment to {story.title}")
    asked.reads("Your city is asked to sponsor it", "light and calm").marks("Sponsor the amendment").presses("Answer")
    asked.reads("Your city sponsors this amendment.")
    declines = (
        story.at("delegate.valdoro", "/amendments/2").marks("Decline").writes("Reason", "We have no slow streets yet.")
    )
    declines.presses("Answer").reads("Declined; the proposing city is told.", "We have no slow streets yet.")


def the_lead_accepts_one_and_the_other_is_told(story):
    lead = story.at("delegate", "/amendments").follows("Amendment 1 of Järvilinna")
    lead.marks("Accept").presses("Decide").reads("The words are in the text.", "accepted")
    lead.goes(f"{story.address}/amendments").reads("Collides with amendment 1 of Järvilinna.")


def the_other_writes_anew_from_what_is_carried(story):
    other = story["delegate.wexmoor"].hears(f"Your city's amendment to {story.title} collides with what was decided")
    other.reads("collides", "Amendment 1 of Järvilinna was accepted and changes the same words.", SAFE)
    other.follows("Write it anew").reads("What you proposed", "What stands now")
    assert other.main.get_by_label("Your words, written anew").input_value() == CARRIED
    other.presses("Propose these words").reads("The amendment is written anew", "open")


def the_lead_decides_on_the_table_and_applies(story):
    lead = story["delegate"].hears(f"Wexmoor wrote an amendment to {story.title} anew after a collision")
    lead.follows("Decide on all amendments together").reads("Decide on the amendments", "with Zelenohora")
    lead.marks("Accept")
    lead.main.get_by_text("Saved on the server").wait_for()
    lead.reads("The paragraph becomes").presses("Read the whole result").reads("1 accepted, 0 rejected, 0 left open")
    lead.presses("Apply these decisions").reads("1 amendment is decided.")
    story.at("delegate.jarvilinna").reads(CARRIED)


def the_history_names_whose_words_they_are(story):
    reader = story.at("delegate.jarvilinna", "/amendments/2").follows("paragraph 1")
    reader.reads("amendment 2 of Wexmoor, accepted by Jonas Weber", "amendment 1 of Järvilinna, accepted by Jonas Weber")
