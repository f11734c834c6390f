"""The bell: a form that was opened before the deadline and sent after it is refused, keeps its words, and has a way out."""

import datetime as dt

import pytest

from tests.journeys.person import Person, in_every_way, in_geneva

pytestmark = pytest.mark.browser
TITLE = "Declaration on shade as a public service"
CORNERS = "Invites all cities to map the hottest corner of each quarter and to publish the map;"
WHY = "A corner can be changed within a year."


def at_the_text(person: Person) -> Person:
    return person.goes("/declarations").follows(TITLE)


def rings_in(lead: Person, forum, minutes: int) -> None:
    """The lead city gives the consultation another deadline, and says why."""
    at_the_text(lead).follows("Change the deadline")
    lead.writes("The consultation ends", in_geneva(forum.now() + dt.timedelta(minutes=minutes)))
    lead.presses("Change the deadline").reads("Give a reason")
    lead.writes("Reason", "The interpreters need the evening.").presses("Change the deadline")
    lead.reads("The deadline is changed; every mayor is told.", "can propose amendments until", "Deadline changed")


def opens_the_form(person: Person) -> Person:
    at_the_text(person).reads("can propose amendments until", "Geneva")
    paragraph = person.main.locator(".clause", has_text="map the hottest hundred metres").first
    person.opens("notes", within=paragraph).follows("Amend", within=paragraph, exact=True)
    return person.marks("Replaces the words").writes("Proposed words", CORNERS).writes("Reason", WHY)


@in_every_way
def test_a_form_that_is_sent_after_the_bell(people, forum, way):
    lead, city = people("mayor.valdoro"), people("delegate.wexmoor")
    rings_in(lead, forum, 6)
    opens_the_form(city)
    forum.let_pass(minutes=12)
    city.presses("Propose the amendment")
    city.reads(
        "The consultation ended on", "amendments and suggestions are taken until its deadline",
        "Valdoro, which leads, or the Bureau can extend it with a reason. Your words stay on this page.",
    )  # fmt: skip
    assert city.labelled("Proposed words").input_value() == CORNERS
    assert city.labelled("Reason").input_value() == WHY
    city.presses("Try again").reads("The consultation ended on")
    at_the_text(people("mayor.wexmoor")).opens("What you cannot do here").reads("The consultation ended on")
    rings_in(lead, forum, 60)
    city.presses("Try again").reads("The amendment is proposed", "Proposed by")
    at_the_text(city).reads("The interpreters need the evening.")
