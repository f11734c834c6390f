"""Journey 1: the secretariat invites a city, two of its members, a mail, a verified mandate; the mayor adds a delegate."""

import pytest

from tests.journeys.walking import Walk, in_every_way, people

pytestmark = pytest.mark.browser
CITIES = {"wide": "Setúbal", "phone": "Coimbra", "keyboard": "Aveiro"}
MAYOR, DELEGATE = "Beatriz Nunes", "Tiago Faria"
PASSWORD = "seven bridges over a slow river"


@in_every_way
def test_a_city_joins(visitors, way):
    city = CITIES[way.name]
    by = people(visitors, way, "first", "second", "mayor", "delegate")
    one_member_proposes(by["first"], city)
    the_same_person_cannot_confirm(by["first"], city)
    another_confirms(by["second"], city)
    the_invitation_opens_an_account(by["second"], by["mayor"], city)
    until_it_is_verified_the_mandate_gives_nothing(by["mayor"], city)
    staff_verify_the_mandate(by["second"], city)
    the_mayor_adds_a_delegate(by["mayor"], city)
    the_delegate_joins_by_mail(by["second"], by["delegate"], city)
    everybody_sees_the_city(by["delegate"], city)


def one_member_proposes(walk: Walk, city: str) -> None:
    walk.sign_in("approver").menu("Accreditation").link("Propose a city")
    walk.write("Name of the city", city)
    walk.button("Search").link(f"Propose {city}, Portugal")
    walk.sees("Portugal", "GeoNames")
    walk.button("Propose the accreditation").sees("There is a problem", "Say why this city should join.")
    walk.write("Why this city", "It asked in writing; the letter was answered by telephone.")
    walk.write("Who is invited", MAYOR)
    walk.write("Office", "Mayor")
    walk.write("Email address", office_of(city))
    walk.button("Propose the accreditation").sees(f"{city} is proposed. A second person decides.")


def the_same_person_cannot_confirm(walk: Walk, city: str) -> None:
    walk.sees("waits for a second person", "You proposed this city; a second person decides.")
    walk.sees("Another approver of the secretariat does.")
    assert walk.main.get_by_role("button", name="Decide").count() == 0
    walk.menu("Accreditation").sees(f"{city}").sees("waits for a second person")


def another_confirms(walk: Walk, city: str) -> None:
    walk.sign_in("approver2").menu("Accreditation").link(city)
    walk.sees("It asked in writing", f"{MAYOR}, Mayor, {office_of(city)}", "Leo Brandt")
    walk.tick("Confirm the accreditation")
    walk.button("Decide").sees(f"{city} is accredited. The invitation is on its way.", "Amina Djaksy")


def the_invitation_opens_an_account(staff: Walk, mayor: Walk, city: str) -> None:
    mayor.go(invitation_of(staff, office_of(city), f"Mayor of {city}"))
    mayor.sees("Your invitation", f"Amina Djaksy invites you to the Forum of Cities as Mayor of {city}.")
    mayor.write("Choose a password", "too short")
    mayor.button("Open my account").sees("There is a problem")
    mayor.write("Choose a password", PASSWORD)
    mayor.button("Open my account").sees(f"Welcome, {MAYOR}. Your account is open.")


def until_it_is_verified_the_mandate_gives_nothing(walk: Walk, city: str) -> None:
    walk.menu("Desk").sees(f"Your mandate as Mayor of {city} waits for the secretariat to verify it.")
    walk.menu("Experiences").sees("Posting. You hold no mandate in force today. The secretariat verifies mandates.")
    assert walk.main.get_by_role("link", name="Post an experience").count() == 0


def staff_verify_the_mandate(walk: Walk, city: str) -> None:
    walk.menu("Mandates").link(MAYOR, walk.main.get_by_role("listitem").filter(has_text=f"Mayor of {city}"))
    walk.sees(f"Mayor of {city}", "waits to be verified", "Evidence")
    walk.write("Note", "Minutes of the council, read on its own site.")
    walk.button("I have seen the evidence: verify").sees(f"Verified: {MAYOR}, Mayor of {city}.", "in force")


def the_mayor_adds_a_delegate(walk: Walk, city: str) -> None:
    walk.menu("Desk").sees(f"You act as Mayor of {city}.")
    walk.menu("People of my city").sees(f"People of {city}", "Add a deputy or a delegate", "in force")
    walk.write("Name", DELEGATE)
    walk.write("Email address", f"delegate.{office_of(city)}")
    walk.choose("Kind of mandate", "Delegate of a city")
    walk.write("Office", "Head of planning")
    walk.write("Evidence", "Letter of the mayor of this month.")
    walk.button("Invite").sees(f"{DELEGATE} is invited by mail. The secretariat verifies the mandate.")
    walk.sees("has not opened the account yet")


def the_delegate_joins_by_mail(staff: Walk, delegate: Walk, city: str) -> None:
    delegate.go(invitation_of(staff, f"delegate.{office_of(city)}", f"Head of planning of {city}"))
    delegate.sees(f"{MAYOR} invites you")
    delegate.write("Choose a password", PASSWORD)
    delegate.button("Open my account").sees(f"Welcome, {DELEGATE}.")
    staff.menu("Mandates").button(f"Verify {DELEGATE}", staff.main.get_by_role("listitem").filter(has_text=city))
    staff.sees(f"Verified: {DELEGATE}, Head of planning of {city}.")
    delegate.menu("Experiences").link("Post an experience").sees("Post an experience", "In one glance")


def everybody_sees_the_city(walk: Walk, city: str) -> None:
    walk.menu("Cities")
    walk.main.get_by_role("searchbox").fill(city)
    walk.page.keyboard.press("Enter")
    walk.look()
    walk.link(city).sees(MAYOR, DELEGATE, "Mayor")


def office_of(city: str) -> str:
    return f"office@{city.lower().replace('ú', 'u').replace('ã', 'a')}.example"


def invitation_of(staff: Walk, address: str, title: str) -> str:
    """Read on the outbox as a person reads a mail; the address that its link leads to."""
    staff.menu("Outbox").link(address).sees(title)
    staff.button("Follow the link of this mail").sees("Your invitation")
    return staff.page.url
