"""The outbox page: for the secretariat only; no secret outside the demo, and there only by a click."""

import re

import pytest

from forum.kit import clock, mail
from models import OneTimeLink, OutboxMail
from tests.counting import count_statements


@pytest.fixture
def editor(make, client, session):
    actor = make.actor("editor")
    session.commit()
    client.sign_in(actor)
    return actor


@pytest.fixture
def reset(session, make):
    person = make.person()
    row = mail.queue(person.email, "reset", {}, person=person)
    session.commit()
    return row


@pytest.mark.parametrize(
    ("role", "status"), [("mayor", 404), ("observer", 404), ("bureau", 404), ("editor", 200), ("admin", 200)]
)
def test_who_sees_it(client, make, session, reset, role, status):
    actor = make.actor(role)
    session.commit()
    client.sign_in(actor)
    for path in ("/outbox", f"/outbox/{reset.id}", f"/outbox/{reset.id}/sheet"):
        assert client.get(path).status_code == status, path


def test_no_secret_is_shown_or_made(client, session, editor, reset):
    links = session.query(OneTimeLink).count()
    html = client.page(f"/outbox/{reset.id}")
    assert "is never shown here" in html and "Follow the link" not in html
    assert session.query(OneTimeLink).count() == links
    assert client.post(f"/outbox/{reset.id}/link").status_code == 404


def test_the_demo_follows_the_link(app, client, session, editor, reset, monkeypatch):
    monkeypatch.setitem(app.config, "FORUM_MODE", "demo")
    assert "Follow the link of this mail" in client.page(f"/outbox/{reset.id}")
    response = client.post(f"/outbox/{reset.id}/link", data={"idempotency_key": "a"})
    assert response.status_code == 303 and re.match(r"http://localhost:8000/password/.{30,}", response.location)


def test_the_sheet_can_do_nothing(client, editor, reset):
    response = client.get(f"/outbox/{reset.id}/sheet")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "frame-ancestors 'self'" in policy


def test_a_failed_mail_is_tried_again(client, session, editor, reset):
    reset.state, reset.last_error, reset.attempts = "failed", "OSError: gone", 12
    session.commit()
    assert "OSError: gone" in client.page(f"/outbox/{reset.id}")
    client.post(f"/outbox/{reset.id}/retry", data={"idempotency_key": "a"})
    session.refresh(reset)
    assert (reset.state, reset.attempts) == ("waiting", 0) and reset.due_at <= clock.now()


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_list_costs(client, session, editor, make, rows):
    session.query(OutboxMail).delete()
    person = make.person()
    for number in range(rows):
        mail.queue(f"r{number}@example.org", "reset", {}, person=person)
    session.commit()
    client.page("/outbox")
    with count_statements() as seen:
        html = client.page("/outbox?state=waiting")
    assert html.count("@example.org</a>") == min(rows, 25)
    assert len(seen) == 4  # the session, the counts, the mails, what they are about
