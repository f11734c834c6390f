"""The outbox page: for the secretariat only; no secret outside the demo, and there only by a click."""

import re

import pytest

from forum import ledger
from forum.accounts.sessions import load_actor
from forum.kit import clock, mail
from models import OneTimeLink, OutboxMail, Recommendation, Sponsor
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


@pytest.mark.parametrize("involved", [True, False])
def test_mail_about_a_review_is_closed_to_staff_whose_city_asks(client, session, make, involved):
    city, now = make.city("Braga"), clock.now()
    row = make.add(
        Recommendation(
            title="Pay for shade", asked="x", asked_html="x", why="y", why_html="y", body_id=make.body().id,
            stage="screening", lead_city_id=city.id, created_at=now, submitted_at=now,
        )
    )  # fmt: skip
    lead = make.actor("mayor", city)
    who = {"person_id": lead.person_id, "mandate_id": lead.mandate_id, "byline": lead.byline}
    make.add(Sponsor(recommendation_id=row.id, city_id=city.id, state="agreed", edit=1, at=now, **who))
    screener, reader = make.actor("editor"), make.person()
    make.mandate(reader, "editor")
    make.mandate(reader, "delegate", city if involved else make.city())
    event = ledger.record("recommendation.assigned", lead, ("recommendation", row.id), row.title)
    data = {"event_id": event.id, "reason": "staff"}
    letter = mail.queue(screener.person.email, "notice", data, person=screener.person)
    session.commit()
    client.sign_in(load_actor(reader.id))
    assert (row.title in client.page("/outbox")) is not involved
    assert ("is yours to screen" in client.page(f"/outbox/{letter.id}")) is not involved
    assert client.get(f"/outbox/{letter.id}/sheet").status_code == (404 if involved else 200)


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
