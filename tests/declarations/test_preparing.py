"""What a delegate prepares: seen by the city, filled in for the mayor, and void with the mandate that it hangs on."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from forum.accounts.operations import mandates
from forum.declarations.operations import requesting, voiding
from forum.declarations.queries.preparing import waiting
from forum.declarations.rules import preparing as rules
from forum.kit import clock, jobs
from models import LedgerEvent, Notification, Role, Signature, SigningRequest
from tests.confirming import give_passkey, signs

WORDS = {"remark": "With joy.", "reservation": "Not in winter.", "note": "The lawyers agree."}


@pytest.fixture
def opened(people, write, session):
    dossier = write("open")
    session.commit()
    return dossier


def prepared(dossier, people):
    return requesting.prepare(dossier, people.other_delegate, "Ready.", "With joy.")


def test_a_delegate_prepares_revises_and_takes_back(client, people, opened, session):
    path, uid = f"/declarations/{opened.id}/signature/preparation", opened.clauses[1].uid
    client.sign_in(people.other_delegate)
    assert "Tell the mayor that it is ready" in client.page(path)
    bad = client.post(path, data=WORDS)
    assert bad.status_code == 422 and "The lawyers agree." in bad.get_data(as_text=True)
    assert "A reservation needs words and the paragraphs that it is about." in bad.get_data(as_text=True)
    assert client.post(path, data=WORDS | {"reserved": [uid]}).status_code == 303
    html = client.page(path)
    assert "Not in winter." in html and "Put the changed preparation before the mayor" in html
    assert client.post(path, data={"remark": "With great joy."}).status_code == 303
    html = client.page(path)
    assert "With great joy." in html and "Not in winter." not in html
    assert client.post(f"{path}/withdrawal", data={}).status_code == 303
    assert "Tell the mayor that it is ready" in client.page(path)
    assert "With great joy." not in client.sign_in(people.other_mayor).page(f"/declarations/{opened.id}/signature")
    verbs = session.scalars(select(LedgerEvent.verb).where(LedgerEvent.verb.like("declaration.%prepar%")))
    assert list(verbs).count("declaration.signature_prepared") == 2


def test_the_mayor_sees_it_filled_in_changes_it_and_confirms(client, people, opened, session):
    uid = opened.clauses[1].uid
    requesting.prepare(opened, people.other_delegate, "Ready.", "With joy.", "Not in winter.", [uid])
    key = give_passkey(people.other_mayor)
    session.commit()
    html = client.sign_in(people.other_mayor).page(f"/declarations/{opened.id}/signature")
    assert f"{people.other_delegate.person.name} prepared this on" in html and "Ready." in html
    assert ">With joy.</textarea>" in html.replace("\r\n", "") and "Not in winter." in html and "checked" in html
    assert f"Statement and reservation, as {people.other_delegate.person.name} prepared them" in html
    client.sign_out()
    kept = client.post(f"/declarations/{opened.id}/signature", data={"again": "signed-out", "remark": "My own words."})
    back = parse_qs(urlsplit(kept.location).query)["next"][0]
    html = client.sign_in(people.other_mayor).page(back)
    assert "My own words." in html and "With joy." not in html, "what somebody typed is not written over"
    assert signs(client, opened, key, remark="With caution.").status_code == 200
    row = session.scalar(select(Signature))
    assert (row.remark, row.reservation, row.reserved_clauses) == ("With caution.", "", [])
    assert waiting() == []


def test_only_delegates_prepare(people, opened):
    from forum.kit.verdict import Refused

    for actor in (people.other_mayor, people.observer, people.editor):
        with pytest.raises(Refused):
            requesting.prepare(opened, actor, "Ready.")
    with pytest.raises(Refused):
        requesting.take_back(opened, people.other_mayor)


def test_it_falls_with_the_mandate_of_the_delegate(client, people, opened, session, make):
    prepared(opened, people)
    mandates.end_mandate(make.actor(Role.ADMIN), people.other_delegate.mandate)
    event = session.scalar(select(LedgerEvent).filter_by(verb="declaration.preparation_voided"))
    assert event.city_id == people.third.id and not event.public
    told = set(session.scalars(select(Notification.person_id).filter_by(event_id=event.id)))
    assert people.other_mayor.person_id in told and people.group_mayor.person_id not in told
    session.commit()
    html = client.sign_in(people.other_mayor).page(f"/declarations/{opened.id}/signature")
    assert "Void." in html and "The mandate under which this was prepared has ended." in html
    assert ">With joy.</textarea>" not in html.replace("\r\n", "")


def test_it_falls_with_the_mandate_of_the_mayor_and_a_new_mayor_starts_with_nothing(client, people, opened, session, make):
    prepared(opened, people)
    mandates.end_mandate(make.actor(Role.ADMIN), people.other_mayor.mandate)
    new = make.actor(Role.MAYOR, people.third)
    session.commit()
    assert session.scalar(select(SigningRequest)).void_at is not None
    html = client.sign_in(new).page(f"/declarations/{opened.id}/signature")
    assert "The mandate of the mayor for whom this was prepared has ended." in html
    assert ">With joy.</textarea>" not in html.replace("\r\n", "")


def test_a_deputy_who_leaves_takes_nothing_along(people, opened, session, make):
    deputy = make.actor(Role.DEPUTY, people.third, ends_on=clock.today() + dt.timedelta(days=9))
    prepared(opened, people)
    mandates.end_mandate(make.actor(Role.ADMIN), deputy.mandate)
    assert session.scalar(select(SigningRequest)).void_at is None


def test_a_last_day_that_passes_is_told_once_by_the_clock(people, opened, session):
    people.other_delegate.mandate.ends_on = clock.today()
    row = prepared(opened, people)
    voiding.void_ended()
    assert row.void_at is None
    with clock.at(clock.now() + dt.timedelta(days=1)):
        assert rules.stands(row, [people.other_delegate.mandate]).sentence.startswith("The mandate under which")
        for _time in range(2):
            voiding.void_ended()
    session.expire_all()
    assert session.scalar(select(SigningRequest.void_at)) is not None
    events = session.scalars(select(LedgerEvent).filter_by(verb="declaration.preparation_voided")).all()
    assert len(events) == 1 and events[0].data["request_id"] == row.id
    assert "prepared signatures of mandates that ended" in [name for name, _s, _w in jobs._jobs]


def test_what_was_signed_or_replaced_is_not_told_of(people, opened, session, make):
    from tests import signatures

    prepared(opened, people)
    prepared(opened, people)
    signatures.sign(opened, people.other_mayor)
    mandates.end_mandate(make.actor(Role.ADMIN), people.other_delegate.mandate)
    assert session.scalar(select(LedgerEvent).filter_by(verb="declaration.preparation_voided")) is None
