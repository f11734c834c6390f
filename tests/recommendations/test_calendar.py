"""Whether a recommendation, at its stage and length today, can still be before a session."""

import datetime as dt

import pytest

from forum.bodies.calendar import calendar_of
from forum.kit import clock
from forum.recommendations import rules
from forum.recommendations.queries.before import fits
from models import BodySession, Recommendation
from models.recommendation import Stage
from tests.counting import count_statements

DAY = dt.timedelta(days=1)
STARTS = dt.date(2027, 3, 29)
SCREENED = "It has still to be screened, cleared by the Bureau and forwarded."
STILL = {
    Stage.DRAFT: "It has still to be submitted, screened, cleared by the Bureau and forwarded.",
    Stage.SUBMITTED: SCREENED,
    Stage.SCREENING: SCREENED,
    Stage.RETURNED: "It is with its sponsors, and has still to be screened, cleared by the Bureau and forwarded.",
    Stage.RESUBMITTED: SCREENED,
    Stage.ACCEPTED: "It has still to be cleared by the Bureau and forwarded.",
    Stage.CLEARED: "It has still to be forwarded: one person prepares that, another confirms it.",
}


def meeting(starts=STARTS):
    return BodySession(name="S", place="", starts_on=starts, ends_on=starts + DAY)


def text(stage, words=10):
    return Recommendation(title="", asked=" ".join(["word"] * words), why="", costs="", stage=stage)


@pytest.mark.parametrize(("stage", "sentence"), STILL.items(), ids=str)
def test_each_stage_says_what_has_still_to_happen(app, stage, sentence):
    found = rules.making(text(stage), meeting(), clock.end_of(calendar_of(meeting()).pre_session) - 30 * DAY)
    assert (found.kind, found.remedy, found.tight, found.meaning) == ("pre-session", sentence, False, "agreed")


@pytest.mark.parametrize("stage", STILL, ids=str)
def test_an_hour_before_the_deadline_time_is_short_at_every_stage(app, stage):
    found = rules.making(text(stage), meeting(), clock.end_of(calendar_of(meeting()).pre_session) - dt.timedelta(hours=1))
    assert found.tight and found.remedy.endswith("Time is short.") and found.meaning == "waiting"


@pytest.mark.parametrize("stage", [Stage.MERGED, Stage.WITHDRAWN, Stage.NOT_FORWARDED], ids=str)
def test_what_has_ended_goes_to_no_session(app, stage):
    assert rules.making(text(stage), meeting(), clock.now()).sentence == "It goes to no session any more."


def test_length_counts_what_the_document_would_hold(app):
    row = Recommendation(title="One two", asked="three four", why="five", costs="six seven eight")
    assert rules.length(row) == 8
    late = clock.end_of(calendar_of(meeting()).pre_session) + DAY
    assert rules.making(text("cleared", 3300), meeting(), late).kind == "in-session"
    assert rules.making(text("cleared", 3301), meeting(), late).kind == "too-long"


def test_a_session_shows_what_is_before_it_and_to_reviewers_what_could_come(write, people, client, make, session):
    sent, coming = write("forwarded", "Sent to the session"), write("screening", "Still in the review")
    meeting = session.get(BodySession, sent.paths[0].session_id)
    page = f"/bodies/{people.body.slug}/sessions/{meeting.id}"
    public = client.page(page)
    assert "Sent to the session" in public and "Still in the review" not in public
    client.sign_in(people.editor)
    seen = client.page(page)
    assert "Still in the review" in seen and "What could still come" in seen and SCREENED in seen
    for conflicted in (people.sponsor_editor, people.sponsor_approver, people.lead_mayor, people.state):
        client.sign_in(conflicted)
        assert "Still in the review" not in client.page(page)
    assert [fit.kind for _session, fit in fits(coming.row, people.body.id)] == ["in-session"]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_session_costs_the_same_for_one_as_for_thirty(write, people, client, session, rows):
    first = write("forwarded", "The first")
    for number in range(rows):
        write("screening", f"Coming {number}")
        row = write("forwarded", f"Sent {number}")
        row.paths[0].session_id = first.paths[0].session_id
    page = f"/bodies/{people.body.slug}/sessions/{first.paths[0].session_id}"
    client.sign_in(people.editor)
    session.expunge_all()
    with count_statements() as seen:
        client.page(page)
    assert len(seen) == 10, "\n".join(s[:120] for s in seen)  # account, session, agenda; sent, prepared, coming; papers


def test_who_prepares_a_forwarding_reads_what_the_text_can_still_make(write, people, client, make):
    case = write("cleared")
    make.body_session(people.body)  # in sixty days: too late for ten weeks, in time for three
    client.sign_in(people.editor)
    for page in (f"/recommendations/{case.id}/forwarding", f"/queue/{case.id}"):
        assert "It can only be an in-session document now." in client.page(page), page
