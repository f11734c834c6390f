"""After the signature: a correction that a signatory objects to, and "this was not me" until it is settled."""

import pytest

from tests.journeys.person import in_every_way

pytestmark = pytest.mark.browser
TITLE, OPEN = "Declaration on warm homes and fair heat", "Declaration on safe ways to school"
LAST = "Fitters, in the same number as the renewals of the next year need"


@in_every_way
def test_a_correction_falls_with_one_objection_and_comes_back_as_substance(way, people):
    chair, mayor, reader = people("chair"), people("mayor"), people()
    chair.goes("/declarations").follows(TITLE).follows("Issue a new version")
    chair.writes("Paragraph 5 (b)", f"{LAST} in 40 cities.")
    chair.presses("Keep the working text").reads("This looks like substance", "a number 40")
    chair.marks("Wording only")
    chair.writes("Reason", "A word was left out when the text was typed.")
    chair.marks("The meaning stays the same all the same")
    chair.presses("Issue the version").reads("correction open to objection until", "6 signatories")
    reader.goes("/declarations").follows(TITLE)
    reader.reads("correction open to objection until", "Signed version 1; version 2 corrects its wording.")
    mayor.goes("/desk").follows("Read the correction").reads("in 40 cities", "A word was left out")
    mayor.writes("Reason", "It limits what we agreed to 40 cities.")
    mayor.presses("Object for Porto Claro").reads("Version 1 stands.", "6 signatories")
    mayor.does_not_read("open to objection until", "in 40 cities")
    chair.hears(f"Porto Claro objected to the correction of {TITLE}").follows("Issue a new version")
    chair.reads("It limits what we agreed to 40 cities.", "is not in force", "40")
    chair.marks("Substance")
    chair.writes("Reason", "It says where.")
    chair.presses("Issue the version").reads("0 signatories", "has not answered yet")
    mayor.goes("/desk").follows("Keep the signature or not").reads("Your city signed version 1", "in 40 cities")
    mayor.writes("Reason", "Not like this.")
    mayor.presses("Do not keep").reads("does not keep its signature under this version")


@in_every_way
def test_this_was_not_me_until_it_is_settled(way, people):
    holder, reader = people("mayor.zelenohora"), people()
    editor, approver = people("editor"), people("approver")
    reader.goes("/declarations").follows(OPEN).reads("3 signatories")
    holder.goes("/declarations").follows(OPEN).follows("This was not me")
    holder.reads("the signature is marked as contested on every page", "all of the secretariat is called")
    holder.writes("What happened", "I was on a train without a phone.")
    holder.marks("I did not do this")
    holder.presses("Say that this was not me").reads("Do this now", "The signature counts no more.")
    holder.presses("End all other sessions").reads("All other sessions have ended.")
    reader.goes("/declarations").follows(OPEN).reads("2 signatories", "Contested", "The secretariat looks into it.")
    editor.goes("/desk").follows("Look into it").reads("I was on a train", "a passkey", "Signed in at that time")
    editor.marks("It was not theirs")
    editor.writes("In words", "Called the city hall on the number in our book.")
    editor.presses("Record it").reads("A second person of the secretariat confirms it.")
    approver.goes("/desk").follows("Confirm what was found").reads("Called the city hall")
    approver.presses("Confirm this and settle the case").reads("settled")
    reader.goes("/declarations").follows(OPEN).reads("The secretariat found that it was not theirs.", "2 signatories")
