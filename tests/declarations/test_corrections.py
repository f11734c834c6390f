"""A correction of signed words: in force at once, carried forward, and gone with one objection."""

import datetime as dt
import json

import pytest
from sqlalchemy import select

from forum.declarations.operations import deadlines, objecting, procedure, requesting
from forum.declarations.operations import nexting as preparing
from forum.declarations.queries import contests
from forum.declarations.queries import declarations as reading
from forum.declarations.rules import correcting, renewing, signing
from forum.declarations.text import frozen, keeping, nexting
from forum.declarations.text.clauses import number
from forum.declarations.text.nexting import Draft
from forum.declarations.text.reserving import explanations, reservations_by_clause
from forum.kit import clock, mail
from forum.kit.verdict import Refused
from forum.register.queries import entries_of
from models import LedgerEvent, Notification, Objection, OutboxMail
from tests import signatures
from tests.declarations.conftest import issue

FIRST, SECOND = "Requests the Committee to take note.", "Requests the Committee to take a note."


@pytest.fixture
def corrected(people, write, session):
    """Two cities signed version 1; version 2 corrects the last paragraph."""
    dossier = write("open", signed=True)
    signatures.sign(dossier, people.group_mayor)
    issue(dossier, people.chair, "editorial", "A typing error.", {dossier.clauses[-1].uid: SECOND})
    return dossier


def kinds(dossier):
    return [(entry.kind, json.loads(entry.content)["statement"]) for entry in entries_of(dossier.id)]


def test_a_correction_carries_the_signatures_and_says_until_when(corrected, people):
    version = corrected.version
    assert (version.number, version.kind, len(corrected.standing)) == (2, "editorial", 2)
    assert version.objections_until == version.at + dt.timedelta(days=7) and corrected.correction is version
    kind, said = kinds(corrected)[-1]
    assert kind == "corrigendum" and (said["version"], said["corrects"]) == (2, 1)
    assert said["objections_until"] == int(version.objections_until.timestamp())
    assert said["text_sha256"] == version.manifest_sha256 and said["holder"] == people.chair.person.name
    with clock.at(version.objections_until - dt.timedelta(seconds=1)):
        assert corrected.correction is version
    with clock.at(version.objections_until):
        assert corrected.correction is None and len(corrected.standing) == 2


def test_who_objects(corrected, people):
    sentences = {
        "lead_mayor": "", "group_mayor": "",
        "group_delegate": "Only a mayor or deputy mayor objects for a city.",
        "other_mayor": "Only cities whose signature stands under this text object to a correction of it.",
        "chair": "Only accredited cities do this.", "editor": "Only accredited cities do this.",
        "observer": "Only accredited cities do this.",
    }  # fmt: skip
    for who, sentence in sentences.items():
        assert correcting.can_object(corrected, getattr(people, who)).sentence == sentence, who
    with clock.at(corrected.version.objections_until):
        verdict = correcting.can_object(corrected, people.group_mayor)
        assert verdict.sentence.startswith("The time for objections ended on")


def test_no_correction_no_objection(people, write):
    dossier = write("open", signed=True)
    verdict = correcting.can_object(dossier, people.lead_mayor)
    assert verdict.sentence == "No correction of this text is open to objection."


def test_one_objection_and_the_version_before_stands(corrected, people, session):
    objecting.object_to(corrected, people.group_mayor, "It changes what is asked.")
    found = reading.get(None, corrected.id)
    assert (found.version.number, found.row.version_count, len(found.standing)) == (1, 2, 2)
    assert [c.text for c in found.clauses][-1] == FIRST
    assert [c.text for c in found.clauses] == [c.text for c in frozen.read(found.version.canonical)]
    kind, said = kinds(found)[-1]
    assert kind == "object" and said["version"] == 2 and said["city"] == "Lviv (UA)" and "reason" not in said
    row = session.scalars(select(Objection)).one()
    assert entries_of(found.id)[-1].index == row.register_index and row.byline == people.group_mayor.byline
    kept = preparing.working(found)
    assert kept and kept.clauses[-1][2] == SECOND, "the chair can issue it as a change of substance"
    with pytest.raises(Refused, match="No correction of this text is open"):
        objecting.object_to(found, people.lead_mayor, "Me too.")
    drafts = [Draft(*one) for one in kept.clauses]
    preparing.issue(found, people.chair, "substantive", "It changes something.", drafts)
    assert (found.version.number, found.standing) == (3, [])


def test_who_signed_the_corrected_words_is_asked_once_and_has_time(corrected, people, session):
    signatures.sign(corrected, people.other_mayor)
    assert corrected.row.signature_count == 3
    corrected.row.signing_ends_at = clock.now() + dt.timedelta(hours=5)
    moment = clock.now() + dt.timedelta(hours=1)
    with clock.at(moment):
        objecting.object_to(corrected, people.lead_mayor, "No.")
    assert corrected.row.signature_count == 2 and corrected.signature_of(people.third.id) is None
    assert corrected.row.signing_ends_at == moment.replace(microsecond=0) + dt.timedelta(days=7)
    event = session.scalars(select(LedgerEvent).filter_by(verb="declaration.correction_objected")).one()
    assert event.data["asked_city_ids"] == [people.third.id]
    asked = session.scalars(select(Notification.person_id).filter_by(event_id=event.id, asks=True)).all()
    assert sorted(asked) == sorted([people.other_mayor.person_id, people.chair.person_id])
    assert renewing.can_renew(corrected, people.other_mayor)
    signatures.sign(corrected, people.other_mayor)
    assert corrected.row.signature_count == 3 and not renewing.can_renew(corrected, people.other_mayor)
    session.refresh(people.third)
    assert people.third.signature_count == 1


def test_nothing_settles_the_text_while_a_correction_is_open(corrected, people):
    acts = {
        "issue": lambda: issue(corrected, people.chair, "substantive", "More.", {corrected.clauses[-1].uid: "Asks."}),
        "adopt": lambda: procedure.adopt(corrected, people.chair, clock.today(), "Lviv"),
        "close": lambda: procedure.close(corrected, people.chair),
    }
    for act in acts.values():
        with pytest.raises(Refused, match="open to objection until"):
            act()
    with clock.at(corrected.version.objections_until):
        acts["issue"]()
        assert corrected.version.number == 3


def test_a_deadline_closes_an_adopted_text_after_the_time_for_objections(people, write):
    dossier = write("adopted")
    with clock.at(dossier.row.signing_ends_at - dt.timedelta(days=1)):
        issue(dossier, people.chair, "editorial", "A letter.", {dossier.clauses[-1].uid: SECOND})
    for moment, stage in ((dossier.row.signing_ends_at, "adopted"), (dossier.version.objections_until, "closed")):
        with clock.at(moment):
            procedure.note_deadlines()
        assert reading.get(None, dossier.id).stage == stage


def test_each_signer_is_asked_once_of_a_change_of_substance(corrected, people, session):
    with clock.at(corrected.version.objections_until):
        issue(corrected, people.chair, "substantive", "Funds.", {corrected.clauses[-1].uid: "Requests money."})
    events = select(LedgerEvent).where(LedgerEvent.verb.in_(["declaration.corrected", "declaration.version_issued"]))
    for event in session.scalars(events.order_by(LedgerEvent.id)).all():
        asked = session.scalars(select(Notification.person_id).filter_by(event_id=event.id, asks=True)).all()
        assert sorted(asked) == sorted([people.lead_mayor.person_id, people.group_mayor.person_id]), event.verb
        mails = session.scalars(select(OutboxMail).filter_by(template="notice")).all()
        to = [mail.person_id for mail in mails if mail.data["event_id"] == event.id]
        assert sorted(to) == sorted(asked), event.verb


def test_keeping_or_not_is_asked_of_cities_that_signed_before(corrected, people):
    with clock.at(corrected.version.objections_until):
        assert renewing.can_renew(corrected, people.lead_mayor).sentence == "Your city has signed this version."
        assert renewing.can_renew(corrected, people.other_mayor).sentence.startswith("Your city has not signed an earlier")
        issue(corrected, people.chair, "substantive", "Funds.", {corrected.clauses[-1].uid: "Requests money."})
        assert renewing.can_renew(corrected, people.lead_mayor)
        verdict = renewing.can_renew(corrected, people.lead_delegate)
        assert verdict.sentence == "Only a mayor or deputy mayor signs for a city."


def test_an_open_correction_stops_no_signature_and_no_withdrawal(corrected, people):
    assert signing.can_sign(corrected, people.other_mayor)
    signatures.withdraw(corrected, people.lead_mayor)
    assert corrected.row.signature_count == 1


TEXT = [Draft("a", "operative", "One;"), Draft("b", "operative", "Two;"), Draft("c", "operative", "Three.")]


@pytest.mark.parametrize(
    ("reserved", "now", "kept", "changed", "gone", "lost"),
    [
        (["b"], TEXT, ["b"], [], [], ""),
        (["b", "a"], TEXT, ["a", "b"], [], [], ""),
        (["b"], [TEXT[0], Draft("b", "operative", "Two and more;")], ["b"], ["b"], [], ""),
        (["a", "b"], [TEXT[1]], ["b"], [], ["a"], ""),
        (["b"], [TEXT[0]], [], [], ["b"], "Not in winter."),
        ([], TEXT, [], [], [], ""),
    ],
)
def test_what_a_city_said_goes_along_as_far_as_it_fits(reserved, now, kept, changed, gone, lost):
    class Said:
        remark, reservation, reserved_clauses = "With joy.", "Not in winter." if reserved else "", reserved

    found = keeping.carried(Said, number(TEXT), number(now))
    assert (found.reserved, [c.uid for c in found.changed], [c.uid for c in found.gone]) == (kept, changed, gone)
    assert found.remark == "With joy." and found.lost == lost
    assert found.reservation == ("Not in winter." if kept else "")


def test_reservations_stand_beside_their_paragraph_with_equal_ones_together(people, write):
    dossier = write("open")
    one, last = dossier.clauses[1].uid, dossier.clauses[-1].uid
    signatures.sign(dossier, people.lead_mayor, "We plant.", "Not in winter.", [one, last])
    signatures.sign(dossier, people.group_mayor, "", "Not in winter.\r\n", [last])
    gone = signatures.sign(dossier, people.other_mayor, "", "Never.", [last])
    signatures.withdraw(dossier, people.other_mayor)
    issue(dossier, people.chair, "editorial", "A letter.", {last: SECOND})
    signatures.sign(dossier, people.other_mayor, "We agree.", "Never.", [last])
    found = reservations_by_clause(dossier)
    assert gone not in dossier.standing
    assert [(r.text, [c.name for c in r.cities], r.before) for r in found[one]] == [("Not in winter.", ["Braga"], None)]
    assert [(r.text, [c.name for c in r.cities], r.before) for r in found[last]] == [
        ("Not in winter.", ["Braga", "Lviv"], 1),
        ("Never.", ["Tampere"], None),
    ]
    older = reservations_by_clause(dossier, dossier.versions[0])
    assert [(r.text, len(r.cities), r.before) for r in older[last]] == [("Not in winter.", 2, None)]
    assert [s.remark for s in explanations(dossier)] == ["We plant.", "We agree."]
    assert contests.contests(dossier.id) == []


def test_a_correction_can_be_the_work_of_the_kept_text(people, write):
    dossier = write("open", signed=True)
    drafts = nexting.read(nexting.drafts(dossier.clauses), {f"text-{dossier.clauses[-1].uid}": SECOND})
    preparing.keep(dossier, people.chair, drafts, 0)
    preparing.issue(dossier, people.chair, "editorial", "A letter.", drafts)
    objecting.object_to(dossier, people.lead_mayor, "No.")
    assert preparing.working(dossier).clauses[-1][2] == SECOND


def test_a_day_before_the_end_who_has_not_answered_is_reminded_once(corrected, people, session):
    with clock.at(corrected.version.objections_until):
        issue(corrected, people.chair, "substantive", "Funds.", {corrected.clauses[-1].uid: "Requests money."})
        requesting.decline(corrected, people.group_mayor, "No funds.")
    reminders = select(LedgerEvent).filter_by(verb="declaration.signing_closing")
    for before, count in ((dt.timedelta(days=2), 0), (dt.timedelta(hours=20), 1), (dt.timedelta(hours=2), 1)):
        with clock.at(corrected.row.signing_ends_at - before):
            deadlines.remind()
        events = session.scalars(reminders).all()
        assert len(events) == count
    assert events[0].data["asked_city_ids"] == [people.lead.id] and not events[0].public
    asked = session.scalars(select(Notification.person_id).filter_by(event_id=events[0].id)).all()
    assert asked == [people.lead_mayor.person_id]


def test_the_mail_shows_the_difference_and_leads_to_it(corrected, people, session):
    rows = session.scalars(select(OutboxMail).filter_by(template="notice", person_id=people.group_mayor.person_id)).all()
    letter = next(mail.render(row) for row in rows if "correction" in mail.render(row).subject)
    assert "paragraph 2: Requests the Committee to take{+ a+} note." in letter.text
    assert "<ins" in letter.html and f"/declarations/{corrected.id}/versions/2/objection" in letter.text
