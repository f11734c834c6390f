"""Random people try random moves and signatures: the history, the ledger and the counts never tell different stories."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from forum.declarations.operations import nexting as preparing
from forum.declarations.operations import procedure, requesting, versions
from forum.declarations.queries import declarations as reading
from forum.declarations.rules import signing as rules
from forum.declarations.text import nexting
from forum.declarations.workflow import FLOW
from forum.kit import clock
from forum.kit.verdict import Refused
from models import City, LedgerEvent, Signature, StageChange
from models.base import db
from models.declaration import Stage
from tests import signatures
from tests.declarations.test_stages import ACTORS

VERBS = {
    "open_consultation": "consultation_opened", "start_silence": "silence_started", "break_silence": "silence_broken",
    "resume_drafting": "drafting_resumed", "open_signature": "opened", "unfreeze": "unfrozen", "adopt": "adopted",
    "close": "closed",
}  # fmt: skip


def later(days):
    return clock.now() + dt.timedelta(days=days)


def new_words(dossier):
    last = dossier.clauses[-1]
    return nexting.read(nexting.drafts(dossier.clauses), {f"text-{last.uid}": f"{last.text.rstrip('.')} again."})


ACTS = {
    "open_consultation": lambda d, a: procedure.open_consultation(d, a),
    "start_silence": lambda d, a: procedure.start_silence(d, a, later(3)),
    "break_silence": lambda d, a: procedure.break_silence(d, a, "No."),
    "resume_drafting": lambda d, a: procedure.resume_drafting(d, a, "Again."),
    "open_signature": lambda d, a: procedure.open_signature(d, a, later(20)),
    "unfreeze": lambda d, a: procedure.unfreeze(d, a, "A word."),
    "adopt": lambda d, a: procedure.adopt(d, a, clock.today(), "Geneva"),
    "close": lambda d, a: procedure.close(d, a),
    "editorial": lambda d, a: preparing.issue(d, a, "editorial", "Typo.", new_words(d)),
    "substantive": lambda d, a: preparing.issue(d, a, "substantive", "Funds.", new_words(d)),
    "sign": lambda d, a: signatures.sign(d, a),
    "withdraw": lambda d, a: signatures.withdraw(d, a, "No more."),
    "decline": lambda d, a: requesting.decline(d, a, "Not now."),
    "deadlines": lambda _d, _a: procedure.note_deadlines(),
}
STEPS = st.tuples(st.sampled_from(ACTORS), st.sampled_from(list(ACTS)), st.integers(0, 5))
BEGINNINGS = st.sampled_from(["drafting", "consultation", "silence", "open", "adopted"])


def walk(identity, people, steps):
    """Try each step; days pass between them. Gives the stages that were seen."""
    moment = clock.now()
    for who, act, days in steps:
        moment += dt.timedelta(days=days)
        with clock.at(moment):
            dossier = reading.get(None, identity)
            before = dossier.stage
            try:
                ACTS[act](dossier, getattr(people, who))
            except Refused:
                assert reading.get(None, identity).stage == before
        db.session.flush()
        check(identity, before, act)


def check(identity, before, act):
    """What must hold after every step."""
    dossier = reading.get(None, identity)
    assert dossier.stage in list(Stage)
    if dossier.stage != before:
        moves = [m for m in FLOW.moves.values() if m.target == dossier.stage and before in m.sources]
        assert moves, f"{before} -> {dossier.stage} is in no move of the table"
    assert dossier.row.signature_count == len(dossier.standing), act
    assert dossier.row.version_count == len(dossier.versions)
    if dossier.frozen:
        assert dossier.version.sha256 == versions.frozen.digest(dossier.version.canonical)
        assert [c.text for c in dossier.clauses] == [c.text for c in versions.frozen.read(dossier.version.canonical)]


def check_the_story(identity):
    """Each change of stage stands in the history, in a chain without a gap, and in the ledger under its verb."""
    changes = db.session.scalars(select(StageChange).filter_by(declaration_id=identity).order_by(StageChange.id)).all()
    stages = ["drafting", *(change.target for change in changes)]
    assert [change.source for change in changes] == stages[:-1]
    assert reading.get(None, identity).stage == stages[-1]
    verbs = [f"declaration.{VERBS[change.move]}" for change in changes]
    events = select(LedgerEvent.verb).filter_by(subject_kind="declaration", subject_id=identity).order_by(LedgerEvent.id)
    told = [verb for verb in db.session.scalars(events) if verb.partition(".")[2] in VERBS.values()]
    assert told == verbs


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginning=BEGINNINGS, steps=st.lists(STEPS, max_size=25))
def test_no_walk_leaves_the_table_or_miscounts(people, write, session, beginning, steps):
    identity = write(beginning).id
    walk(identity, people, steps)
    check_the_story(identity)
    for city in (people.lead, people.second, people.third):
        counted = session.scalar(select(City.signature_count).where(City.id == city.id))
        rows = select(func.count()).select_from(Signature).filter_by(city_id=city.id, standing=True)
        assert counted == session.scalar(rows)


def test_deadlines_hold_to_the_second(people, write):
    second = dt.timedelta(seconds=1)
    silent = write("silence")
    with clock.at(silent.row.silence_ends_at - second):
        assert FLOW.judge(silent, "break_silence", people.other_mayor)
        assert not FLOW.judge(silent, "open_signature", people.chair)
    with clock.at(silent.row.silence_ends_at):
        assert not FLOW.judge(silent, "break_silence", people.other_mayor)
        assert FLOW.judge(silent, "open_signature", people.chair)
    opened = write("open")
    with clock.at(opened.row.signing_ends_at - second):
        assert rules.can_sign(opened, people.other_mayor)
    with clock.at(opened.row.signing_ends_at):
        assert not rules.can_sign(opened, people.other_mayor)


def test_a_deadline_without_adoption_ends_signing_and_leaves_the_stage(people, write):
    """The chair can still adopt what was signed in time; only then does the deadline close it."""
    dossier = write("open", signed=True)
    with clock.at(dossier.row.signing_ends_at + dt.timedelta(hours=1)):
        procedure.note_deadlines()
        assert reading.get(None, dossier.id).stage == "open"
        procedure.adopt(dossier, people.chair, clock.today(), "Geneva")
        procedure.note_deadlines()
    assert reading.get(None, dossier.id).stage == "closed"
    check_the_story(dossier.id)


def test_a_new_version_can_open_the_time_for_signing_again(people, write):
    dossier = write("open", signed=True)
    with clock.at(dossier.row.signing_ends_at + dt.timedelta(days=1)):
        assert not rules.can_sign(dossier, people.other_mayor)
        preparing.issue(dossier, people.chair, "substantive", "Funds.", new_words(dossier), later(10))
        assert rules.can_sign(dossier, people.other_mayor)
