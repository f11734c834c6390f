"""The ways through two bodies: who moves a path at which stage, what the moves leave behind, and who hears of them."""

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from forum.consideration.operations import answer as answering
from forum.consideration.operations import moving
from forum.consideration.operations.answer import AskAnswer, BodyAnswer
from forum.consideration.way import Way
from forum.consideration.workflow import FLOW, LABELS, judge
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.recommendations.operations import follow_up, forwarding
from forum.recommendations.operations.forwarding import Destination
from forum.recommendations.queries import find
from models import Addressee, Ask, Disposition, LedgerEvent, Notification, PathMove
from models.base import db
from tests.recommendations.conftest import body, experience, people, write  # noqa: F401
from tests.recommendations.test_stages import APPROVER_ONLY, CONFLICT, EDITOR_ONLY, ROLES

NOBODY = "You are not signed in."
UNPREPARED = "No forwarding has been prepared."
NOT_REFERRED = "It was forwarded here, not referred."
NOTHING_YET = "Nothing has been answered on this path yet."
BY_EDITOR = {"editor": "", "editor2": "", "sponsor_editor": CONFLICT}
# move -> (the stages that it leaves, who is told what, what everybody else is told)
TABLE = {
    "forward": (["prepared"], {"approver": "", "sponsor_approver": CONFLICT}, APPROVER_ONLY),
    "drop": (["prepared"], {"approver": "", "sponsor_approver": CONFLICT}, APPROVER_ONLY),
    "consider": (["forwarded"], BY_EDITOR, EDITOR_ONLY),
    "answer": (["considered"], BY_EDITOR, EDITOR_ONLY),
    "answer_in_part": (["considered"], BY_EDITOR, EDITOR_ONLY),
    "defer": (["forwarded", "considered"], BY_EDITOR, EDITOR_ONLY),
    "refer": (["forwarded", "considered"], BY_EDITOR, EDITOR_ONLY),
    "take_back": (["forwarded"], BY_EDITOR | {"editor": NOT_REFERRED, "editor2": NOT_REFERRED}, EDITOR_ONLY),
    "correct": (
        ["forwarded", "considered", "answered"], BY_EDITOR | {"editor": NOTHING_YET, "editor2": NOTHING_YET}, EDITOR_ONLY,
    ),
}  # fmt: skip


@pytest.fixture
def two(people, write, make):  # noqa: F811
    """A recommendation with two asks, forwarded to two bodies; a third body stands by."""

    def made(forwarded: bool = True):
        case = write("cleared")
        second = make.body("Committee on Heat")
        make.add(Ask(recommendation_id=case.id, number=2, verb="", text="To plant.", html="<p>To plant.</p>", of_whom=""))
        make.add(Addressee(recommendation_id=case.id, body_id=second.id, position=2))
        db.session.expire_all()
        case = find(None, case.id)
        to = [Destination(one.body, make.body_session(one.body), "For its attention.") for one in case.addressees]
        with clock.at(clock.now() - dt.timedelta(days=20)):
            forwarding.prepare_forwarding(case, people.editor, to)
            if forwarded:
                forwarding.confirm_forwarding(case, people.approver)
        return find(None, case.id)

    return made


def answered(case, *verbs, **more):
    lines = [AskAnswer(verb, ask.id, **more.get(verb, {})) for verb, ask in zip(verbs, case.asks, strict=False)]
    return BodyAnswer("DEMO/URB/2026/9", clock.today(), lines)


def considered(case, path, people):  # noqa: F811
    answering.consider(case, path, people.editor, clock.today())


def test_the_table_names_every_move():
    assert set(TABLE) == set(FLOW.moves)


@pytest.mark.parametrize("stage", ["prepared", "forwarded", "considered", "answered"])
def test_every_role_stage_and_move(people, two, stage):  # noqa: F811
    case = two(stage != "prepared")
    path = case.paths[0]
    if stage in ("considered", "answered"):
        considered(case, path, people)
    if stage == "answered":
        answering.dispose(case, path, people.editor, answered(case, "welcomed", "endorsed"))
    assert path.stage == stage
    for name, (sources, told, others) in TABLE.items():
        for who in ROLES:
            said = judge(Way(case, path), name, getattr(people, who)).sentence
            if stage not in sources:
                wanted = " or ".join(f"“{LABELS[source]}”" for source in sources)
                assert said == f"This is possible only at the stage {wanted}; it is now at “{LABELS[stage]}”."
            else:
                mine = told | ({"editor": "", "editor2": ""} if (name, stage) == ("correct", "answered") else {})
                assert said == (NOBODY if who == "stranger" else mine.get(who, others)), (name, stage, who)


def test_the_stage_is_that_of_the_furthest_path_and_the_others_go_on(people, two):  # noqa: F811
    case = two()
    first, second = case.paths
    considered(case, first, people)
    answering.dispose(case, first, people.editor, answered(case, "took-note", "took-note"))
    assert (case.stage, first.stage, second.stage) == ("disposition", "answered", "forwarded")
    with pytest.raises(Refused) as refused:
        follow_up.close(case, people.editor)
    assert refused.value.verdict.sentence == "Committee on Heat has not answered yet."
    follow_up.begin_follow_up(case, people.editor)
    considered(case, second, people)
    answering.dispose(case, second, people.editor, answered(case, "endorsed", "welcomed"))
    assert (case.stage, second.stage) == ("follow-up", "answered")
    follow_up.close(case, people.editor)
    assert case.stage == "closed"


def test_one_ask_is_endorsed_the_other_is_referred_and_answered_elsewhere(people, two, make):  # noqa: F811
    case, third = two(), make.body("Working Party on Trees")
    path = case.paths[1]
    considered(case, path, people)
    rows = answering.dispose(case, path, people.editor, answered(case, "endorsed", "referred", referred={"to_body": third}))
    child = case.paths[-1]
    assert (child.body_id, child.parent_id, child.stage) == (third.id, path.id, "forwarded")
    assert [row.to_path_id for row in rows] == [None, child.id]
    considered(case, child, people)
    answering.dispose(
        case, child, people.editor, BodyAnswer("DEMO/TREE/1", clock.today(), [AskAnswer("decided", case.asks[1].id)])
    )
    assert child.stage == "answered" and find(None, case.id).paths[2].parent_id == path.id


def test_what_is_deferred_waits_for_the_next_session_and_keeps_where_it_was(people, two, make):  # noqa: F811
    case = two()
    path, before = case.paths[1], case.paths[1].session_id
    later = make.body_session(path.body)
    considered(case, path, people)
    answering.dispose(case, path, people.editor, answered(case, "endorsed", "deferred", deferred={"to_session": later}))
    assert (path.stage, path.session_id, case.stage) == ("forwarded", later.id, "disposition")
    move = db.session.scalar(select(PathMove).filter_by(path_id=path.id, move="answer_in_part"))
    assert (move.from_session_id, move.to_session_id) == (before, later.id)
    with pytest.raises(Refused) as refused:
        moving.defer(case, path, people.editor, case.paths[0].session, clock.today())
    assert refused.value.verdict.sentence == "This is a session of another body."


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"verb": "not-taken-up"}, "What was not taken up needs the reason."),
        ({"verb": "loved"}, "A body answers with one of these verbs."),
        ({"verb": "welcomed", "ask_id": 0}, ""),
        ({"verb": "welcomed", "ask_id": 999_999}, "This is an ask of another recommendation."),
    ],
)
def test_what_is_no_answer_is_refused(people, two, line, sentence):  # noqa: F811
    case = two()
    considered(case, case.paths[0], people)
    ask = line.get("ask_id", case.asks[0].id) or None
    given = BodyAnswer("DEMO/URB/2026/9", clock.today(), [AskAnswer(line["verb"], ask)])
    if not sentence:
        assert answering.dispose(case, case.paths[0], people.editor, given)
        return
    with pytest.raises(Refused) as refused:
        answering.dispose(case, case.paths[0], people.editor, given)
    assert refused.value.verdict.sentence == sentence and case.paths[0].stage == "considered"


def test_a_correction_keeps_what_stood_and_says_who_and_when(people, two):  # noqa: F811
    case = two()
    path = case.paths[0]
    considered(case, path, people)
    answering.dispose(case, path, people.editor, answered(case, "welcomed", "welcomed"))
    answering.correct(case, path, people.editor2, answered(case, "took-note", "welcomed"), "Read again.")
    rows = list(db.session.scalars(select(Disposition).filter_by(path_id=path.id).order_by(Disposition.id)))
    assert [(r.verb, r.superseded_at is None, r.entered_by_id) for r in rows] == [
        ("welcomed", False, people.editor.person_id), ("welcomed", False, people.editor.person_id),
        ("took-note", True, people.editor2.person_id), ("welcomed", True, people.editor2.person_id),
    ]  # fmt: skip
    with pytest.raises(Refused):
        answering.correct(case, path, people.editor, answered(case, "welcomed", "welcomed"), " ")


def test_a_correction_of_what_is_closed_begins_no_path(people, two, make, client):  # noqa: F811
    case, third = two(), make.body("Working Party on Trees")
    for path in case.paths:
        considered(case, path, people)
        answering.dispose(case, path, people.editor, answered(case, "welcomed", "welcomed"))
    follow_up.close(case, people.editor)
    path, known = case.paths[0], len(case.paths)
    referred = answered(case, "welcomed", "referred", referred={"to_body": third})
    with pytest.raises(Refused, match="The recommendation is closed; no path of it goes on"):
        answering.correct(case, path, people.editor, referred, "Read again.")
    assert len(find(None, case.id).paths) == known and path.stage == "answered"
    db.session.commit()
    client.sign_in(people.editor)
    first, second = case.asks
    data = {"symbol": "DEMO/URB/2026/9", "decided_on": clock.today().isoformat(), "why": "Read again.", "turn": path.turn}
    data |= {
        f"verb_{first.id}": "welcomed",
        f"verb_{second.id}": "referred",
        f"text_{second.id}": "Sent to the working party.",
    }
    assert client.post(f"/recommendations/{case.id}/paths/{path.id}/correction", data=data).status_code == 303
    stands = db.session.scalars(select(Disposition).filter_by(path_id=path.id, superseded_at=None).order_by(Disposition.id))
    assert [(one.verb, one.to_path_id) for one in stands] == [("welcomed", None), ("referred", None)]
    assert len(find(None, case.id).paths) == known


def test_everybody_hears_once_of_each_change_however_many_bodies(people, two, make):  # noqa: F811
    """Two bodies are forwarded to in one act: one message each, also for those with several reasons."""
    case = two()

    def heard(verb):
        events = list(
            db.session.scalars(select(LedgerEvent.id).filter_by(verb=f"recommendation.{verb}", subject_id=case.id))
        )
        count = select(Notification.person_id, func.count()).where(Notification.event_id.in_(events))
        return events, dict(db.session.execute(count.group_by(Notification.person_id)).all())

    events, told = heard("forwarded")
    assert len(events) == 1 and set(told.values()) == {1}
    assert people.lead_mayor.person_id in told and people.other_mayor.person_id in told
    path = case.paths[0]
    considered(case, path, people)
    third = make.body("Working Party on Trees")
    answering.dispose(case, path, people.editor, answered(case, "endorsed", "referred", referred={"to_body": third}))
    events, told = heard("disposed")
    assert len(events) == 1 and set(told.values()) == {1}
    assert heard("referred") == ([], {})


def test_two_who_enter_answers_at_once_do_not_both_win(people, two):  # noqa: F811
    case = two()
    considered(case, case.paths[0], people)
    mine, theirs = find(None, case.id), find(None, case.id)
    assert mine.paths[0] is theirs.paths[0]
    turn = mine.paths[0].turn
    answering.dispose(mine, mine.paths[0], people.editor, answered(mine, "welcomed", "welcomed"))
    assert mine.paths[0].turn == turn + 1
    with pytest.raises(Refused) as refused:
        answering.dispose(theirs, theirs.paths[0], people.editor2, answered(theirs, "endorsed", "endorsed"))
    assert "answered" in refused.value.verdict.sentence
    assert {row.verb for row in db.session.scalars(select(Disposition).filter_by(recommendation_id=case.id))} == {"welcomed"}


@given(seed=st.integers(0, 10**9))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_paths_move_as_the_table_says(people, two, make, seed):  # noqa: F811
    walk, case = random.Random(seed), two()
    for number in range(14):
        path = walk.choice(case.paths)
        verbs = [walk.choice(["welcomed", "endorsed", "deferred", "referred"]) for _ask in case.asks]
        further = {
            "deferred": {"to_session": make.body_session(path.body)},
            "referred": {"to_body": make.body(f"Body {number}")},
        }
        acts = {
            "consider": lambda p=path: considered(case, p, people),
            "dispose": lambda p=path, v=verbs, f=further: answering.dispose(case, p, people.editor, answered(case, *v, **f)),
            "defer": lambda p=path, f=further: moving.defer(
                case, p, people.editor, f["deferred"]["to_session"], clock.today()
            ),
            "refer": lambda p=path, f=further: moving.refer(case, p, people.editor, f["referred"]["to_body"], clock.today()),
            "take_back": lambda p=path: moving.take_back(case, p, people.editor, "By mistake."),
            "correct": lambda p=path: answering.correct(
                case, p, people.editor, answered(case, "decided", "decided"), "Again."
            ),
        }
        before, turn = path.stage, path.turn
        try:
            acts[walk.choice(list(acts))]()
        except Refused as refused:
            assert refused.verdict.sentence and (path.stage, path.turn) == (before, turn)
            continue
        move = db.session.scalar(select(PathMove).filter_by(path_id=path.id).order_by(PathMove.id.desc()).limit(1))
        declared = FLOW.moves[move.move]
        assert before in declared.sources and path.stage == (declared.target or before) and path.turn == turn + 1
    events = select(func.count(LedgerEvent.id)).filter_by(subject_kind="recommendation", subject_id=case.id)
    moved = select(func.count(PathMove.id)).where(PathMove.source.not_in(["", "prepared"]))
    ids = [path.id for path in case.paths]
    assert db.session.scalar(events) >= db.session.scalar(moved.where(PathMove.path_id.in_(ids)))
