"""Journey 3: three cities draft a declaration, agree on it, mayors sign it, the chair records its adoption."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.devices import adds_a_device
from tests.journeys.person import Person, digests, in_every_way, in_geneva

pytestmark = pytest.mark.browser
PURPOSE = "What a quiet night needs, said once and together."
TRAINS = "Invites the railways to sell one ticket for one night, whatever the number of borders;"
LIGHTS = "Decides to switch off what lights nobody between one and five in the morning:"
SHOPS = "The windows of closed shops;"
COUNT = "Requests the Committee to count the nights without noise in each city each year."
AMENDED = "Invites the railways to sell one ticket for one night, also for a bicycle;"


@dataclass
class Story:
    """Who takes part, and what they remember: the title, and where the text stands."""

    title: str
    people: Any
    forum: Any
    cast: dict[str, Person] = field(default_factory=dict)
    address: str = ""
    digest: str = ""

    def __getitem__(self, email: str) -> Person:
        if email not in self.cast:
            self.cast[email] = self.people(email)
        return self.cast[email]

    def moment(self, **ahead: float) -> str:
        return in_geneva(self.forum.now() + dt.timedelta(**ahead))

    def at_the_text(self, email: str) -> Person:
        return self[email].goes(self.address)


@in_every_way
def test_three_cities_draft_and_mayors_sign(way, people, forum):
    story = Story(f"Declaration on quiet nights ({way})", people, forum)
    delegates_of_three_cities_begin_a_declaration(story)
    they_draft_it_clause_by_clause(story)
    numbers_follow_the_order_and_ids_last(story)
    they_comment_on_clauses(story)
    the_lead_city_accepts_an_amendment(story)
    nobody_breaks_the_silence(story)
    the_text_is_frozen_and_opened_for_signature(story)
    four_mayors_sign_with_their_devices(story)
    one_withdraws(story)
    the_chair_records_the_adoption(story)
    everybody_reads_text_signatories_and_history(story)


def delegates_of_three_cities_begin_a_declaration(story):
    lead = story["delegate"].goes("/declarations").follows("Begin a declaration")
    lead.writes("Title", story.title).writes("Purpose", PURPOSE).marks("Resolution")
    lead.presses("Begin the declaration").reads(story.title, "drafting", "No paragraph yet")
    story.address = lead.page.url.removeprefix(lead.visit.address)
    lead.follows("Invite to the drafting")
    for city in ("Sainte-Rive", "Järvilinna"):
        lead.writes("City", city).presses("Invite the city").reads(f"{city} is in the drafting group.")
    for email in ("delegate.sainte-rive", "delegate.jarvilinna"):
        story[email].hears(f"Porto Claro invites your city to draft {story.title}").reads("drafted with", "Add a paragraph")
    stranger = story["delegate.wexmoor"]
    assert stranger.page.goto(stranger.visit.address + story.address).status == 404


def they_draft_it_clause_by_clause(story):
    lead = story.at_the_text("delegate").follows("Write the first paragraph")
    lead.picks("Kind", "Preambular").writes("Words", "We remember the night of the long trains").presses("Check the words")
    lead.reads("A preambular paragraph opens with a participle", "A preambular paragraph ends with a comma.")
    lead.writes("Words", "Recalling the night of the long trains,").presses("Check the words")
    lead.does_not_read("opens with a participle", "ends with a comma.").presses("Save")
    lead.reads("Recalling the night of the long trains,")

    second = story.at_the_text("delegate.sainte-rive").follows("Add a paragraph")
    second.picks("Kind", "Operative").writes("Words", LIGHTS.replace(":", ";")).presses("Save and add another")
    second.picks("Kind", "Sub-paragraph (a)").writes("Words", SHOPS).presses("Save").reads(SHOPS)

    third = story.at_the_text("delegate.jarvilinna").follows("Add a paragraph")
    third.picks("Kind", "Operative").writes("Words", TRAINS).presses("Save and add another")
    third.picks("Kind", "Operative").writes("Words", "The Committee counts the nights without noise;").presses(
        "Check the words"
    )
    third.reads("An operative paragraph opens with a verb", "The last paragraph ends with a full stop.")
    third.writes("Words", COUNT).presses("Save").reads("1. Decides", "(a) The windows", "2. Invites", "3. Requests")


def numbers_follow_the_order_and_ids_last(story):
    second = story.at_the_text("delegate.sainte-rive")
    second.reads("1. Decides to switch off")
    opens_notes(second, LIGHTS.replace(":", ";")).follows("Edit", within=paragraph(second, "Decides to switch off"))
    second.reads("A paragraph that opens a list ends with a colon.").writes("Words", LIGHTS).presses("Save")
    trains = paragraph(second, "Invites the railways").get_attribute("id")
    opens_notes(second, "Invites the railways").presses("Move up", within=paragraph(second, "Invites the railways"))
    opens_notes(second, "Invites the railways").presses("Move up", within=paragraph(second, "Invites the railways"))
    second.reads("1. Invites the railways", "2. Decides to switch off", "(a) The windows", "3. Requests")
    assert paragraph(second, "Invites the railways").get_attribute("id") == trains
    opens_notes(second, "Invites the railways").presses("Move down", within=paragraph(second, "Invites the railways"))
    opens_notes(second, "Invites the railways").presses("Move down", within=paragraph(second, "Invites the railways"))
    second.reads("1. Decides to switch off", "2. Invites the railways")


def paragraph(person: Person, words: str):
    return person.main.locator(".clause", has_text=words).first


def opens_notes(person: Person, words: str) -> Person:
    return person.opens("notes", within=paragraph(person, words))


def they_comment_on_clauses(story):
    third = story.at_the_text("delegate.jarvilinna")
    opens_notes(third, "Invites the railways").follows("Comment", within=paragraph(third, "Invites the railways"))
    third.reads("Paragraph 2").writes("Write a comment", "Our night train carries bicycles; could the ticket?")
    third.presses("Post the comment").reads("Our night train carries bicycles")
    lead = story.at_the_text("delegate")
    opens_notes(lead, "Invites the railways").follows("1 comment", within=paragraph(lead, "Invites the railways"))
    lead.reads("Our night train carries bicycles", "Eero Salmi")


def the_lead_city_accepts_an_amendment(story):
    lead = story.at_the_text("delegate").follows("Open the consultation")
    lead.writes("The consultation ends", story.moment(hours=2)).presses("Open the consultation")
    lead.reads("The consultation is open; every mayor is told.")
    third = story.at_the_text("delegate.jarvilinna").reads("consultation")
    opens_notes(third, "Invites the railways").follows("Amend", within=paragraph(third, "Invites the railways"))
    third.marks("Replaces the words").writes("Proposed words", AMENDED).presses("Propose the amendment")
    third.reads("Give a reason").writes("Reason", "Those who travel at night arrive where no bus runs yet.")
    third.presses("Propose the amendment").reads("The amendment is proposed", "Proposed by Eero Salmi", "paragraph 2")
    lead.hears(f"Järvilinna proposes an amendment to {story.title}").follows("Amendments").follows(
        "Amendment 1 of Järvilinna"
    )
    lead.marks("Accept").presses("Decide").reads("The words are in the text.", "accepted")
    story.at_the_text("delegate.jarvilinna").reads(AMENDED).does_not_read("whatever the number of borders")


def nobody_breaks_the_silence(story):
    story.at_the_text("bureau").opens("What you cannot do here").reads("The consultation runs until")
    story.forum.let_pass(hours=3)
    story.at_the_text("mayor.wexmoor").opens("What you cannot do here").reads("The consultation ended on", "can extend it")
    bureau = story.at_the_text("bureau").follows("Start the silence procedure")
    bureau.writes("Silence ends", story.moment(hours=1)).presses("Start the silence procedure")
    bureau.reads("The silence procedure runs; every mayor is told.", "Agreed unless a city breaks the silence before")
    chair = story.at_the_text("chair").opens("What you cannot do here").reads("The silence procedure still runs.")
    story.at_the_text("mayor.wexmoor").reads(COUNT, "Break the silence")
    story.forum.let_pass(hours=2)
    story.at_the_text("mayor.wexmoor").opens("What you cannot do here").reads("nobody broke it")
    chair.hears(f"Nobody broke the silence on {story.title}")


def the_text_is_frozen_and_opened_for_signature(story):
    chair = story["chair"].follows("Open for signature")
    chair.writes("Signing ends", story.moment(days=30)).presses("Open for signature")
    chair.reads("The text is frozen and open for signature", "Version 1, frozen on", "SHA-256", "Nobody has signed yet")
    shown = digests(chair.words())
    canonical = chair.main.get_by_role("link", name="Canonical text").get_attribute("href")
    written = chair.page.request.get(chair.visit.address + canonical).body()
    story.digest = hashlib.sha256(written).hexdigest()
    assert story.digest in shown
    lead = story.at_the_text("delegate").opens("What you cannot do here")
    lead.does_not_read("Add a paragraph").follows("Versions and comparison").reads("Version 1", story.digest)


def four_mayors_sign_with_their_devices(story):
    for email, city in SIGNATORIES.items():
        mayor = story[email]
        device = adds_a_device(mayor)
        mayor.goes("/desk").reads(story.title)
        mayor.hears(f"{story.title} is open for signature").follows("Read and sign").reads(
            AMENDED, story.digest, "Version 1"
        )
        device.fails()
        mayor.use(mayor.main.get_by_role("button", name=f"Sign for {city}", exact=True))
        expect(mayor.main.locator("[data-told]")).to_contain_text("Nothing was sent")
        mayor.does_not_read("Signed for")
        device.unlocks()
        mayor.presses("Try again").reads(f"Signed for {city}. The signature is stored.")
    story.at_the_text("mayor").reads("4 signatories")


SIGNATORIES = {
    "mayor.zelenohora": "Zelenohora",
    "mayor": "Porto Claro",
    "mayor.sainte-rive": "Sainte-Rive",
    "mayor.jarvilinna": "Järvilinna",
}


def one_withdraws(story):
    mayor = story.at_the_text("mayor.zelenohora").follows("Withdraw the signature of your city")
    mayor.use(mayor.main.get_by_role("button", name="Withdraw the signature"))
    expect(mayor.main.locator("[data-told]")).to_contain_text("Give a reason")
    mayor.writes("Reason", "The council wants to hear the shops first.").presses("Try again")
    mayor.reads("The signature is withdrawn. It stays on record", "3 signatories", "Withdrawn", "hear the shops first")


def the_chair_records_the_adoption(story):
    chair = story.at_the_text("chair").follows("Record the adoption")
    chair.writes("Adopted on", story.moment()[:10]).writes("Place", "Geneva").presses("Record the adoption")
    chair.reads("The adoption is recorded.", "in Geneva", "adopted")


def everybody_reads_text_signatories_and_history(story):
    public = story[""].goes("/declarations").follows(story.title).reads(story.title, "Adopted on", "in Geneva")
    public.reads("1. Decides", "(a) The windows", "2. Invites", "also for a bicycle", "3. Requests", story.digest)
    cities = public.main.locator("ol.signers .signers__city a")
    public.follows("By city")
    assert cities.all_inner_texts() == ["Järvilinna", "Porto Claro", "Sainte-Rive"]
    public.follows("By date")
    assert cities.all_inner_texts() == ["Porto Claro", "Sainte-Rive", "Järvilinna"]
    public.reads("Withdrawn", "Zelenohora signed on", "hear the shops first")
    public.reads("History", "Open for signature", "Adopted", "Ilse Maurer")
    assert public.page.locator("h1").inner_text() == story.title
