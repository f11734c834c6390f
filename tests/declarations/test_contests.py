""" "This was not me": marked at once, counted no more, in the register, and settled by two people of the secretariat."""

import json

import pytest
from sqlalchemy import select

from forum.accounts.sessions import load_actor
from forum.declarations.operations import contesting, requesting
from forum.declarations.operations.entering import digest_of
from forum.declarations.queries import contests as reading
from forum.declarations.queries import declarations
from forum.declarations.rules import contesting as rules
from forum.desk.queries import own_acts
from forum.kit import clock, mail
from forum.kit.verdict import Refused
from forum.register.queries import entry
from models import LedgerEvent, Notification, OutboxMail
from tests import signatures


@pytest.fixture
def signed(people, write, session):
    dossier = write("open")
    signatures.sign(dossier, people.lead_mayor)
    signatures.sign(dossier, people.other_mayor)
    return dossier


def contested(dossier, people, kind="signature", who="other_mayor", reason="I was on a train."):
    row = next(s for s in dossier.signatures if s.person_id == getattr(people, who).person_id)
    act = reading.act(dossier, kind, row.id if kind == "signature" else row.withdrawal.id)
    return contesting.contest(dossier, getattr(people, who), act, reason)


def said_at(index):
    return json.loads(entry(index).content)


def test_a_contested_signature_counts_no_more_and_the_city_may_sign_again(signed, people, session):
    row = contested(signed, people)
    found = declarations.get(None, signed.id)
    assert found.row.signature_count == len(found.standing) == 1 and row.act == "signature"
    session.refresh(people.third)
    assert people.third.signature_count == 0
    written = said_at(row.register_index)
    said = written["statement"]
    assert (said["kind"], written["method"], said["contests"]) == ("contest", "session", row.contests)
    assert said["holder"] == people.other_mayor.person.name and said["city"] == "Tampere (FI)" and said["version"] == 1
    assert said["reason_sha256"] == digest_of("I was on a train.") and "train" not in json.dumps(written)
    again = signatures.sign(found, people.other_mayor)
    assert found.row.signature_count == 2 and reading.signed_again(row).id == again.id


def test_all_of_the_secretariat_is_called_at_once(signed, people, session):
    contested(signed, people)
    event = session.scalars(select(LedgerEvent).filter_by(verb="declaration.act_contested")).one()
    asked = session.scalars(select(Notification.person_id).filter_by(event_id=event.id, asks=True)).all()
    assert sorted(asked) == sorted([people.editor.person_id, people.approver.person_id])
    mails = session.scalars(select(OutboxMail).filter_by(template="notice")).all()
    assert sorted(m.person_id for m in mails if m.data["event_id"] == event.id) == sorted(asked)


def test_a_contested_withdrawal_is_marked_and_the_signature_stays_withdrawn(signed, people):
    signatures.withdraw(signed, people.other_mayor)
    row = contested(signed, people, "withdrawal")
    found = declarations.get(None, signed.id)
    gone = next(s for s in found.signatures if s.id == row.signature_id)
    assert not gone.standing and gone.withdrawal.contest.id == row.id and gone.contest is None
    assert found.row.signature_count == 1
    assert signatures.sign(found, people.other_mayor) and found.row.signature_count == 2


def test_a_contested_refusal_is_void(signed, people, session):
    declined = requesting.decline(signed, people.group_mayor, "No funds.")
    act = reading.act(signed, "decline", declined.id)
    row = contesting.contest(signed, people.group_mayor, act, "I would never.")
    assert declined.void_at is not None and row.contests == declined.register_index
    event = session.scalars(select(LedgerEvent).filter_by(verb="declaration.act_contested")).one()
    assert not event.public, "why a city did not sign is not public, nor is that somebody says it did not say so"
    assert signatures.sign(signed, people.group_mayor)


def test_who_contests(signed, people, make):
    act = reading.act(signed, "signature", signed.signatures[1].id)
    sentences = {
        "other_mayor": "", "lead_mayor": "This act does not stand in your name.",
        "other_delegate": "This act does not stand in your name.", "editor": "This act does not stand in your name.",
    }  # fmt: skip
    for who, sentence in sentences.items():
        assert rules.can_contest(getattr(people, who), act.person_id, False).sentence == sentence, who
    assert rules.can_contest(people.other_mayor, act.person_id, True).sentence == "You have contested this act already."
    viewed = type(people.other_mayor)(people.other_mayor.person, people.other_mayor.mandate, (), read_only=True)
    assert rules.can_contest(viewed, act.person_id, False).sentence.startswith("You are viewing the site")


def test_an_office_that_ended_contests_as_well(signed, people, session):
    people.other_mayor.mandate.ended_at = clock.now()
    session.flush()
    person = load_actor(people.other_mayor.person_id)
    assert person.mandate is None
    row = contesting.contest(signed, person, reading.act(signed, "signature", signed.signatures[1].id), "Not me.")
    said = said_at(row.register_index)["statement"]
    assert said["office"] == people.other_mayor.mandate.office and said["mandate"] == people.other_mayor.mandate_id


def test_nobody_contests_twice(signed, people):
    contested(signed, people)
    with pytest.raises(Refused, match="contested this act already"):
        contested(signed, people)


def test_two_people_settle_it_and_nobody_their_own(signed, people, session):
    row = contested(signed, people)
    refused = "Only the secretariat looks into a contested act."
    for who, sentence in {"lead_mayor": refused, "chair": refused, "editor": "", "approver": ""}.items():
        assert rules.can_propose(getattr(people, who), row.person_id, False).sentence == sentence, who
    assert rules.can_propose(people.editor, people.editor.person_id, False).sentence.startswith("You do not settle")
    nothing = rules.can_settle(people.editor, row.person_id, None, False)
    assert nothing.sentence == "Nothing was recorded yet that could be confirmed."
    with pytest.raises(Refused, match="The holder has not signed again"):
        contesting.propose(signed, people.editor, row, "signed_again", "They told me.")
    contesting.propose(signed, people.editor, row, "not_theirs", "Called on the number of the city hall.")
    seen = digest_of("not_theirs\nCalled on the number of the city hall.")
    with pytest.raises(Refused, match="You recorded this yourself"):
        contesting.settle(signed, people.editor, row, seen)
    with pytest.raises(Refused, match="recorded something meanwhile"):
        contesting.settle(signed, people.approver, row, digest_of("unclear\nWho knows.") or "")
    contesting.settle(signed, people.approver, row, seen)
    assert row.settled_by_id == people.approver.person_id
    with pytest.raises(Refused, match="settled"):
        contesting.propose(signed, people.editor, row, "unclear", "On second thought.")
    assert signed.row.signature_count == 1, "nothing that the secretariat finds brings a signature back"
    event = session.scalars(select(LedgerEvent).filter_by(verb="declaration.contest_settled")).one()
    told = session.scalars(select(Notification.person_id).filter_by(event_id=event.id)).all()
    assert people.other_mayor.person_id in told


def test_only_the_holder_takes_it_back_by_signing_again(signed, people):
    row = contested(signed, people)
    signatures.sign(signed, people.other_mayor)
    contesting.propose(signed, people.editor, row, "signed_again", "A mistake; signed anew.")
    contesting.settle(signed, people.approver, row, digest_of("signed_again\nA mistake; signed anew."))
    assert row.finding == "signed_again" and signed.row.signature_count == 2


def test_every_act_is_told_to_the_person_in_whose_name_it_stands(signed, people, session):
    people.other_mayor.person.notices = "off"
    signatures.withdraw(signed, people.other_mayor)
    requesting.decline(signed, people.group_mayor, "No funds.")
    rows = session.scalars(select(OutboxMail).filter_by(template="act").order_by(OutboxMail.id)).all()
    people_told = [people.lead_mayor, people.other_mayor, people.other_mayor, people.group_mayor]
    assert [row.person_id for row in rows] == [actor.person_id for actor in people_told]
    subjects = [mail.render(row).subject for row in rows]
    assert subjects == [
        "You signed “Trees for every street”", "You signed “Trees for every street”",
        "You withdrew the signature under “Trees for every street”", "You declined to sign “Trees for every street”",
    ]  # fmt: skip
    first, gone = mail.render(rows[0]), mail.render(rows[2])
    assert f"/declarations/{signed.id}/signatures/{signed.signatures[0].id}/contest" in first.text
    assert f"/declarations/{signed.id}/withdrawals/" in gone.text and "Mayor of Tampere" in gone.text


def test_acts_in_ones_name_stand_on_the_desk(signed, people, session):
    assert [(one.called, one.contest_id) for one in own_acts.acts(people.other_mayor.person_id)] == [("Signed", None)]
    row = contested(signed, people)
    assert [one.contest_id for one in own_acts.acts(people.other_mayor.person_id)] == [row.id]
    assert own_acts.acts(people.editor.person_id) == []
