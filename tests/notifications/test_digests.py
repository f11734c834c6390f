"""One digest a day and person, with the sentences grouped by the thing, also in the nights when clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from forum.kit import clock, mail
from forum.notifications import digests, operations
from models import OutboxMail

ZURICH = ZoneInfo("Europe/Zurich")


def sent(session, actor):
    statement = select(OutboxMail).filter_by(person_id=actor.person_id, template="digest").order_by(OutboxMail.id)
    return session.scalars(statement).all()


@pytest.fixture(autouse=True)
def committed(session, reader, say):
    """The job begins with what is in the database."""
    session.commit()


@pytest.mark.parametrize("first", [dt.date(2027, 3, 26), dt.date(2027, 10, 29), dt.date(2027, 6, 1)])
def test_once_a_day_across_the_change_of_clocks(session, reader, say, first):
    moment = dt.datetime.combine(first, dt.time(12), ZURICH).astimezone(dt.UTC)
    for _day in range(4):
        for quarter in range(96):
            with clock.at(moment + dt.timedelta(minutes=15 * quarter)):
                if quarter in (4, 40):
                    say(f"Word {moment} {quarter}")
                    session.commit()
                if quarter % 4 == 0:
                    digests.send_due()
        moment += dt.timedelta(days=1)
    rows = sent(session, reader)
    mornings = [row.created_at.astimezone(ZURICH) for row in rows]
    assert [one.hour for one in mornings] == [7] * 4
    assert len({one.date() for one in mornings}) == 4
    assert [len(row.data["event_ids"]) for row in rows] == [2] * 4


def test_it_comes_in_the_readers_own_morning(session, reader, say):
    reader.person.time_zone = "Asia/Almaty"
    with clock.at(dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)):
        say()
    session.commit()
    with clock.at(dt.datetime(2027, 6, 2, 1, 50, tzinfo=dt.UTC)):  # 06:50 there
        digests.send_due()
        assert sent(session, reader) == []
    with clock.at(dt.datetime(2027, 6, 2, 2, 5, tzinfo=dt.UTC)):
        digests.send_due()
        digests.send_due()
    assert len(sent(session, reader)) == 1


def test_what_was_read_meanwhile_or_is_not_wanted_is_not_mailed(session, reader, say):
    say()
    operations.mark_read(reader.person_id)
    session.commit()
    with clock.at(clock.now() + dt.timedelta(days=2)):
        digests.send_due()
    assert sent(session, reader) == []
    reader.person.digest = "off"
    say("Again")
    session.commit()
    with clock.at(clock.now() + dt.timedelta(days=2)):
        digests.send_due()
    assert sent(session, reader) == []


def test_it_holds_the_sentences_by_thing_and_says_how_to_stop(session, reader, say, subject):
    say("One")
    say("Two")
    session.commit()
    with clock.at(clock.now() + dt.timedelta(days=1)):
        digests.send_due()
    letter = mail.render(sent(session, reader)[0])
    assert letter.subject == f"2 acts since your last digest: {subject.title}"
    assert letter.text.count("commented on") == 2 and letter.text.count(f"http://localhost:8000{subject.url}") == 1
    assert "/unsubscribe/" in letter.unsubscribe and "/muting/" in letter.html


def test_two_workers_send_one(session, reader, say):
    say()
    edge = clock.now() + dt.timedelta(minutes=1)
    digests.queue_for(reader.person_id, edge)
    digests.queue_for(reader.person_id, edge)
    assert len(sent(session, reader)) == 1
