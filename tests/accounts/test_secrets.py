"""What the door tells: nothing about who has an account, and nothing in the logs."""

import re

from sqlalchemy import select

from forum.accounts import operations, passwords
from forum.kit import mail
from models import OutboxMail, Person
from tests.accounts.conftest import PASSWORD
from tests.counting import count_statements

CANARY = "canary-7f3a in the mine"


def without_tokens(html: str, *words: str) -> str:
    html = re.sub(r'value="[\w.-]{16,}"', "", re.sub(r"[0-9a-f]{12}", "", html))
    for word in words:
        html = html.replace(word, "")
    return html


def test_sign_in_tells_nothing(client, mayor):
    answers = []
    for email in (mayor.person.email, "nobody@example.org"):
        response = client.post("/sign-in", data={"email": email, "password": "wrong words here"})
        answers.append((response.status_code, without_tokens(response.get_data(as_text=True), email)))
    assert answers[0] == answers[1]


def test_a_forgotten_password_tells_nothing(client, mayor):
    answers = []
    for email in (mayor.person.email, "nobody@example.org"):
        with count_statements() as seen:
            response = client.post("/password/forgotten", data={"email": email})
        answers.append((response.status_code, response.location, sum(s.startswith("INSERT") for s in seen)))
        client.page("/sign-in")
    assert answers[0] == answers[1]


def test_the_same_work_is_done_for_nobody(mayor, monkeypatch):
    """A digest is compared in both cases; its time is what could be measured."""
    calls = []
    hasher = passwords._hasher()
    monkeypatch.setattr(type(hasher), "verify", lambda _self, *_a: calls.append(1) or False)
    passwords.matches(mayor.person, "wrong words here")
    passwords.matches(None, "wrong words here")
    assert len(calls) == 2


def test_a_session_of_before_signing_in_is_worth_nothing(client, mayor):
    """Nobody can plant a session: the token is new at sign-in, and a made-up one is nobody's."""
    client.set_cookie("forum", "planted-by-somebody", domain="localhost")
    client.post("/sign-in", data={"email": mayor.person.email, "password": PASSWORD})
    token = client.get_cookie("forum", domain="localhost").value
    assert token != "planted-by-somebody" and len(token) >= 43
    client.post("/sign-in", data={"email": mayor.person.email, "password": PASSWORD})
    assert client.get_cookie("forum", domain="localhost").value != token
    client.set_cookie("forum", token, domain="localhost")
    assert client.get("/settings").status_code == 302, "signing in again ends the session of this browser"


def test_no_secret_is_logged_or_stored(client, mayor, session, capfd, caplog):
    person = session.get(Person, mayor.person_id)
    token = operations.mint_link("reset", person)
    session.commit()
    client.post("/sign-in", data={"email": person.email, "password": CANARY})
    client.post("/password/forgotten", data={"email": person.email})
    client.post(f"/password/{token}", data={"password": "short"})
    client.post(f"/password/{token}", data={"password": CANARY})
    client.post("/sign-in", data={"email": person.email, "password": CANARY})
    cookie = client.get_cookie("forum", domain="localhost").value
    client.post("/settings/password", data={"password": CANARY, "new_password": CANARY + " again"})
    out = "".join(capfd.readouterr()) + caplog.text
    for secret in (CANARY, token, cookie):
        assert secret not in out
    client.post("/password/forgotten", data={"email": person.email})
    row = session.scalars(select(OutboxMail).filter_by(template="reset")).one()
    assert row.data == {} and "/password/" in mail.render(row).text
