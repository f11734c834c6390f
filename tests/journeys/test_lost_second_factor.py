"""A mayor who lost telephone and codes comes back: two of the secretariat, days between, a new password by mail."""

import pyotp
import pytest

from forum.desk.demo import PASSWORD
from tests.journeys.person import Person

pytestmark = pytest.mark.browser
NEW = "lanterns over the old bridge"
WHY = "We spoke by video; she held her passport beside her face."


@pytest.fixture
def office(visitors):
    """Makes one of the secretariat, or the mayor, at a wide window."""
    return lambda email: Person(visitors(), email=email, way="wide")


def has_a_second_factor(person: Person, forum) -> None:
    person.goes("/settings/second-factor").presses("Set it up")
    secret = "".join(person.main.locator("code").first.inner_text().split())
    person.writes("Code", pyotp.TOTP(secret).at(forum.now())).writes("Your password", PASSWORD).presses("Switch it on")
    person.reads("Each of these stands in once")


def stands_at_the_code(person: Person, password: str = PASSWORD) -> Person:
    person.page.context.clear_cookies()
    person.goes("/sign-in").writes("Email", "mayor@demo.example").writes("Password", password)
    return person.presses("Sign in")


def follows_newest_mail(person: Person, kind: str) -> None:
    """The demo shows its mail to the secretariat, and leads where the mail would."""
    row = person.goes("/outbox").main.get_by_role("row").filter(has_text=kind).first
    person.follows("demo.example", within=row).presses("Follow the link of this mail")


def test_it_is_lost_and_replaced(office, forum):
    mayor, editor, approver = office("mayor").comes(), office("editor").comes(), office("approver").comes()
    has_a_second_factor(mayor, forum)
    stands_at_the_code(mayor).reads("This account is guarded by a second factor.", "write to the secretariat")

    editor.goes("/people?q=Ana+Reis").follows("Ana Reis").follows("Lost second factor")
    editor.writes("How you checked who it is", WHY).presses("Ask for it")
    editor.reads("waits for a second person", "Only an approver or an administrator agrees to this.")

    approver.goes("/desk").reads("Lost second factor of Ana Reis", "asks to remove the second factor")
    approver.goes("/people?q=Ana+Reis").follows("Ana Reis").follows("Lost second factor").reads(WHY)
    approver.presses("I have checked it too: agree").reads("The person can still stop it, until")
    forum.let_pass(hours=71)
    approver.goes("/sign-in")  # the desk ends its sessions after half an hour
    approver.signs_in().goes("/people?q=Ana+Reis").follows("Ana Reis").follows("Lost second factor")
    approver.reads("The person can still stop it, until")
    forum.let_pass(hours=2)
    approver.signs_in().goes("/desk").reads("The waiting period is over.")
    approver.goes("/people?q=Ana+Reis").follows("Ana Reis").follows("Lost second factor")
    approver.presses("Remove second factor and passkeys").reads("This account has no second factor")

    stands_at_the_code(mayor).reads("Email address and password do not match.")
    follows_newest_mail(approver, "New password")
    mayor.goes(approver.page.url.replace(forum.address, "")).writes("New password", NEW).presses("Set password")
    mayor.writes("Email", "mayor@demo.example").writes("Password", NEW).presses("Sign in")
    mayor.goes("/settings/second-factor").reads("Not set")


def test_the_person_stops_it_by_the_link(office, forum):
    """The heir of the test above has a new password; another mayor has lost nothing."""
    mayor, editor, approver = office("mayor.valdoro").comes(), office("editor").comes(), office("approver").comes()
    has_a_second_factor(mayor, forum)
    editor.goes("/people?q=Marta+Bellini").follows("Marta Bellini").follows("Lost second factor")
    editor.writes("How you checked who it is", WHY).presses("Ask for it")
    mayor.goes("/settings").reads("The secretariat was asked to remove your second factor")
    follows_newest_mail(approver, "Word about a lost second factor")
    approver.reads("Keep your second factor").presses("Stop it").reads("Your second factor stays.")
    mayor.goes("/settings").does_not_read("The secretariat was asked to remove your second factor")
