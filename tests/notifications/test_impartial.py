"""Whoever has an interest is not told of a review, by no notice and no mail, and reads nothing of it in the outbox."""

import datetime as dt

import pytest
from sqlalchemy import select

from forum import ledger
from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.notifications import queries
from forum.notifications.sources import body_chairs, body_members
from forum.recommendations.queries import find
from forum.screening.operations import interests
from models import BodyMember, LedgerEvent, Notification, OutboxMail, Role
from models.base import db
from tests.recommendations import conftest as stages

people, body, experience, write = stages.people, stages.body, stages.experience, stages.write


def told(event):
    by_notice = set(db.session.scalars(select(Notification.person_id).filter_by(event_id=event.id)))
    mails = db.session.scalars(select(OutboxMail).filter_by(template="notice"))
    return by_notice | {row.person_id for row in mails if row.data.get("event_id") == event.id}


def act(people, case, verb, **data):
    return ledger.record(f"recommendation.{verb}", people.lead_mayor, ("recommendation", case.id), case.row.title, **data)


@pytest.mark.parametrize("of", ["recommendation", "city"])
def test_no_notice_and_no_mail_reach_whoever_declared_an_interest(people, write, of):
    case = write("submitted")
    named = {"colleagues": [people.editor.person_id, people.editor2.person_id]}
    before = [told(act(people, case, "submitted")), told(act(people, case, "note_mentioned", **named))]
    assert all({people.editor.person_id, people.editor2.person_id} <= some for some in before)
    number, city = (case.id, None) if of == "recommendation" else (None, people.lead)
    interests.declare(people.editor2, number, city, "Family.")
    interests.declare(people.bureau, None, people.lead, "Born there.")
    after = [told(act(people, case, "submitted")), told(act(people, case, "note_mentioned", **named))]
    assert [some - one for some, one in zip(before, after, strict=True)] == [{people.editor2.person_id}] * 2
    assert people.bureau.person_id not in told(act(people, case, "accepted"))


def letters(case):
    """The receipt, and a notice that asks the editors."""
    rows = list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)))
    events = set(db.session.scalars(select(LedgerEvent.id).filter_by(verb="recommendation.submitted", subject_id=case.id)))
    receipt = next(row for row in rows if row.data.get("recommendation_id") == case.id)
    return receipt, next(row for row in rows if row.data.get("event_id") in events)


def test_the_outbox_is_closed_where_an_interest_was_declared(people, write, client):
    case = write("submitted", "Pay for shade")
    receipt, notice = letters(case)
    for actor, closed in ((people.editor2, set()), (people.sponsor_editor, {receipt.id, notice.id})):
        assert queries.closed_to(actor, [receipt, notice]) == closed
    interests.declare(people.editor2, case.id, None, "I drafted it.")
    assert queries.closed_to(people.editor2, [receipt, notice]) == {receipt.id, notice.id}
    client.sign_in(people.editor2)
    assert "Pay for shade" not in client.page("/outbox")
    for row in (receipt, notice):
        page = client.page(f"/outbox/{row.id}")
        assert "Pay for shade" not in page and "You have an interest in what this mail is about" in page
        assert client.get(f"/outbox/{row.id}/sheet").status_code == 404


def test_what_everybody_reads_is_open_in_the_outbox_too(people, write):
    case = write("forwarded")
    interests.declare(people.editor2, case.id, None, "I drafted it.")
    assert queries.closed_to(people.editor2, letters(case)) == set()


@pytest.mark.parametrize(("since", "until", "sits"), [(None, None, True), (None, -1, False), (1, None, False), (0, 0, True)])
def test_of_a_room_those_hear_who_sit_there_today(people, write, make, since, until, sits):
    case = write("forwarded")
    days = [None if day is None else clock.today() + dt.timedelta(days=day) for day in (since, until)]
    make.add(BodyMember(body_id=people.body.id, name="Delegation chair", kind="chair", since=days[0], until=days[1]))
    chair = make.actor(Role.STATE, body_id=people.body.id, organisation=" delegation Chair", office="Delegate")
    event = LedgerEvent(subject_kind="body", subject_id=people.body.id, data={"recommendation_id": case.id})
    heard = [(chair.person_id, "member")] if sits else []
    assert body_chairs(event) == body_members(event) == heard


@pytest.mark.parametrize("how", ["declared", "city"])
def test_a_chair_with_an_interest_hears_no_position(people, write, make, how):
    case = write("forwarded")
    make.add(BodyMember(body_id=people.body.id, name="Delegation chair", kind="chair"))
    chair = make.actor(Role.STATE, body_id=people.body.id, organisation="Delegation chair", office="Delegate")
    make.mandate(chair.person, *((Role.BUREAU,) if how == "declared" else (Role.DELEGATE, people.lead)))
    event = LedgerEvent(subject_kind="body", subject_id=people.body.id, data={"recommendation_id": find(None, case.id).id})
    if how == "declared":
        assert body_chairs(event) == [(chair.person_id, "member")]
        office = next(one for one in load_actor(chair.person_id).mandates if one.role == Role.BUREAU)
        interests.declare(load_actor(chair.person_id, office.id), case.id, None, "Family.")
    assert body_chairs(event) == []
