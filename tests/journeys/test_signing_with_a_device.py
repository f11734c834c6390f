"""Signing in Chromium with a virtual authenticator: from the mail to done, and everything that can come between."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from forum.kit.clock import FORUM_ZONE
from tests.journeys.devices import Held, acts, adds_a_device, counts_acts, leaves, mailed, sends_again
from tests.journeys.person import WAYS, Person, in_every_way, in_geneva

pytestmark = pytest.mark.browser
TITLE, OTHER = "Declaration on safe ways to school", "Declaration on warm homes and fair heat"
# Each way of walking has a city of its own, so that all of them can sign one text.
CITIES = {
    "wide": ("mayor.wexmoor", "Wexmoor"),
    "phone": ("mayor.valdoro", "Valdoro"),
    "keyboard": ("mayor.jarvilinna", "Järvilinna"),
}
WAITING, CHECKING = "Waiting for your device", "Checking"


@pytest.fixture
def cast(visitors):
    """People at wide windows: `cast("mayor")`, each in a browser of their own."""
    seen: set[str] = set()

    def one(email: str = "", **options) -> Person:
        return Person(visitors(**(WAYS["wide"] | options)), "wide", email, seen).comes()

    return one


def at(person: Person, title: str) -> Person:
    """The signing page of a text."""
    person.goes("/declarations").follows(title)
    return person.goes(person.page.url.removeprefix(person.visit.address).partition("#")[0] + "/signature")


def presses_sign(person: Person, name: str):
    """The device answers by itself; what comes of it is looked at by whoever called."""
    person.use(person.main.get_by_role("button", name=name, exact=True).first)


def told(person: Person):
    return person.main.locator("[data-told]")


@in_every_way
def test_from_the_mail_to_done_in_three_actions(way, people, forum):
    email, city = CITIES[way]
    mayor, secretary = people(email), people("editor")
    adds_a_device(mayor)
    link = mailed(secretary, email, TITLE)
    leaves(mayor)
    counts_acts(mayor)
    mayor.goes(link)  # the first: the button in the mail
    mayor.reads(TITLE, "Version 1", "closes in", "cities have signed", f"Sign for {city}", "the public register holds")
    mayor.does_not_read("Signed for", "Your password")
    if way == "phone":
        assert mayor.page.evaluate("document.documentElement.scrollWidth") <= 320
    mayor.presses(f"Sign for {city}")  # the second, with the finger on the device as the third
    mayor.reads(f"Signed for {city}. The signature is stored.", "Confirmed by a passkey of the signatory", "Entry")
    assert 1 + acts(mayor) + 1 <= 3
    assert "forum" not in {cookie["name"] for cookie in mayor.page.context.cookies()}, "no session was made"
    mayor.goes("/desk")
    assert "/sign-in" in mayor.page.url
    people().goes("/declarations").follows(TITLE).reads(city)


def test_prepared_confirmed_withdrawn_and_signed_by_the_deputy(cast, forum):
    delegate, mayor = cast("delegate"), cast("mayor")
    adds_a_device(mayor)
    delegate.goes("/declarations").follows(TITLE)
    page = delegate.page.url.removeprefix(delegate.visit.address).partition("#")[0]
    delegate.goes(f"{page}/signature/preparation").writes("Statement", "The first two streets are paid for.")
    delegate.writes("Reservation", "Not before the new bridge stands.").marks("3").writes("Note to your mayor", "Call me.")
    delegate.presses("Put the changed preparation before the mayor").reads("Your mayor is told")

    mayor.goes("/desk").reads("Jonas Weber prepared the signature of your city.")
    mayor.hears(f"Porto Claro prepared your signature of {TITLE}")
    at(mayor, TITLE).reads("Jonas Weber prepared this on", "Call me.", "filled in as prepared")
    assert mayor.labelled("Statement").input_value() == "The first two streets are paid for."
    mayor.writes("Statement", "Three streets are paid for.").presses("Sign for Porto Claro")
    mayor.reads("Signed for Porto Claro", "Three streets are paid for.", "Not before the new bridge stands.")
    reader = cast().goes(page)
    reader.reads("Three streets are paid for.", "Reservation, paragraph 3. Not before the new bridge stands.")

    mayor.follows("Withdraw the signature")
    presses_sign(mayor, "Withdraw the signature")
    expect(told(mayor)).to_contain_text("Give a reason")
    mayor.writes("Reason", "The council wants to hear the shops first.")
    mayor.presses("Try again").reads("The signature is withdrawn.", "Withdrawn", "hear the shops first")

    deputy = cast("deputy")
    adds_a_device(deputy)
    at(deputy, TITLE).reads("Under a delegation of authority from", "Deputy Mayor of Porto Claro")
    deputy.presses("Sign for Porto Claro").reads("Signed for Porto Claro", "Under a delegation of authority from")


def test_declining_and_asking_the_delegate(cast):
    mayor = cast("mayor.altynkol")
    at(mayor, OTHER).follows("Ask my delegate").writes("Note to your delegate", "Is there money for it?")
    mayor.presses("Pass it to the delegate").reads("Your delegates are told. Nothing is signed until you sign.")
    at(mayor, OTHER).follows("Decline with a reason").presses("Decline to sign").reads("Give a reason")
    mayor.writes("Reason", "The heat plan is not decided.").presses("Decline to sign").reads("your city does not sign")
    cast().goes("/declarations").follows(OTHER).does_not_read("The heat plan is not decided.")


def test_what_can_come_between_a_mayor_and_a_signature(cast, visitors, forum):
    """One mayor, one open page after another; what was typed is there to the end."""
    mayor = cast("mayor.cedar-narrows")
    device = adds_a_device(mayor)
    at(mayor, OTHER).opens("Add a statement").writes("Statement", "Winters are long here.")
    _nobody_at_the_device(mayor, device)
    _without_a_line(mayor)
    _with_another_key(mayor, device)
    _the_session_ends(mayor)
    _two_devices(mayor, device, cast, visitors)


def _nobody_at_the_device(mayor, device):
    device.away()
    presses_sign(mayor, "Sign for Cedar Narrows")
    expect(told(mayor)).to_contain_text(WAITING)
    mayor.does_not_read("Signed for")
    mayor.use(mayor.main.get_by_role("button", name="Stop waiting"))
    expect(told(mayor)).to_contain_text("Nothing was sent")
    device.away(True)
    device.fails()
    presses_sign(mayor, "Try again")
    expect(told(mayor)).to_contain_text("Nothing was sent: the device was not unlocked")
    device.unlocks()
    assert mayor.labelled("Statement").input_value() == "Winters are long here."


def _without_a_line(mayor):
    mayor.page.context.set_offline(True)
    presses_sign(mayor, "Try again")
    expect(told(mayor)).to_contain_text("The forum cannot be reached. Nothing was sent, and what you wrote is kept.")
    mayor.page.context.set_offline(False)
    assert all("ERR_INTERNET_DISCONNECTED" in one for one in mayor.visit.complaints)
    mayor.visit.complaints.clear()


def _with_another_key(mayor, device):
    """A device that claims to hold the enrolled key and signs with one of its own."""
    (own,) = device.keys
    device.forget()
    presses_sign(mayor, "Try again")
    expect(told(mayor)).to_contain_text("it holds no key for this forum")
    from tests.softkey import SoftKey

    device._tell("addCredential", credential=own | {"privateKey": pkcs8(SoftKey())})
    presses_sign(mayor, "Try again")
    expect(told(mayor)).to_contain_text("The signature of the device is not right.")
    device.forget()
    device._tell("addCredential", credential=own)


def pkcs8(key) -> str:
    import base64

    from cryptography.hazmat.primitives import serialization

    form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return base64.b64encode(key.private.private_bytes(*form)).decode()


def _the_session_ends(mayor):
    from forum.desk.demo import PASSWORD

    leaves(mayor)
    with mayor.page.expect_navigation(url="**/sign-in**"):
        presses_sign(mayor, "Try again")
    mayor.visit.ready()
    mayor.writes("Email", "mayor.cedar-narrows@demo.example").writes("Password", PASSWORD).presses("Sign in")
    assert mayor.labelled("Statement").input_value() == "Winters are long here."


def _two_devices(mayor, device, cast, visitors):
    from tests.journeys.authenticator import authenticator

    second = cast("mayor.cedar-narrows")
    device.copy_to(authenticator(second.page))
    at(second, OTHER)
    held = Held(second.page)
    presses_sign(second, "Sign for Cedar Narrows")
    held.waits()
    expect(told(second)).to_contain_text(CHECKING)
    second.does_not_read("Signed for")
    with mayor.page.expect_request(lambda r: r.method == "POST" and r.url.endswith("/signature")) as sent:
        mayor.presses("Sign for Cedar Narrows")
    mayor.reads("Signed for Cedar Narrows. The signature is stored.", "Winters are long here.")
    held.goes()
    expect(told(second)).to_contain_text("Your city has signed this version.")
    second.does_not_read("The signature is stored.")
    again = sends_again(mayor.page, sent.value)
    assert again["status"] == 409 and again["sentence"] == "Your city has signed this version."
    withdraws(mayor, "To see whether the old answer of the device still serves.")
    again = sends_again(mayor.page, sent.value)
    assert again["status"] == 409 and again["sentence"] == "This was confirmed already."


def withdraws(mayor, reason):
    mayor.follows("Withdraw the signature").writes("Reason", reason)
    mayor.presses("Withdraw the signature").reads("The signature is withdrawn.")


def test_the_text_changes_under_an_open_page(cast):
    mayor, chair = cast("mayor.altynkol"), cast("chair")
    adds_a_device(mayor)
    at(mayor, TITLE).opens("Add a statement").writes("Statement", "Our streets are wide.")
    chair.goes("/declarations").follows(TITLE)
    page = chair.page.url.removeprefix(chair.visit.address).partition("#")[0]
    chair.goes(f"{page}/versions/new").marks("Substance")
    words = chair.main.locator("textarea[name^='text-']").nth(2)
    words.fill("Commit to a street without cars before every primary school by the start of the school year 2028;")
    chair.writes("Reason", "Without cars, not only without through traffic.").presses("Issue the version")
    with mayor.page.expect_navigation():
        presses_sign(mayor, "Sign for Altynköl")
    mayor.visit.ready()
    mayor.reads("The text was changed while you were reading.", "What changed since version 1", "Without cars, not only")
    assert mayor.labelled("Statement").input_value() == "Our streets are wide."
    mayor.presses("Sign for Altynköl").reads("Signed for Altynköl", "Version 2", "Our streets are wide.")


def test_the_clock_moves_past_a_mandate_and_past_the_deadline(cast, forum):
    """The last of this file: the forum's clock does not come back."""
    _the_last_day_of_a_deputy(cast("deputy"), forum)
    mayor = cast("mayor.zelenohora")
    device = adds_a_device(mayor)
    at(mayor, TITLE)
    ends = dt.datetime.fromisoformat(mayor.main.locator(".signing__facts time").get_attribute("datetime") or "")
    forum.let_pass(seconds=(ends - forum.now()).total_seconds() - 60)
    mayor.signs_in()
    at(mayor, TITLE).reads(in_geneva(ends)[-5:])
    held = Held(mayor.page)
    presses_sign(mayor, "Sign for Zelenohora")
    held.waits()
    forum.let_pass(seconds=(ends - forum.now()).total_seconds())
    held.goes()
    expect(told(mayor)).to_contain_text("Signing ended at the deadline.")
    at(mayor, TITLE).reads("Signing ended at the deadline.").does_not_read("Signed for")
    assert device.keys


def _the_last_day_of_a_deputy(deputy, forum):
    """Begun a minute before midnight in Geneva, confirmed a minute after it."""
    adds_a_device(deputy)
    at(deputy, TITLE)
    told_until = re.search(r"delegation of authority from .+? to (\d+ \w+ \d{4})", deputy.words())
    last = dt.datetime.strptime(told_until[1], "%d %B %Y").date()
    midnight = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), FORUM_ZONE)
    forum.let_pass(seconds=(midnight - forum.now()).total_seconds() - 60)
    deputy.signs_in()
    at(deputy, TITLE)
    held = Held(deputy.page)
    presses_sign(deputy, "Sign for Porto Claro")
    held.waits()
    forum.let_pass(seconds=(midnight - forum.now()).total_seconds() + 60)
    held.goes()
    expect(told(deputy)).to_contain_text("You hold no mandate in force today.")
    at(deputy, TITLE).does_not_read("Signed for")
