"""The bell of a consultation, the pause of a draft, reminders, and what a slow line is owed."""

import datetime as dt

import pytest

from forum.declarations.operations import amendments, clauses, deadlines, pausing, procedure
from forum.declarations.queries import declarations as reading
from forum.declarations.rules import drafting
from forum.declarations.workflow import judge
from forum.kit import arrival, clock
from forum.kit.verdict import Refused
from forum.ledger.queries import history
from models import PauseLift, StageChange
from tests.declarations.test_stages import ACTORS, BUREAU, LEAD

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def consulted(people, write, session):
    """A consultation that ends in three days."""
    dossier = write("drafting")
    procedure.open_consultation(dossier, people.lead_mayor, "Please read.", clock.now() + 72 * HOUR)
    session.commit()
    return dossier


def verbs(dossier):
    return [event.verb.partition(".")[2] for event in history("declaration", dossier.id)]


def test_amendments_are_taken_until_the_bell_and_the_sentence_says_who_extends_it(people, consulted):
    ends = consulted.row.consultation_ends_at
    with clock.at(ends - dt.timedelta(seconds=1)):
        assert drafting.can_propose(consulted, people.other_delegate)
    with clock.at(ends):
        verdict = drafting.can_propose(consulted, people.other_delegate)
        assert verdict.sentence.startswith("The consultation ended on ")
        assert "Geneva; amendments and suggestions are taken until its deadline." in verdict.sentence
        assert verdict.remedy == (
            "Braga, which leads, or the Bureau can extend it with a reason. Your words stay on this page."
        )
        with pytest.raises(Refused, match="The consultation ended"):
            amendments.propose(consulted, people.other_delegate, consulted.clauses[0], "replace", "Noting,", "No.")
        procedure.move_deadline(consulted, people.vice_chair, ends + HOUR, "Holidays in three countries.")
        assert drafting.can_propose(consulted, people.other_delegate)


def test_the_deadline_is_moved_with_a_reason_that_everybody_reads(people, consulted, session):
    before = consulted.row.consultation_ends_at
    for who in ACTORS:
        assert bool(judge(consulted, "move_deadline", getattr(people, who))) is (who in LEAD | BUREAU), who
    with pytest.raises(Refused, match="passed already"):
        procedure.move_deadline(consulted, people.lead_mayor, clock.now() - HOUR, "Sooner.")
    procedure.move_deadline(consulted, people.lead_mayor, before + HOUR, "One hour more.")
    change = session.query(StageChange).filter_by(declaration_id=consulted.id).order_by(StageChange.id.desc()).first()
    assert (change.move, change.source, change.target, change.reason) == (
        "move_deadline", "consultation", "consultation", "One hour more.",
    )  # fmt: skip
    event = history("declaration", consulted.id)[0]
    assert event.verb == "declaration.deadline_moved"
    assert (event.data["before"], event.data["ends_at"]) == (before.isoformat(), (before + HOUR).isoformat())


def test_the_silence_waits_for_the_end_of_the_consultation(people, consulted):
    verdict = judge(consulted, "start_silence", people.chair)
    assert verdict.sentence.startswith("The consultation runs until ")
    assert verdict.remedy == "The lead city or the Bureau can bring its deadline forward with a reason."
    with clock.at(consulted.row.consultation_ends_at):
        assert judge(consulted, "start_silence", people.chair)


def test_a_broken_silence_opens_the_consultation_without_the_old_deadline(people, consulted):
    with clock.at(consulted.row.consultation_ends_at + HOUR):
        procedure.start_silence(consulted, people.chair, clock.now() + 48 * HOUR)
        procedure.break_silence(consulted, people.other_mayor, "Paragraph 2 names no funds.")
        assert consulted.row.consultation_ends_at is None
        assert drafting.can_propose(consulted, people.other_delegate)


def test_what_began_before_the_bell_counts_for_ten_minutes(people, consulted):
    ends = consulted.row.consultation_ends_at
    late = (
        (ends - dt.timedelta(seconds=1), ends + dt.timedelta(minutes=9), True),
        (ends, ends + dt.timedelta(minutes=1), False),
        (ends - dt.timedelta(minutes=5), ends + dt.timedelta(minutes=11), False),  # longer than any honest line
        (ends + HOUR, ends - HOUR, True),  # a beginning in the future is the present
    )
    for began, arrived, counts in late:
        clock.begin(began)
        try:
            with clock.at(arrived):
                assert bool(drafting.can_propose(consulted, people.other_mayor)) is counts, (began, arrived)
        finally:
            clock.begin(None)
    with clock.at(ends):
        assert clock.began() == ends


def test_the_beginning_is_taken_from_the_loop_and_from_no_header(app, client, people, consulted, session):
    ends, clause = consulted.row.consultation_ends_at, consulted.clauses[1]
    path = f"/declarations/{consulted.id}/clauses/{clause.uid}/amendments/new"
    words = {"act": "replace", "text": "Invites all cities to plant limes:", "reason": "Bees."}
    with clock.at(ends + dt.timedelta(minutes=2)):
        client.sign_in(people.other_delegate)
        lies = {"forum.began": "2020-01-01T00:00:00+00:00", "HTTP_FORUM_BEGAN": "2020-01-01T00:00:00+00:00"}
        refused = client.post(path, data=words, environ_overrides=lies)
        html = refused.get_data(as_text=True)
        assert refused.status_code == 409 and "The consultation ended on" in html and "can extend it" in html
        assert "plant limes" in html and "Bees." in html
        scope = {"asgi.scope": {arrival.BEGAN: ends - dt.timedelta(seconds=1)}}
        counted = client.post(path, data=words | {"idempotency_key": "b"}, environ_overrides=scope)
        assert counted.status_code == 303
    assert clock.began() - clock.now() < dt.timedelta(seconds=1)


def test_who_is_reminded_once_of_each_deadline(people, consulted):
    ends = consulted.row.consultation_ends_at
    for moment in (ends - 25 * HOUR, ends - 23 * HOUR, ends - HOUR, ends, ends + HOUR):
        with clock.at(moment):
            deadlines.remind()
    assert [v for v in verbs(consulted) if v.startswith("consultation_")] == [
        "consultation_ended", "consultation_closing", "consultation_opened",
    ]  # fmt: skip
    with clock.at(ends + 2 * HOUR):
        procedure.move_deadline(consulted, people.chair, ends + 48 * HOUR, "Again.")
    with clock.at(ends + 30 * HOUR):
        deadlines.remind()
        deadlines.remind()
    assert verbs(consulted).count("consultation_closing") == 2


@pytest.mark.parametrize(("hours", "expected"), [(20, 0), (40, 1)])
def test_a_silence_that_lasts_hours_needs_no_reminder_and_a_long_one_has_one(people, write, hours, expected):
    dossier = write("consultation")
    procedure.start_silence(dossier, people.chair, clock.now() + hours * HOUR)
    with clock.at(dossier.row.silence_ends_at - HOUR):
        deadlines.remind()
    assert verbs(dossier).count("silence_closing") == expected


def test_while_the_text_is_closed_nobody_edits_and_the_sentence_says_why(people, write):
    dossier = write("drafting")
    assert judge(dossier, "pause", people.other_mayor).sentence == "Only the lead city or the Bureau does this."
    pausing.pause(dossier, people.vice_chair, "Interpreters read it tonight.")
    name = people.vice_chair.person.name
    for actor in (people.lead_mayor, people.group_delegate):
        verdict = drafting.can_edit(reading.get(None, dossier.id), actor)
        assert verdict.sentence.startswith(f"{name} closed the text for editing on ")
        assert verdict.sentence.endswith("“Interpreters read it tonight.”")
        assert verdict.remedy == "Braga, which leads, or the Bureau opens it again."
    with pytest.raises(Refused, match="closed the text"):
        clauses.add_clause(dossier, people.lead_delegate, "operative", "Invites.", dossier.clauses[-1].uid)
    assert judge(dossier, "pause", people.lead_mayor).sentence == "The text is closed for editing already."
    with pytest.raises(Refused, match="Only the lead city or the Bureau"):
        pausing.lift(dossier, people.group_mayor, "We are ready.")
    pausing.lift(dossier, people.lead_mayor, "They are done.")
    assert drafting.can_edit(reading.get(None, dossier.id), people.group_delegate)
    assert verbs(dossier)[:2] == ["pause_lifted", "drafting_paused"]


def test_what_the_live_text_lets_people_do(people, write, consulted):
    """Closed for editing it is read; during the consultation cities suggest, until its bell."""
    dossier = write("drafting")
    assert drafting.right(dossier, people.group_delegate).name == "edit"
    pausing.pause(dossier, people.chair, "Night.")
    closed = drafting.right(dossier, people.group_delegate)
    assert closed.name == "read" and "closed the text for editing" in closed.verdict.sentence
    assert "closed the text" in drafting.can_decide_suggestions(dossier, people.lead_mayor).sentence
    assert drafting.right(consulted, people.other_delegate).name == "suggest"
    with clock.at(consulted.row.consultation_ends_at):
        late = drafting.right(consulted, people.other_delegate)
        assert late.name == "read" and late.verdict.sentence.startswith("The consultation ended on")


def test_a_text_that_comes_back_to_drafting_comes_back_open(people, write, session):
    dossier = write("drafting")
    pausing.pause(dossier, people.lead_mayor, "Night.")
    procedure.open_consultation(dossier, people.lead_mayor)
    procedure.resume_drafting(dossier, people.lead_mayor, "Once more.")
    assert reading.get(None, dossier.id).pause is None
    assert session.query(PauseLift).count() == 1


def test_closing_and_opening_by_page(client, people, write, session):
    dossier = write("drafting")
    base = f"/declarations/{dossier.id}"
    session.commit()
    client.sign_in(people.lead_delegate)
    client.page(f"{base}/pause")
    assert client.post(f"{base}/pause", data={"reason": " "}).status_code == 422
    assert client.post(f"{base}/pause", data={"reason": "Interpreters read it."}).status_code == 303
    html = client.page(base)
    assert "closed the text for editing on" in html and "Open the text for editing again" in html
    assert "Close the text for editing</a>" not in html and "Closed for editing" in html
    refused = client.post(f"{base}/clauses/new", data={"kind": "operative", "text": "Invites them.", "after": ""})
    assert refused.status_code == 409 and "Invites them." in refused.get_data(as_text=True)
    assert client.post(f"{base}/resumption", data={"reason": "Done.", "idempotency_key": "r"}).status_code == 303
    assert client.post(f"{base}/clauses/new", data={"kind": "operative", "text": "Invites them."}).status_code == 303


def test_freezing_keeps_its_note_and_unfreezing_its_reason(client, people, write, session):
    dossier = write("silence")
    base = f"/declarations/{dossier.id}"
    with clock.at(dossier.row.silence_ends_at + HOUR):
        ends = (clock.now().astimezone(clock.FORUM_ZONE) + 99 * HOUR).strftime("%Y-%m-%dT%H:%M")
        client.sign_in(people.chair)
        given = {"ends_at": ends, "note": "As agreed in Lviv."}
        assert client.post(f"{base}/opening", data=given).status_code == 303
        assert reading.get(None, dossier.id).version.note == "As agreed in Lviv."
        assert "As agreed in Lviv." in client.page(base)
        assert client.post(f"{base}/unfreezing", data={"reason": ""}).status_code == 422
        reason = {"reason": "A comma is missing in paragraph 2.", "idempotency_key": "u"}
        assert client.post(f"{base}/unfreezing", data=reason).status_code == 303
        assert "A comma is missing in paragraph 2." in client.page(base)
    event = history("declaration", dossier.id)[0]
    assert event.verb == "declaration.unfrozen" and event.data["version"] == 1
    assert event.data["reason"] == "A comma is missing in paragraph 2."
