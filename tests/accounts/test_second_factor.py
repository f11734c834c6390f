"""The second factor: set with a code that came back, asked for at the door, each step and each recovery code once."""

import datetime as dt
import re

import pyotp
import pytest
from sqlalchemy import select

from forum.accounts import operations
from forum.accounts.operations import second_factor
from forum.accounts.sessions import find_session, open_session
from forum.kit import clock
from models import Authenticator, Person
from tests.accounts.conftest import PASSWORD


def now_code(person_id: int, session, ahead: int = 0) -> str:
    row = session.scalars(select(Authenticator).filter_by(person_id=person_id)).one()
    secret = second_factor.secret_of(row)
    return pyotp.TOTP(secret).at(clock.now() + dt.timedelta(seconds=30 * ahead)) if secret else ""


@pytest.fixture
def enrolled(make, mayor, client, session):
    """The mayor with a second factor: (person id, recovery codes)."""
    client.sign_in(mayor)
    assert client.post("/settings/second-factor/secret").status_code == 303
    page = client.page("/settings/second-factor")
    assert "data:image/svg+xml" in page
    wrong = client.post("/settings/second-factor", data={"code": "000000", "password": PASSWORD})
    assert wrong.status_code == 422 and "This code is not right." in wrong.get_data(as_text=True)
    data = {"code": now_code(mayor.person_id, session), "password": PASSWORD}
    response = client.post("/settings/second-factor", data=data)
    codes = re.findall(r"<code>(\w{4}-\w{4}-\w{4})</code>", response.get_data(as_text=True))
    assert response.status_code == 200 and len(set(codes)) == 10
    assert response.headers["Cache-Control"] == "no-store"
    client.sign_out()
    return mayor.person_id, codes


def first_step(client, mayor):
    return client.post("/sign-in", data={"email": mayor.person.email, "password": PASSWORD, "next": "/inbox"})


def test_the_door_asks_for_a_code(client, mayor, enrolled, session):
    assert first_step(client, mayor).location == "/sign-in/code"
    assert client.get("/inbox").status_code == 302, "the password alone opens nothing"
    client.page("/sign-in/code")
    response = client.post("/sign-in/code", data={"code": now_code(enrolled[0], session, ahead=1)})
    assert (response.status_code, response.location) == (303, "/inbox")
    client.page("/inbox")


def test_a_step_serves_once(client, mayor, enrolled, session):
    used = now_code(enrolled[0], session)
    first_step(client, mayor)
    again = client.post("/sign-in/code", data={"code": used})
    assert again.status_code == 422 and "it was used before" in again.get_data(as_text=True)
    fresh = now_code(enrolled[0], session, ahead=1)
    assert second_factor.use_code(enrolled[0], fresh)
    assert not second_factor.use_code(enrolled[0], fresh)
    assert not second_factor.use_code(enrolled[0], used), "nor does an older one afterwards"


def test_a_code_of_long_ago_is_not_right(enrolled, session):
    with clock.at(clock.now() + dt.timedelta(minutes=10)):
        assert not second_factor.use_code(enrolled[0], now_code(enrolled[0], session, ahead=-3))
        assert second_factor.use_code(enrolled[0], now_code(enrolled[0], session, ahead=-1))


@pytest.mark.parametrize(
    "written", [str, str.upper, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")]
)
def test_a_recovery_code_works_once_however_it_is_written(enrolled, written):
    code = written(enrolled[1][3])
    assert second_factor.use_code(enrolled[0], code)
    assert not second_factor.use_code(enrolled[0], code)
    assert second_factor.recovery_codes_left(enrolled[0]) == 9


@pytest.mark.parametrize("code", ["", "   ", "٣٣٣٣٣٣", "abc", "-" * 500, "\x00"])
def test_nonsense_is_not_a_code(enrolled, code):
    assert not second_factor.use_code(enrolled[0], code)


def test_half_way_in_for_ten_minutes(client, mayor, enrolled, session):
    first_step(client, mayor)
    with clock.at(clock.now() + dt.timedelta(minutes=11)):
        response = client.post("/sign-in/code", data={"code": now_code(enrolled[0], session)})
    assert response.location == "/sign-in"


def test_a_stranger_is_not_half_way_in(client):
    assert client.get("/sign-in/code").location == "/sign-in"


def test_a_reset_by_mail_keeps_it(client, mayor, enrolled, session):
    token = operations.mint_link("reset", session.get(Person, enrolled[0]))
    session.commit()
    client.post(f"/password/{token}", data={"password": "another long one"})
    response = client.post("/sign-in", data={"email": mayor.person.email, "password": "another long one"})
    assert response.location == "/sign-in/code"


def test_setting_it_ends_the_other_sessions(make, mayor, client, session):
    elsewhere = open_session(mayor.person, "another browser")
    client.sign_in(mayor)
    client.post("/settings/second-factor/secret")
    before = client.get_cookie("forum", domain="localhost").value
    client.post("/settings/second-factor", data={"code": now_code(mayor.person_id, session), "password": PASSWORD})
    assert find_session(elsewhere) is None
    assert client.get_cookie("forum", domain="localhost").value != before
    client.page("/settings/second-factor")


@pytest.mark.parametrize(
    ("password", "ahead", "status", "sentence"),
    [
        ("wrong words here", 1, 422, "This is not your password."),
        (PASSWORD, 0, 422, "This code is not right, or it was used before."),
        (PASSWORD, 1, 303, ""),
    ],
)
def test_removing_needs_both(client, mayor, enrolled, session, password, ahead, status, sentence):
    client.sign_in(mayor)
    client.page("/settings/second-factor/removal")
    data = {"password": password, "code": now_code(enrolled[0], session, ahead)}
    response = client.post("/settings/second-factor/removal", data=data)
    assert response.status_code == status and sentence in response.get_data(as_text=True)
    assert operations.needs_code(session.get(Person, enrolled[0])) is (status == 422)


def test_new_recovery_codes_replace_the_old(client, mayor, enrolled, session):
    client.sign_in(mayor)
    client.page("/settings/second-factor/recovery-codes")
    data = {"password": PASSWORD, "code": now_code(enrolled[0], session, ahead=1)}
    response = client.post("/settings/second-factor/recovery-codes", data=data)
    assert response.status_code == 200
    assert not second_factor.use_code(enrolled[0], enrolled[1][0])


def test_pages_for_the_enrolled_only(client, mayor):
    client.sign_in(mayor)
    for page in ("removal", "recovery-codes"):
        client.page(f"/settings/second-factor/{page}", 404)
        assert client.post(f"/settings/second-factor/{page}", data={"password": PASSWORD}).status_code == 404


def test_proving_who_one_is(mayor, enrolled, session):
    """What signing asks: the field that was wrong is named, and a wrong password burns no code."""
    person = session.get(Person, enrolled[0])
    code = now_code(person.id, session, ahead=1)
    assert operations.confirm_identity(person, "wrong words here", code).field == "password"
    assert operations.confirm_identity(person, PASSWORD, "").field == "code"
    assert operations.confirm_identity(person, PASSWORD, code)
    assert operations.confirm_identity(person, PASSWORD, code).field == "code"


def stored(session, person_id: int) -> str:
    return session.scalar(select(Authenticator.secret).filter_by(person_id=person_id))


def test_the_secret_lies_sealed(make, session, app, monkeypatch):
    """A copy of the database without the forum's secret makes no code, and a seal moved to another person does not open."""
    row = second_factor.begin(make.person())
    secret = second_factor.secret_of(row)
    assert len(secret) == 32 and secret not in stored(session, row.person_id)
    other = second_factor.begin(make.person())
    other.secret = row.secret
    assert second_factor.secret_of(other) == ""
    monkeypatch.setitem(app.config, "SECRET_KEY", "another secret of this forum")
    assert second_factor.secret_of(row) == ""


def test_a_secret_of_before_is_sealed_at_its_next_use(make, session):
    person, secret = make.person(), pyotp.random_base32()
    row = Authenticator(person_id=person.id, secret=secret, created_at=clock.now(), confirmed_at=clock.now())
    make.add(row)
    assert not second_factor.use_code(person.id, "000000")
    assert stored(session, person.id) == secret, "a wrong code changes nothing"
    assert second_factor.use_code(person.id, pyotp.TOTP(secret).at(clock.now()))
    session.refresh(row)
    assert len(row.secret) == 64 and second_factor.secret_of(row) == secret
    assert second_factor.use_code(person.id, pyotp.TOTP(secret).at(clock.now() + dt.timedelta(seconds=30)))


def test_a_seal_that_opens_no_more_opens_no_door(make, session, app, monkeypatch):
    """The recovery codes still do; what was never confirmed is made anew."""
    person = make.person()
    second_factor.begin(person)
    codes = second_factor.new_recovery_codes(person.id)
    monkeypatch.setitem(app.config, "SECRET_KEY", "another secret of this forum")
    fresh = second_factor.begin(person)
    assert second_factor.secret_of(fresh)
    fresh.confirmed_at = clock.now()
    monkeypatch.setitem(app.config, "SECRET_KEY", "yet another secret of this forum")
    assert not second_factor.use_code(person.id, now_code(person.id, session) or "000000")
    assert second_factor.use_code(person.id, codes[0])


def test_the_page_says_when_it_was_used(client, mayor, enrolled):
    client.sign_in(mayor)
    html = client.page("/settings/second-factor")
    assert "10 recovery codes are left." in html and "last used" in html
    assert "attested by the site" in html
