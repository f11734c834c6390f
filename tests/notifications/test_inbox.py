"""The inbox: who gets a row, how many are unread, what the buttons do, what the page costs."""

import re

import pytest
from sqlalchemy import func, select

from forum import ledger
from models import Follow, Notification, OutboxMail, Person
from tests.counting import count_statements


def unread(session, actor):
    session.expire_all()
    kept = session.get(Person, actor.person_id).unread
    counted = session.scalar(
        select(func.count()).select_from(Notification).filter_by(person_id=actor.person_id, read_at=None)
    )
    assert kept == counted
    return kept


def ask(session, actor, title="Clean air"):
    """Something that asks a person: they are named as the one who screens."""
    return ledger.record("mandate.added", None, ("person", actor.person_id), title)


def test_a_follower_is_told_and_not_mailed_at_once(session, reader, say):
    say()
    assert unread(session, reader) == 1
    assert session.scalar(select(func.count()).select_from(OutboxMail).filter_by(person_id=reader.person_id)) == 0


def test_who_muted_is_not_told(session, reader, subject, say):
    session.query(Follow).filter_by(person_id=reader.person_id).update({"muted": True})
    say()
    assert unread(session, reader) == 0


def test_reading_one_leads_to_the_thing(session, client, reader, say, experience):
    say()
    session.commit()
    client.sign_in(reader)
    html = client.page("/inbox")
    assert "Today" in html and "because you follow this" in html
    address = re.search(r'action="(/inbox/\d+/reading)"', html)[1]
    response = client.post(address, data={"idempotency_key": "a"})
    assert response.status_code == 303 and response.location.startswith("/comments/")
    assert unread(session, reader) == 0
    assert client.post(address, data={"unread": "1", "idempotency_key": "b"}).location == "/inbox"
    assert unread(session, reader) == 1


def test_all_are_read_at_once_and_twice_is_once(session, client, reader, say):
    for number in range(3):
        say(f"Word {number}")
    session.commit()
    client.sign_in(reader)
    client.post("/inbox/reading", data={"idempotency_key": "a"})
    client.post("/inbox/reading", data={"idempotency_key": "b"})
    assert unread(session, reader) == 0


def test_muting_from_the_inbox(session, client, reader, say):
    say()
    session.commit()
    client.sign_in(reader)
    address = re.search(r'action="(/inbox/\d+/muting)"', client.page("/inbox"))[1]
    client.post(address, data={"idempotency_key": "a"})
    assert unread(session, reader) == 0
    say("Again")
    assert unread(session, reader) == 0


def test_another_persons_notice_does_not_exist(session, client, make, reader, say):
    say()
    session.commit()
    identity = session.scalar(select(Notification.id).filter_by(person_id=reader.person_id))
    client.sign_in(make.actor("delegate"))
    assert client.post(f"/inbox/{identity}/reading").status_code == 404


def test_empty_inboxes_say_what_to_do(client, reader):
    client.sign_in(reader)
    assert "Nothing new" in client.page("/inbox")
    assert "Nothing is asked of you" in client.page("/inbox?show=asks")
    assert "Everything is read" in client.page("/inbox?show=unread")


@pytest.mark.parametrize("rows", [1, 30])
def test_what_the_page_costs(session, client, reader, say, rows, monkeypatch):
    monkeypatch.setattr("forum.discussion.rules.keeps_pace", lambda count: True)
    for number in range(rows):
        say(f"Word {number}")
    session.commit()
    client.sign_in(reader)
    client.page("/inbox")
    with count_statements() as seen:
        html = client.page("/inbox")
    assert html.count('class="note note--unread"') == min(rows, 25)
    assert len(seen) == 4  # the session, the notices, what asks, the things
