"""A return and what comes of it: points tied to fields, more time, points that are settled, and wording that is proposed."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from forum.kit import clock
from forum.kit.verdict import Conflict, Refused
from forum.recommendations import fields, rules
from forum.recommendations.operations import drafting, forwarding, proposing, reminding, returning, screening, submission
from forum.recommendations.operations.proposing import Answer
from forum.recommendations.operations.returning import PointWords
from forum.recommendations.queries import find
from forum.recommendations.queries import returning as reading
from forum.screening.operations import publishing
from models import Extension, LedgerEvent, Notification, OutboxMail, ReturnRound, WordingProposal
from models.base import db
from models.recommendation import Stage
from tests.recommendations.test_stages import CONFLICT, EDITOR_ONLY, LEAD_ONLY, NOBODY, ROLES

DAY = dt.timedelta(days=1)


def back(write, people, due=14):
    """Returned with a point about the first ask and one about the reasons."""
    case = find(None, write("screening").id)
    ask = fields.ask_key(case.asks[0])
    points = [PointWords("Name the figure.", ask), PointWords("Name the year.", "why")]
    screening.return_with_points(case, people.editor, points, clock.today() + due * DAY if due is not None else None)
    return find(None, case.id)


def rewrite(case, people, why):
    row = case.row
    words = drafting.Words(
        row.title, [drafting.AskWords(a.text, a.verb, a.of_whom, a.id) for a in case.asks], why, [row.body]
    )
    drafting.edit(case, people.lead_delegate, words, row.edit)


def answered(case, people):
    submission.answer_points(case, people.lead_delegate, {p.id: f"Answer {p.number}." for p in case.points})
    submission.resubmit(case, people.lead_mayor)
    return find(None, case.id)


def events(case, verb):
    return list(db.session.scalars(select(LedgerEvent).filter_by(verb=f"recommendation.{verb}", subject_id=case.id)))


def heard(people, case, verb):
    ids = db.session.scalars(select(Notification.person_id).filter_by(event_id=events(case, verb)[-1].id))
    names = {getattr(people, who).person_id: who for who in ROLES}
    return {names[i] for i in ids}


def test_a_return_keeps_the_text_and_the_desk_sees_only_what_changed(people, write):
    case = back(write, people)
    last = reading.last_round(case.id)
    assert last.before["why"] == "Streets are hot." and last.answer_due_on == clock.today() + 14 * DAY
    assert fields.changes(case, last.before) == []
    rewrite(case, people, "Streets are hot; 41 degrees in 2025.")
    case = answered(find(None, case.id), people)
    assert [(one.field, one.now) for one in fields.changes(case, last.before)] == [
        ("why", "Streets are hot; 41 degrees in 2025.")
    ]
    assert [fields.label(case, p.field) for p in case.points] == ["What is asked", "Why"]


def test_a_point_about_a_field_that_there_is_not_is_refused(people, write):
    case = find(None, write("screening").id)
    with pytest.raises(Refused, match="a field that the text does not have"):
        screening.return_with_points(case, people.editor, [PointWords("Name it.", "ask-999999")])


def test_settled_points_are_not_proposed_again(people, write):
    case = answered(back(write, people), people)
    returning.settle(case, people.editor, case.points[0])
    assert [p.number for p in case.unsettled] == [2]
    with pytest.raises(Refused, match="Somebody else settled this point a moment ago"):
        returning.settle(case, people.editor2, case.points[0])
    returning.keep_open(case, people.editor2, case.points[0])
    assert [p.number for p in case.unsettled] == [1, 2]


MORE_TIME = "More time is asked for while the recommendation is returned."
DECIDE = "More time is granted while the recommendation is returned."
SETTLE = "Points are settled while the secretariat has the answers before it."
PROPOSE = "Wording is proposed while the secretariat screens the recommendation, or after it was returned."
ANSWER = "Proposed wording is answered while the secretariat screens the recommendation."
PREPARES = "A mayor or deputy mayor does this; a delegate prepares it."


@pytest.mark.parametrize("stage", list(Stage))
def test_every_role_and_stage(people, write, stage):
    """Who asks for more time, who answers that, who settles points, who proposes wording and who decides on it."""
    case = find(None, write(stage).id)
    last = ReturnRound(round=1, answer_due_on=clock.today())
    asked, proposal = Extension(state="asked"), WordingProposal(state="proposed")
    editors = {"editor": "", "editor2": "", "sponsor_editor": CONFLICT, "stranger": NOBODY}
    for who in ROLES:
        actor = getattr(people, who)
        by_editor = editors.get(who, EDITOR_ONLY)
        by_lead = {"lead_mayor": "", "lead_delegate": "", "stranger": NOBODY}.get(who, LEAD_ONLY)
        by_mayor = PREPARES if who == "lead_delegate" else by_lead
        returned, screened = stage == "returned", stage in ("screening", "resubmitted")
        said = [
            (rules.can_ask_more_time(case, actor, last, None).sentence, by_lead if returned else MORE_TIME),
            (rules.can_decide_extension(case, actor, asked).sentence, by_editor if returned else DECIDE),
            (rules.can_settle(case, actor).sentence, by_editor if screened else SETTLE),
            (rules.can_propose_wording(case, actor).sentence, by_editor if returned or screened else PROPOSE),
            (rules.can_decide_wording(case, actor, proposal).sentence, by_mayor if returned or screened else ANSWER),
        ]
        for sentence, wanted in said:
            assert sentence == wanted, (stage, who)


def test_more_time_is_asked_for_once_and_granted_with_another_day(people, write):
    case = back(write, people)
    asked = returning.ask_more_time(case, people.lead_delegate, clock.today() + 30 * DAY, "The winter is not measured yet.")
    with pytest.raises(Refused, match="More time was asked for already"):
        returning.ask_more_time(case, people.lead_mayor, clock.today() + 40 * DAY, "More.")
    assert heard(people, case, "extension_asked") == {"editor"}
    returning.grant(case, people.editor, asked, clock.today() + 20 * DAY, "Twenty days.")
    assert reading.last_round(case.id).answer_due_on == clock.today() + 20 * DAY
    with pytest.raises(Refused, match="answered already"):
        returning.refuse_more_time(case, people.editor2, asked, "No.")
    assert {"lead_mayor", "lead_delegate", "sponsor_mayor"} <= heard(people, case, "extension_granted")
    assert len(events(case, "extension_granted")) == 1 and events(case, "extension_refused") == []


def test_refused_time_leaves_the_day_as_it_is(people, write):
    case = back(write, people)
    asked = returning.ask_more_time(case, people.lead_mayor, clock.today() + 30 * DAY, "Winter.")
    returning.refuse_more_time(case, people.editor, asked, "The session is near.")
    assert reading.last_round(case.id).answer_due_on == clock.today() + 14 * DAY
    assert (asked.state, asked.note) == ("refused", "The session is near.")


def test_a_reminder_is_told_once_some_days_before_and_again_only_of_another_day(people, write):
    case, start = back(write, people), clock.now()
    identity = case.id
    for ahead, told in ((0, 0), (10, 0), (11, 1), (12, 1), (15, 1)):
        with clock.at(start + ahead * DAY):
            reminding.remind()
        assert len(events(case, "answer_due")) == told, ahead
    assert heard(people, case, "answer_due") == {"lead_mayor", "lead_delegate", "sponsor_approver"}
    with clock.at(start + 15 * DAY):
        case = find(None, identity)
        asked = returning.ask_more_time(case, people.lead_mayor, clock.today() + 10 * DAY, "Winter.")
        returning.grant(case, people.editor, asked, asked.until)
    for ahead, told in ((16, 1), (22, 2), (25, 2)):
        with clock.at(start + ahead * DAY):
            reminding.remind()
        assert len(events(case, "answer_due")) == told, ahead


def test_an_overdue_screening_is_told_to_the_screener_alone_and_once(people, write):
    case = write("screening")
    for _turn in range(3):
        reminding.remind()
    assert len(events(case, "screening_overdue")) == 1
    assert heard(people, case, "screening_overdue") == {"editor"}
    mailed = select(func.count(OutboxMail.id)).where(OutboxMail.person_id == people.editor.person_id)
    assert db.session.scalar(mailed) >= 1


def test_wording_stands_when_the_mayor_accepts_it_and_co_sponsors_are_asked_again(people, write):
    case = find(None, write("screening").id)
    proposal = proposing.propose(case, people.editor, "why", "Streets are too hot.", "Clearer.")
    assert heard(people, case, "wording_proposed") == {"lead_mayor", "lead_delegate", "sponsor_approver"}
    with pytest.raises(Conflict) as raised:
        proposing.propose(case, people.editor2, "why", "Streets burn.", "Stronger.")
    assert (raised.value.theirs, raised.value.mine) == ("Streets are too hot.", "Streets burn.")
    with pytest.raises(Refused, match="a delegate prepares it"):
        proposing.answer(case, people.lead_delegate, [proposal], {proposal.id: Answer(True)})
    proposing.answer(case, people.lead_mayor, [proposal], {proposal.id: Answer(True, "Gladly.")})
    case = find(None, case.id)
    assert case.row.why == "Streets are too hot." and case.stage == "screening"
    assert [s.city_id for s in case.to_ask_again] == [people.second.id]
    assert [s.city_id for s in case.agreed] == [people.lead.id]
    assert "editor" in heard(people, case, "wording_answered")
    assert (proposal.state, proposal.answer) == ("accepted", "Gladly.")


@pytest.mark.parametrize("waits", ["kept", "prepared"])
def test_words_do_not_change_under_a_decision_that_was_taken(people, write, waits):
    case = find(None, write("screening").id)
    proposal = proposing.propose(case, people.editor, "why", "Streets are too hot.", "Clearer.")
    if waits == "kept":
        publishing.keep_acceptance(case, people.editor)
    else:
        forwarding.prepare_not_forwarding(case, people.editor, "Outside the mandate.")
    case = find(None, case.id)
    with pytest.raises(Refused, match="as it stands, so its words do not change now") as refused:
        proposing.answer(case, people.lead_mayor, [proposal], {proposal.id: Answer(True)})
    assert "decision" not in refused.value.verdict.sentence and proposal.state == "proposed"
    with pytest.raises(Refused, match=r"kept and not yet published|waits for a second person"):
        proposing.propose(case, people.editor2, "title", "Shade", "Shorter.")
    assert find(None, case.id).row.why == "Streets are hot."


def test_refused_wording_changes_nothing(people, write):
    case = find(None, write("resubmitted").id)
    proposal = proposing.propose(case, people.editor, fields.ask_key(case.asks[0]), "To **publish** guidance.", "Verb.")
    edit = case.row.edit
    proposing.answer(case, people.lead_mayor, [proposal], {proposal.id: Answer(False, "We mean develop.")})
    assert case.row.edit == edit and case.asks[0].text == "To **develop** guidance on shade."
    assert proposal.state == "refused"


def test_wording_is_not_accepted_over_a_text_that_has_moved_on(people, write):
    case = back(write, people)
    proposal = proposing.propose(case, people.editor, "why", "Streets are too hot.", "Clearer.")
    rewrite(case, people, "Streets are hot; 41 degrees.")
    with pytest.raises(Conflict) as raised:
        proposing.answer(case, people.lead_mayor, [proposal], {proposal.id: Answer(True)})
    assert raised.value.theirs == "Streets are hot; 41 degrees." and raised.value.mine == "Streets are too hot."
