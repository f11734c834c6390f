"""Random walks through the table of stages: whatever people try, in whatever order, the promises hold."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.consideration.operations import answer
from forum.consideration.operations.follow_up import report_progress
from forum.kit import clock
from forum.kit.verdict import Refused, refuse
from forum.recommendations.asks import AskWords
from forum.recommendations.operations import (
    drafting,
    follow_up,
    forwarding,
    merging,
    screening,
    splitting,
    sponsors,
    submission,
)
from forum.recommendations.operations.splitting import Parting
from forum.recommendations.queries import find
from forum.recommendations.workflow import FLOW
from forum.screening.operations import publishing
from forum.screening.queries import publishing as reading
from models import Forwarding, ForwardingConfirmation, LedgerEvent, PendingDecision, RecommendationMove
from models.base import db
from models.mandate import Role
from models.recommendation import Stage
from tests.recommendations.test_stages import ROLES
from tests.recommendations.words import answered, to

SECRET = "Only for reviewers to read."
POINTED = "Name the figure that only sponsors read."
VERBS = {
    "submit": "submitted", "assign": "assigned", "reassign": "assigned", "accept": "accepted", "return": "returned",
    "resubmit": "resubmitted", "clear": "cleared", "prepare_forwarding": "forwarding_prepared",
    "confirm_forwarding": "forwarded", "prepare_not_forwarding": "not_forwarding_prepared",
    "confirm_not_forwarding": "not_forwarded", "send_back": "preparation_sent_back", "consider": "considered",
    "dispose": "disposed", "begin_follow_up": "follow_up_begun", "report": "progress_reported", "close": "closed",
    "merge": "merged", "unmerge": "unmerged", "split": "split", "withdraw": "withdrawn",
}  # fmt: skip


def resubmit(case, actor, world):
    if actor.speaks_for_city and actor.city_id == case.row.lead_city_id and case.stage == Stage.RETURNED:
        submission.answer_points(case, actor, {point.id: "Here." for point in case.points})
    submission.resubmit(case, actor)


def split(case, actor, world):
    splitting.split(case, actor, Parting("Half of it", frozenset({case.asks[-1].id}), {e.id: "both" for e in case.evidence}))
    sponsors.agree(find(None, case.id), world.people.lead_mayor)


def path(case):
    if not case.paths:
        raise Refused(refuse("There is no path yet."))
    return case.paths[0]


ACTS = {
    "submit": lambda c, a, w: submission.submit(c, a),
    "assign": lambda c, a, w: screening.assign(c, a, w.people.editor.person, clock.today()),
    "reassign": lambda c, a, w: screening.assign(c, a, w.people.editor2.person, clock.today()),
    "accept": lambda c, a, w: screening.accept(c, a, SECRET),
    "return": lambda c, a, w: screening.return_with_points(c, a, [POINTED]),
    "resubmit": resubmit,
    "clear": lambda c, a, w: forwarding.clear(c, a, SECRET),
    "prepare_forwarding": lambda c, a, w: forwarding.prepare_forwarding(c, a, to(w.session)),
    "confirm_forwarding": lambda c, a, w: forwarding.confirm_forwarding(c, a, SECRET),
    "prepare_not_forwarding": lambda c, a, w: forwarding.prepare_not_forwarding(c, a, "Outside the mandate."),
    "confirm_not_forwarding": lambda c, a, w: forwarding.confirm_not_forwarding(c, a, SECRET),
    "send_back": lambda c, a, w: forwarding.send_back(c, a, SECRET),
    "consider": lambda c, a, w: answer.consider(c, path(c), a, clock.today()),
    "dispose": lambda c, a, w: answer.dispose(c, path(c), a, answered("decided", "3")),
    "begin_follow_up": lambda c, a, w: follow_up.begin_follow_up(c, a),
    "report": lambda c, a, w: report_progress(c, a, 50, "Half", ""),
    "close": lambda c, a, w: follow_up.close(c, a),
    "merge": lambda c, a, w: merging.merge(c, a, w.target, "The same."),
    "unmerge": lambda c, a, w: merging.unmerge(c, a, "They differ."),
    "split": split,
    "withdraw": lambda c, a, w: submission.withdraw(c, a, "Next year."),
}


def kept_return(case, actor, world):
    publishing.keep_return(case, actor, [("", POINTED)], clock.today())


def drop(case, actor, world):
    if (decision := reading.kept(case.id)) is None:
        raise Refused(refuse("Nothing is kept."))
    publishing.drop(decision, case, actor)


KEEPING = {
    "keep_accept": lambda c, a, w: publishing.keep_acceptance(c, a, SECRET),
    "keep_return": kept_return,
    "drop": drop,
}
KEPT_VERBS = {"keep_accept": "decision_kept", "keep_return": "decision_kept", "drop": "decision_dropped"}
LET_OUT = {"accept": "accept", "return": "return", "forward": "confirm_forwarding", "not-forward": "confirm_not_forwarding"}
TWO_OFFICES = ("both_editor", "both_bureau")  # one person, who is an editor and of the Bureau
WALKERS = (*ROLES, *TWO_OFFICES)


class World:
    def __init__(self, people, write, make):
        self.people = people
        people.both_editor = make.actor(Role.EDITOR)
        of_bureau = make.mandate(people.both_editor.person, Role.BUREAU)
        people.both_bureau = load_actor(people.both_editor.person_id, of_bureau.id)
        self.keys = {who: (getattr(people, who).person_id, getattr(people, who).mandate_id) for who in WALKERS}
        self.target_id = write("submitted", "Trees in every street").id
        self.session = make.body_session(people.body)

    def awake(self):
        """Load everybody and everything anew; pages of the walk before have committed."""
        for who, (person_id, mandate_id) in self.keys.items():
            setattr(self.people, who, load_actor(person_id, mandate_id) if person_id else Actor())
        self.target = find(None, self.target_id).row


@pytest.fixture
def world(people, write, make, session):
    return World(people, write, make)


def test_the_acts_of_the_walk_are_those_of_the_table():
    assert set(ACTS) == set(VERBS) == set(FLOW.moves)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_the_promises_hold(world, write, client, seed):
    walk = random.Random(seed)
    world.awake()
    case = write("draft", f"Walk {seed}")
    words = drafting.Words(f"Walk {seed}", [AskWords("To plant."), AskWords("To count.")], "Heat.", [case.row.body])
    drafting.edit(case, world.people.lead_mayor, words, case.row.edit)
    made = stroll(case, world, walk, 60)
    check_traces(case, made)
    check_two_persons(case)
    check_pages(case, world, client)


def stroll(case, world, walk, steps):
    """Try anything as anybody, with the right ones a little more often; the moves that were made."""
    made = []
    for _step in range(steps):
        case = find(None, case.id)
        actor = getattr(world.people, walk.choice(WALKERS))
        if walk.random() < 0.15:
            made += keep(case, walk.choice((*KEEPING, "publish", "publish")), actor, world)
            continue
        here = [offer for offer in FLOW.offers(case, actor) if offer.allowed]
        name = walk.choice(here).move.name if here and walk.random() < 0.8 else walk.choice(list(ACTS))
        if name in ("withdraw", "confirm_not_forwarding", "merge") and walk.random() < 0.8:
            continue  # so that some walks come to the end
        before, came_from = case.stage, case.merger and case.merger.before["stage"]
        try:
            ACTS[name](case, actor, world)
        except Refused as refused:
            assert refused.verdict.sentence and case.row.stage == before, (name, before)
            continue
        if name in ("assign", "reassign"):  # one act, two moves
            name = "assign" if before == Stage.SUBMITTED else "reassign"
        declared = FLOW.moves[name]
        wanted = came_from if name == "unmerge" else declared.target or before
        assert before in declared.sources and case.stage == wanted
        made.append((name, before, case.stage, actor.person_id))
        db.session.flush()
    return made


def keep(case, name, actor, world):
    """Keep a decision, drop it, or let out what waits, whether kept or prepared; the moves that this makes."""
    before, decided = case.stage, case.row.decided
    waiting = [item for item in reading.to_publish(actor) if item.row.id == case.id] if name == "publish" else []
    try:
        with db.session.begin_nested():
            if name == "publish":
                publishing.publish(actor, [one.key for one in waiting])
            else:
                KEEPING[name](case, actor, world)
    except Refused as refused:
        again = find(None, case.id)
        assert refused.verdict.sentence and (again.stage, again.row.decided) == (before, decided), name
        return []
    again = find(None, case.id)
    if name == "publish":
        move = LET_OUT[waiting[0].kind]
        assert (again.stage, again.row.decided) == (FLOW.moves[move].target, "") and before in FLOW.moves[move].sources
        return [(move, before, again.stage, actor.person_id)]
    assert again.stage == before and again.row.decided == {"keep_accept": "accept", "keep_return": "return"}.get(name, "")
    return [(name, before, before, actor.person_id)]


def check_traces(case, made):
    """Every change has its row and its event, in order, and the stage is where they lead."""
    rows = db.session.scalars(
        select(RecommendationMove).filter_by(recommendation_id=case.id).order_by(RecommendationMove.id)
    )
    told = [m for m in made if (m[0] not in KEPT_VERBS and FLOW.moves[m[0]].target) or m[0] in ("unmerge", "split")]
    assert [(r.move, r.source, r.target, r.person_id) for r in rows] == told
    statement = select(LedgerEvent).filter_by(subject_kind="recommendation", subject_id=case.id).order_by(LedgerEvent.id)
    verbs = [f"recommendation.{(VERBS | KEPT_VERBS)[name]}" for name, *_rest in made]
    told = [e.verb for e in db.session.scalars(statement)]
    assert [verb for verb in told if verb in verbs] == verbs
    assert find(None, case.id).stage == (made[-1][2] if made else "draft")


def check_two_persons(case):
    confirmed = list(db.session.scalars(select(Forwarding).filter_by(recommendation_id=case.id, state="confirmed")))
    decided = case.row.public_at is not None or case.stage == Stage.NOT_FORWARDED
    assert len(confirmed) == int(decided)
    for row in confirmed:
        second = db.session.scalar(select(ForwardingConfirmation).filter_by(forwarding_id=row.id))
        assert second is not None and second.confirmed_by_id != row.prepared_by_id
    moved = set(db.session.scalars(select(RecommendationMove.move).filter_by(recommendation_id=case.id)))
    assert not case.row.public_at or "clear" in moved
    by = (RecommendationMove.move, RecommendationMove.person_id)
    pens = dict(db.session.execute(select(*by).filter_by(recommendation_id=case.id).order_by(RecommendationMove.id)).all())
    assert "clear" not in pens or pens["accept"] != pens["clear"]
    kept = select(PendingDecision.prepared_by_id).filter_by(recommendation_id=case.id, kind="accept", state="published")
    keeper = db.session.scalar(kept.order_by(PendingDecision.id.desc()).limit(1))
    assert "clear" not in pens or keeper is None or keeper != pens["clear"]


def test_one_person_never_accepts_and_clears(world, write):
    """In whatever order and under which of the two offices it is tried; what is left undone another one does."""
    world.awake()
    for seed in range(6):
        walk, case = random.Random(seed), write("screening", f"Two looks {seed}")
        for _step in range(8):
            case, name = find(None, case.id), walk.choice(("accept", "clear"))
            try:
                ACTS[name](case, getattr(world.people, walk.choice(TWO_OFFICES)), world)
            except Refused as refused:
                assert refused.verdict.sentence
        case = find(None, case.id)
        assert case.stage in ("screening", "accepted")
        if case.stage == "accepted":
            ACTS["clear"](case, world.people.bureau, world)
        check_two_persons(case)


def test_what_is_kept_is_let_out_or_dropped_and_nothing_else(world, write):
    """Only what the desk keeps and lets out, by those who may and some who may not; every way is gone at least once."""
    world.awake()
    desk, gone = ("editor", "editor2", "approver", "both_editor", "both_bureau", "sponsor_editor", "stranger"), set()
    for seed in range(6):
        walk, case = random.Random(seed), write("screening", f"Kept {seed}")
        made = []
        for _step in range(25):
            name, actor = walk.choice((*KEEPING, "publish")), getattr(world.people, walk.choice(desk))
            made += keep(find(None, case.id), name, actor, world)
        found = find(None, case.id)
        rows = select(RecommendationMove).filter_by(recommendation_id=case.id).order_by(RecommendationMove.id)
        moved = [(row.move, row.source, row.target, row.person_id) for row in db.session.scalars(rows)][2:]
        assert moved == [one for one in made if one[0] not in KEPT_VERBS], "after it was submitted and assigned"
        assert found.stage == (moved[-1][2] if moved else "screening")
        check_two_persons(found)
        gone |= {one[0] for one in made}
    assert gone == {*KEEPING, "accept", "return"}


def check_pages(case, world, client):
    """Nothing internal is in what strangers, sponsors and those with an interest read."""
    db.session.commit()
    for who, secrets in (("stranger", (SECRET, POINTED)), ("other_mayor", (SECRET, POINTED)), ("sponsor_editor", (SECRET,))):
        actor = getattr(world.people, who)
        client.sign_in(actor) if actor.signed_in else client.sign_out()
        for path in (f"/recommendations/{case.id}", "/recommendations", "/recommendations.atom", "/recommendations.csv"):
            text = client.get(path).get_data(as_text=True)
            assert not any(secret in text for secret in secrets), (who, path)
