"""The pages of passkeys: proved first, added on a device, named, enrolled with open eyes, removed; and the door."""

import datetime as dt
import json
import re
from urllib.parse import quote

import pyotp
import pytest
from sqlalchemy import func, select

from forum.accounts.operations import second_factor
from forum.accounts.queries import passkeys as queries
from forum.accounts.sessions import find_session, open_session
from forum.kit import clock
from models import Passkey, PasskeyChallenge, Person, RegisterEntry, Role, WebSession
from tests.accounts.conftest import PASSWORD
from tests.counting import count_statements
from tests.softkey import SoftKey

ORIGIN = "http://localhost:8000"
HERE = "/settings/passkeys"


def answered(client, key, options="/sign-in/passkey/options"):
    """What the browser posts: the server's question, answered by the device."""
    asked = client.post(options).get_json()
    return json.dumps(key.create(asked, ORIGIN) if "user" in asked else key.assert_(asked, origin=ORIGIN))


@pytest.fixture
def proved(client, mayor):
    """The mayor, signed in, and asked a moment ago who they are."""
    client.sign_in(mayor)
    response = client.post("/settings/confirmation", data={"password": PASSWORD, "next": f"{HERE}/new"})
    assert response.location == f"{HERE}/new"
    return client


def add(client, name="My telephone", **device):
    key = SoftKey(**device)
    response = client.post(f"{HERE}/new", data={"name": name, "credential": answered(client, key, f"{HERE}/new/options")})
    assert response.status_code == 303
    return key, response.location


def the_key(session) -> Passkey:
    return session.scalars(select(Passkey)).one()


def test_a_device_is_added_enrolled_and_listed(proved, mayor, session):
    assert "None yet" in proved.page(HERE)
    proved.page(f"{HERE}/new")
    key, onward = add(proved)
    row = the_key(session)
    assert onward == f"{HERE}/{row.id}/enrolment/{mayor.mandate_id}", "an office is at hand: what becomes public comes next"
    html = proved.page(onward)
    for public in (mayor.person.name, "Mayor", "Braga", "nothing in it is ever changed or deleted"):
        assert public in html
    assert session.scalar(select(func.count(RegisterEntry.index))) == 0, "nothing is written before that page was read"
    assert proved.post(onward).location == HERE
    html = proved.page(HERE)
    assert "My telephone" in html and "not used yet" in html and "as Mayor of Braga" in html
    assert queries.usable_for(mayor.mandate_id)[0].credential_id == key.id
    assert "This passkey is enrolled for this mandate already." in proved.page(onward)
    assert proved.post(onward).status_code == 409


def test_the_second_office_takes_one_click(make, proved, mayor, session):
    _key, onward = add(proved)
    second = make.mandate(session.get(Person, mayor.person_id), Role.MAYOR, make.city("Faro"))
    session.commit()
    assert "Enrol it as Mayor of Faro</a>" in proved.page(HERE), "the first time by the page that says what is public"
    proved.post(onward)
    html = proved.page(HERE)
    assert "Enrol it as Mayor of Faro</button>" in html
    proved.post(re.search(rf'action="({HERE}/\d+/enrolment/{second.id})"', html)[1])
    assert [len(queries.usable_for(one)) for one in (mayor.mandate_id, second.id)] == [1, 1]


@pytest.mark.parametrize("target", ["/declarations/1/signature?letter=x", "https://elsewhere.example/"])
def test_who_came_from_a_signature_is_led_back(proved, mayor, target):
    proved.page(f"{HERE}?next={quote(target)}")
    _key, onward = add(proved)
    local = target.startswith("/")
    assert proved.post(onward).location == (target if local else HERE)
    proved.page(HERE)
    proved.post("/settings/second-factor/secret")
    proved.get(f"/settings/second-factor?next={quote(target)}")
    code = pyotp.TOTP(second_factor.secret_of(second_factor.started(mayor.person_id))).at(clock.now())
    html = proved.post("/settings/second-factor", data={"code": code, "password": PASSWORD}).get_data(as_text=True)
    assert f'href="{target if local else "/settings/second-factor"}">I have kept them' in html


def test_without_an_office_there_is_nothing_to_enrol(make, client, session):
    from forum.accounts import passwords

    actor = make.actor(Role.EDITOR)
    passwords.set_password(actor.person, PASSWORD)
    session.commit()
    client.sign_in(actor)
    client.post("/settings/confirmation", data={"password": PASSWORD})
    _key, onward = add(client)
    assert onward == HERE and "Enrol it" not in client.page(HERE)


@pytest.mark.parametrize("page", ["new", "1/removal"])
def test_pages_that_change_keys_ask_first(client, mayor, page):
    client.sign_in(mayor)
    response = client.get(f"{HERE}/{page}")
    assert response.location == f"/settings/confirmation?next={HERE}/{page}"
    assert client.post(f"{HERE}/{page}").location == f"/settings/confirmation?next={HERE}"
    assert client.post(f"{HERE}/new/options").status_code == 303
    client.page(response.location)


def test_the_proof_lasts_ten_minutes_of_one_session(proved, mayor, session):
    assert proved.get(f"{HERE}/new").status_code == 200
    with clock.at(clock.now() + dt.timedelta(minutes=10, seconds=1)):
        assert proved.get(f"{HERE}/new").status_code == 303
    with clock.at(clock.now() - dt.timedelta(minutes=1)):
        assert proved.get(f"{HERE}/new").status_code == 303, "nor does a clock that was set back help"
    proved.set_cookie("forum", open_session(mayor.person, "another session"), domain="localhost")
    session.commit()
    assert proved.get(f"{HERE}/new").status_code == 303


def test_with_a_second_factor_the_password_alone_proves_nothing(client, mayor, session):
    row = second_factor.begin(session.get(Person, mayor.person_id))
    row.confirmed_at = clock.now()
    code = second_factor.new_recovery_codes(mayor.person_id)[0]
    session.commit()
    client.sign_in(mayor)
    bad = client.post("/settings/confirmation", data={"password": PASSWORD})
    assert bad.status_code == 422 and "This code is not right" in bad.get_data(as_text=True)
    assert client.get(f"{HERE}/new").status_code == 303
    assert client.post("/settings/confirmation", data={"password": PASSWORD, "code": code}).status_code == 303
    assert client.get(f"{HERE}/new").status_code == 200


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", ""])
def test_after_the_proof_one_stays_here(client, mayor, target):
    client.sign_in(mayor)
    response = client.post("/settings/confirmation", data={"password": PASSWORD, "next": target})
    assert response.location == HERE


def test_a_passkey_proves_it_too(proved, mayor, session):
    key, _onward = add(proved)
    with clock.at(clock.now() + dt.timedelta(minutes=11)):
        assert "Confirm with a passkey" in proved.page("/settings/confirmation")
        assert proved.get(f"{HERE}/new").status_code == 303
        wrong = {"credential": answered(proved, SoftKey(), "/settings/confirmation/options")}
        bad = proved.post("/settings/confirmation", data=wrong)
        assert bad.status_code == 422 and "This passkey is not yours." in bad.get_data(as_text=True)
        good = {"credential": answered(proved, key, "/settings/confirmation/options"), "next": f"{HERE}/new"}
        assert proved.post("/settings/confirmation", data=good).location == f"{HERE}/new"
        assert proved.get(f"{HERE}/new").status_code == 200


def test_what_the_device_did_wrong_is_said_on_the_page(proved, session):
    asked = proved.post(f"{HERE}/new/options").get_json()
    for answer in (json.dumps(SoftKey().create(asked, "http://localhost:9")), "", "nonsense"):
        response = proved.post(f"{HERE}/new", data={"name": "My telephone", "credential": answer})
        html = response.get_data(as_text=True)
        assert response.status_code == 422 and ("another address" in html or "cannot be read" in html)
        assert 'value="My telephone"' in html
    no_name = proved.post(f"{HERE}/new", data={"name": " ", "credential": json.dumps(SoftKey().create(asked, ORIGIN))})
    assert no_name.status_code == 422 and "Give it a name." in no_name.get_data(as_text=True)
    assert session.scalar(select(func.count(Passkey.id))) == 0


def test_a_device_is_renamed(proved, session):
    add(proved)
    row = the_key(session)
    assert proved.post(f"{HERE}/{row.id}/name", data={"name": "Key in the safe"}).location == HERE
    assert "Key in the safe" in proved.page(HERE)
    bad = proved.post(f"{HERE}/{row.id}/name", data={"name": "x" * 200})
    assert bad.status_code == 422 and "This is longer than 120 characters." in bad.get_data(as_text=True)


def test_a_device_is_removed(proved, mayor, session):
    _key, onward = add(proved)
    proved.post(onward)
    path = f"{HERE}/{the_key(session).id}/removal"
    lost, before = open_session(mayor.person, "the lost telephone"), proved.get_cookie("forum", domain="localhost").value
    session.commit()
    assert "no longer signs as Mayor of Braga" in proved.page(path)
    assert proved.post(path).location == HERE
    html = proved.page(HERE)
    assert "None yet" in html and "1 passkey that was removed" in html
    proved.page(path, 404)
    assert find_session(lost) is None and find_session(before) is None, "a changed factor ends what was open"
    assert session.scalar(select(func.count(WebSession.id)).filter_by(person_id=mayor.person_id, ended_at=None)) == 1


def test_a_counter_that_fell_stands_in_the_list(proved, session):
    add(proved)
    the_key(session).counter_fell_at = clock.now()
    session.commit()
    html = proved.page(HERE)
    assert "look at this" in html and "somebody may have a copy of it" in html


def test_keys_of_others_do_not_exist(make, proved, mayor, session):
    _key, onward = add(proved)
    row = the_key(session)
    other = make.actor(Role.MAYOR)
    session.commit()
    assert proved.post(f"{HERE}/{row.id}/enrolment/{other.mandate_id}").status_code == 404
    from forum.accounts import passwords

    passwords.set_password(other.person, PASSWORD)
    proved.sign_in(other)
    proved.post("/settings/confirmation", data={"password": PASSWORD})
    proved.page(onward, 404)
    for path in (f"{HERE}/{row.id}/removal", f"{HERE}/{row.id}/name", onward):
        assert proved.post(path, data={"name": "Mine"}).status_code == 404
    assert "My telephone" not in proved.page(HERE)


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_is_as_quick_with_many(proved, count):
    for number in range(count):
        _key, onward = add(proved, name=f"Key {number}")
        proved.post(onward)
    proved.page(HERE)
    with count_statements() as seen:
        proved.page(HERE)
    assert len(seen) == 7, seen


def test_in_by_a_passkey(proved, client, session):
    """Two factors at once: no code is asked for; the session is a new one, as after a password."""
    key, _onward = add(proved)
    client.sign_out()
    before = client.get_cookie("forum", domain="localhost")
    page = client.page("/sign-in?next=/inbox")
    assert "Sign in with a passkey" in page
    data = {"credential": answered(client, key), "next": "/inbox"}
    response = client.post("/sign-in/passkey", data=data)
    assert (response.status_code, response.location) == (303, "/inbox") and before is None
    client.page("/inbox")
    assert "last used" in client.page(HERE)
    again = client.sign_out().post("/sign-in/passkey", data=data)
    assert again.status_code == 422 and "This answer of the device was used already." in again.get_data(as_text=True)
    assert 'name="next" type="hidden" value="/inbox"' in again.get_data(as_text=True)


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_in_by_a_passkey_leads_nowhere_else(proved, client, target):
    key, _onward = add(proved)
    client.sign_out()
    response = client.post("/sign-in/passkey", data={"credential": answered(client, key), "next": target})
    assert response.location == "/desk"


def test_with_a_second_factor_a_passkey_is_both(proved, client, mayor, session):
    key, _onward = add(proved)
    row = second_factor.begin(session.get(Person, mayor.person_id))
    row.confirmed_at = clock.now()
    session.commit()
    client.sign_out()
    assert client.post("/sign-in/passkey", data={"credential": answered(client, key)}).location == "/desk"


@pytest.mark.parametrize("credential", ["", "nonsense", "x" * 20_000])
def test_what_opens_no_door_is_said_there(client, credential):
    response = client.post("/sign-in/passkey", data={"credential": credential, "next": "/inbox"})
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and "The answer of the device cannot be read." in html
    assert client.get("/inbox").status_code == 302


def test_a_refused_answer_may_be_given_again(proved, client, session):
    """What was refused uses nothing up: the wrong origin first, then the right one, over one question."""
    key, _onward = add(proved)
    client.sign_out()
    asked = client.post("/sign-in/passkey/options").get_json()
    wrong = json.dumps(key.assert_(asked, origin="http://localhost:1"))
    assert client.post("/sign-in/passkey", data={"credential": wrong}).status_code == 422
    assert session.scalars(select(PasskeyChallenge.used_at).filter_by(purpose="sign-in")).all() == [None]
    right = json.dumps(key.assert_(asked, origin=ORIGIN))
    assert client.post("/sign-in/passkey", data={"credential": right}).status_code == 303


def test_while_viewing_as_somebody_none_of_it_exists(make, client, mayor, session):
    from forum.accounts.operations import viewing

    editor = make.actor(Role.EDITOR)
    client.sign_in(editor)
    row = session.scalars(select(WebSession).filter_by(person_id=editor.person_id)).one()
    viewing.view_as(editor, row, session.get(Person, mayor.person_id), "The mayor asked for help")
    session.commit()
    for path in (HERE, f"{HERE}/new", "/settings/confirmation"):
        client.page(path, 404)
        assert client.post(path).status_code in (404, 405, 409)
    assert client.post(f"{HERE}/new/options").status_code == 409
