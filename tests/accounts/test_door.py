"""Signing in and out, sessions that can be ended, and a new password by a mailed link."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from forum.accounts import operations, passwords, rules
from forum.accounts.sessions import find_session, open_session
from forum.kit import clock
from models import OutboxMail, Role, WebSession

PASSWORD = "rain in the square"


@pytest.fixture
def mayor(make):
    actor = make.actor(Role.MAYOR)
    passwords.set_password(actor.person, PASSWORD)
    return actor


def test_a_mayor_signs_in_and_out(client, mayor):
    data = {"email": mayor.person.email, "password": PASSWORD, "next": "/inbox"}
    response = client.post("/sign-in", data=data)
    assert (response.status_code, response.location) == (303, "/inbox")
    assert "Nothing new" in client.page("/inbox")
    copied = client.get_cookie("forum", domain="localhost").value
    client.post("/sign-out")
    client.set_cookie("forum", copied, domain="localhost")
    assert client.get("/inbox").status_code == 302, "a copied cookie ends with the session"


@pytest.mark.parametrize("email", ["nobody@example.org", ""])
def test_the_same_sentence_for_everybody(client, mayor, email):
    response = client.post("/sign-in", data={"email": email or mayor.person.email, "password": "wrong words here"})
    assert response.status_code == 422
    assert "Email address and password do not match." in response.get_data(as_text=True)


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "\t//evil.example"])
def test_next_leads_only_into_this_site(client, mayor, target):
    data = {"email": mayor.person.email, "password": PASSWORD, "next": target}
    assert client.post("/sign-in", data=data).location == "/desk"


@pytest.mark.parametrize(("role", "minutes", "alive"), [("mayor", 60, True), ("mayor", 800, False), ("editor", 31, False)])
def test_sessions_idle_out(make, role, minutes, alive):
    actor = make.actor(role)
    token = open_session(actor.person, "test")
    with clock.at(clock.now() + dt.timedelta(minutes=minutes)):
        assert (find_session(token) is not None) is alive


def test_a_forgotten_password(client, mayor, session):
    for email in (mayor.person.email, "nobody@example.org"):
        response = client.post("/password/forgotten", data={"email": email, "idempotency_key": email})
        assert response.status_code == 303
    assert session.scalar(select(func.count(OutboxMail.id))) == 1
    token = operations.mint_link("reset", mayor.person)
    open_session(mayor.person, "elsewhere")
    session.commit()
    short = client.post(f"/password/{token}", data={"password": "short"})
    assert short.status_code == 422 and "at least 12 characters" in short.get_data(as_text=True)
    assert client.post(f"/password/{token}", data={"password": "a new long one"}).status_code == 303
    assert session.scalar(select(func.count(WebSession.id)).where(WebSession.ended_at.is_(None))) == 0
    again = client.post(f"/password/{token}", data={"password": "yet another one"})
    assert again.status_code == 410 and "This link was used or has expired." in again.get_data(as_text=True)


def test_a_link_expires(make, mayor, client):
    token = operations.mint_link("reset", mayor.person)
    with clock.at(clock.now() + dt.timedelta(minutes=61)):
        assert client.post(f"/password/{token}", data={"password": "a new long one"}).status_code == 410


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.EDITOR, ""),
        (Role.APPROVER, ""),
        (Role.MAYOR, "Only the secretariat verifies mandates."),
        (Role.OBSERVER, "Only the secretariat verifies mandates."),
    ],
)
def test_who_verifies_mandates(make, role, sentence):
    mandate = make.mandate(make.person(), Role.MAYOR, make.city(), verified=False)
    assert rules.can_verify(mandate, make.actor(role)).sentence == sentence


def test_nobody_verifies_their_own(make):
    editor = make.actor(Role.EDITOR)
    assert rules.can_verify(editor.mandate, editor).sentence == "Nobody verifies their own mandate."
