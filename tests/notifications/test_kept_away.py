"""Notices that came before their reader had an interest leave the inbox, its counts, the mail at once and the digest."""

import datetime as dt

import pytest

from forum import ledger
from forum.accounts.sessions import load_actor
from forum.kit import clock, mail
from forum.notifications import digests, letters, queries
from forum.recommendations.operations import merging, sponsors
from forum.recommendations.queries import find
from forum.screening.operations import interests
from models import Experience, Notification, OutboxMail, Person, Role
from models.base import db
from tests.recommendations import conftest as stages

people, body, experience, write = stages.people, stages.body, stages.experience, stages.write
TITLE = "Pay for shade"


def tell(people, case, reader, asks=True):
    """A notice of the review."""
    verb, data = ("submitted", {}) if asks else ("act_taken_back", {"assignee_id": reader.person_id})
    ledger.record(f"recommendation.{verb}", people.lead_mayor, ("recommendation", case.id), TITLE, **data)


def kept(reader):
    """The number beside the person, which is that of the rows."""
    db.session.flush()
    db.session.expire_all()
    number = db.session.get(Person, reader.person_id).unread
    assert number == db.session.query(Notification).filter_by(person_id=reader.person_id, read_at=None).count()
    return number


def declared(people, case, reader, make):
    interests.declare(reader, case.id, None, "Family.")


def in_its_city(people, case, reader, make):
    interests.declare(reader, None, people.lead, "Family.")


def city_is_asked(people, case, reader, make):
    interests.declare(reader, None, people.other, "Family.")
    tell(people, case, reader)
    for step in ("assign", "return"):
        stages.STEPS[step](find(None, case.id), people, make)
    sponsors.invite(find(None, case.id), people.lead_mayor, people.other)


def merged(people, case, reader, make):
    interests.declare(reader, None, people.other, "Family.")
    tell(people, case, reader)
    cited = db.session.get(Experience, case.evidence[0].experience_id)
    source = stages.begin(people, people.body, cited, "Another")
    sponsors.invite(source, people.lead_mayor, people.other)
    stages.STEPS["submit"](find(None, source.id), people, make)
    merging.merge(find(None, source.id), people.editor, find(None, case.id).row, "The same.")


def mandate(people, case, reader, make):
    held = make.mandate(reader.person, Role.DELEGATE, people.lead)
    ledger.record("mandate.verified", people.editor, ("person", reader.person_id), held.office, holder_id=reader.person_id)


WAYS = [declared, in_its_city, city_is_asked, merged, mandate]


@pytest.mark.parametrize("way", WAYS)
def test_the_inbox_shows_and_counts_it_no_more(people, write, make, client, way):
    case, reader = write("submitted", TITLE), people.editor2
    for asks in (True, False):
        tell(people, case, reader, asks)
    db.session.commit()
    client.sign_in(reader)
    assert client.page("/inbox").count(TITLE) >= 2
    notice = queries.inbox(reader, None).items[0]
    way(people, case, reader, make)
    db.session.commit()
    for show in ("all", "asks", "unread"):
        assert TITLE not in client.page(f"/inbox?show={show}")
    assert client.post(f"/inbox/{notice.id}/reading", data={"stay": "1"}).status_code == 404
    reader = load_actor(reader.person_id, reader.mandate_id)
    unread = [one for one in queries.inbox(reader, None).items if one.read_at is None]
    assert queries.unread(reader) == (len(unread), sum(one.asks for one in unread))
    assert kept(reader) == len(unread)


def test_a_mandate_that_begins_by_the_day_hides_it_too(people, write, make):
    """No act makes it begin, so the list asks by itself; what the person reads as a sponsor stays."""
    case, reader = write("submitted", TITLE), people.editor2
    tell(people, case, reader)
    ledger.record("recommendation.act_taken_back", people.editor, ("recommendation", case.id), TITLE, assignee_id=0)
    make.mandate(reader.person, Role.DELEGATE, people.lead)
    reader = load_actor(reader.person_id, reader.mandate_id)
    assert TITLE not in [one.event.title for one in queries.inbox(reader, None).items]
    ledger.record("recommendation.returned", people.editor, ("recommendation", case.id), TITLE)
    assert [one.reason for one in queries.inbox(reader, None).items if one.event.title == TITLE] == ["lead"]
    assert queries.unread(reader)[0] == len([one for one in queries.inbox(reader, None).items if one.read_at is None])


def test_others_keep_theirs(people, write, make):
    case = write("submitted", TITLE)
    tell(people, case, people.editor2)
    before = kept(people.editor)
    for way in (declared, in_its_city):
        way(people, case, people.editor2, make)
    assert kept(people.editor) == before and queries.unread(people.editor)[0] == before


@pytest.mark.parametrize("way", WAYS)
def test_no_mail_tells_it_that_is_worded_afterwards(people, write, make, way):
    case, reader = write("submitted", TITLE), people.editor2
    tell(people, case, reader)
    tell(people, case, reader, asks=False)
    events = [one.event_id for one in queries.inbox(reader, None).items if one.event.title == TITLE]
    data = {"event_ids": events, "left_out": 0}
    digest = mail.queue(reader.person.email, "digest", data, person=reader.person, language="en")
    notices = [row for row in db.session.query(OutboxMail).filter_by(template="notice", person_id=reader.person_id)]
    notices = [row for row in notices if row.data["event_id"] in events]
    assert notices and letters.digest(digest)["count"] == len(events)
    way(people, case, reader, make)
    db.session.flush()
    for row, words in [(digest, letters.digest), *((row, letters.notice) for row in notices)]:
        with pytest.raises(mail.NothingToSay):
            words(row)


def test_a_digest_that_is_queued_afterwards_leaves_it_out(people, write, make):
    case, reader = write("submitted", TITLE), people.editor2
    tell(people, case, reader, asks=False)
    make.mandate(reader.person, Role.DELEGATE, people.lead)
    digests.queue_for(reader.person_id, clock.now() + dt.timedelta(days=1))
    queued = db.session.query(OutboxMail).filter_by(template="digest", person_id=reader.person_id).all()
    assert not queued and kept(reader) == 0
