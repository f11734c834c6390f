"""A mayor's own devices: added, named, used to come in, and removed, in a browser with an authenticator."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.authenticator import authenticator
from tests.journeys.person import Person

pytestmark = pytest.mark.browser


@pytest.fixture
def mayor(visitors):
    return Person(visitors(), email="mayor", way="wide")


def add(person: Person, name: str) -> Person:
    """From the list to the page that says what becomes public."""
    from forum.desk.demo import PASSWORD

    person.goes("/settings/passkeys").follows("Add a passkey")
    if "/confirmation" in person.page.url:
        person.writes("Your password", PASSWORD)
        person.presses("Confirm with the password")
    return person.writes("Name of the device", name).presses("Add this device")


def door(person: Person) -> Person:
    person.page.context.clear_cookies()
    return person.goes("/sign-in?next=/settings/passkeys")


def test_a_device_comes_signs_in_and_goes(mayor, forum):
    device = authenticator(mayor.page)
    add(mayor.comes(), "My telephone").reads(
        "Holder Ana Reis", "City Porto Claro", "nothing in it is ever changed or deleted"
    )
    assert [key["rpId"] for key in device.keys] == ["localhost"] and device.keys[0]["isResidentCredential"]
    mayor.presses("Enrol it as Mayor of Porto Claro").reads("signs as Mayor of Porto Claro", "not used yet")

    door(mayor).presses("Sign in with a passkey").reads("My telephone", "last used")
    mayor.does_not_read("not used yet")

    mayor.opens("Rename").writes("Name of the device", "Key in the safe").presses("Save").reads("Key in the safe")
    mayor.follows("Remove").presses("Confirm with a passkey").reads("no longer signs as Mayor of Porto Claro")
    mayor.presses("Remove it").reads("None yet", "1 passkey that was removed")

    door(mayor).use(mayor.main.get_by_role("button", name="Sign in with a passkey"))
    expect(mayor.page.get_by_text("No account here is opened by that key.")).to_be_visible()
    assert "/sign-in/passkey" in mayor.page.url and mayor.page.locator("input[name=next]").first.input_value()


def test_what_goes_wrong_is_said_where_it_happens(mayor):
    device = authenticator(mayor.page)
    add(mayor.comes(), "My telephone")
    said = mayor.page.locator("[data-said]")

    mayor.goes("/settings/passkeys/new").writes("Name of the device", "The same once more")
    mayor.use(mayor.main.get_by_role("button", name="Add this device"))
    expect(said).to_have_text("This device holds a key for this forum already.")

    door(mayor)
    button = mayor.main.get_by_role("button", name="Sign in with a passkey")
    device.fails()
    mayor.use(button)
    expect(said).to_have_text(re.compile("the device was not unlocked in time"))
    expect(button).to_be_enabled()
    device.unlocks()
    device.count(0)
    mayor.presses("Sign in with a passkey").reads("My telephone")


def test_without_passkeys_the_door_is_as_it_was(visitors):
    """Scripts off, or a browser that knows no passkeys: no button that does nothing."""
    plain = visitors(java_script_enabled=False)
    plain.go("/sign-in")
    assert plain.page.get_by_role("button", name="Sign in", exact=True).is_visible()
    assert not plain.page.get_by_role("button", name="Sign in with a passkey").is_visible()
    old = visitors()
    old.page.add_init_script("delete window.PublicKeyCredential")
    old.go("/sign-in")
    assert not old.page.get_by_role("button", name="Sign in with a passkey").is_visible()


def test_an_address_of_numbers_says_where_to_go(visitors, forum):
    visit = visitors()
    visit.page.goto(f"http://127.0.0.1:{forum.port}/sign-in")
    visit.ready()
    expect(visit.page.locator("[data-said]")).to_have_text(re.compile("Open the site at localhost"))
    assert visit.page.get_by_role("button", name="Sign in with a passkey").is_disabled()
