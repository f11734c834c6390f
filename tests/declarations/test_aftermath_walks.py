"""Random acts after signing: counts equal the definition, and rows and register never tell different stories."""

import datetime as dt
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from forum.declarations.operations import contesting, objecting, procedure
from forum.declarations.operations import nexting as preparing
from forum.declarations.queries import contests as contesting_queries
from forum.declarations.queries import declarations as reading
from forum.declarations.queries.counting import counts
from forum.declarations.queries.current import is_current
from forum.declarations.text import frozen, nexting
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.register.queries import entries_of
from models import City, Declaration, Objection, Signature, SignatureContest, SignatureWithdrawal, Version
from models.base import db
from tests import signatures

WHO = ("lead_mayor", "group_mayor", "other_mayor", "chair")
BY_CHAIR = ("editorial", "substantive", "adopt", "close")


def other_words(dossier):
    last = dossier.clauses[-1]
    return nexting.read(nexting.drafts(dossier.clauses), {f"text-{last.uid}": f"{last.text.rstrip('.')} again."})


def contest(dossier, actor, kind):
    own = [s for s in dossier.signatures if s.person_id == actor.person_id]
    rows = own if kind == "signature" else [s.withdrawal for s in own if s.withdrawal]
    if rows:
        act = contesting_queries.act(dossier, kind, rows[-1].id)
        contesting.contest(dossier, actor, act, "Not me.")


ACTS = {
    "editorial": lambda d, a: preparing.issue(d, a, "editorial", "Typo.", other_words(d)),
    "substantive": lambda d, a: preparing.issue(d, a, "substantive", "Funds.", other_words(d)),
    "object": lambda d, a: objecting.object_to(d, a, "More than wording."),
    "sign": lambda d, a: signatures.sign(d, a),
    "withdraw": lambda d, a: signatures.withdraw(d, a),
    "contest": lambda d, a: contest(d, a, "signature"),
    "contest_withdrawal": lambda d, a: contest(d, a, "withdrawal"),
    "adopt": lambda d, a: procedure.adopt(d, a, clock.today(), "Geneva"),
    "close": lambda d, a: procedure.close(d, a),
    "deadlines": lambda _d, _a: procedure.note_deadlines(),
}
# The likely order of things is tried more often: signatures, a correction, then whatever comes.
NAMES = ["sign", "sign", "sign", "editorial", "editorial", "object", "object", *ACTS]
STEPS = st.tuples(st.sampled_from(WHO), st.sampled_from(NAMES), st.sampled_from([0, 0, 1, 8]))


def walk(identity, people, steps):
    moment = clock.now()
    for who, name, days in steps:
        moment += dt.timedelta(days=days)
        actor = people.chair if name in BY_CHAIR else getattr(people, who)
        with clock.at(moment):
            dossier = reading.get(None, identity)
            try:
                with db.session.begin_nested():
                    ACTS[name](dossier, actor)
            except Refused:
                pass
            db.session.expire_all()
            check(reading.get(None, identity), people, name)


def binding(dossier):
    """The definition, written down a second time: back from the newest that nobody objected to, through corrections."""
    found = []
    for version in sorted(dossier.versions, key=lambda v: -v.number):
        if version.objected_at is None:
            found.append(version.id)
            if version.kind != "editorial":
                break
    return found


def counting_by_hand(dossier):
    objected = set(db.session.scalars(select(Objection.version_id).filter_by(declaration_id=dossier.id)))
    contested = set(db.session.scalars(select(SignatureContest.act_id).filter_by(act="signature")))
    gone = set(db.session.scalars(select(SignatureWithdrawal.signature_id).filter_by(noted=False)))
    assert objected == {v.id for v in dossier.versions if v.objected_at is not None}
    rows = [s for s in dossier.signatures if s.id not in contested | gone and s.version_id in binding(dossier)]
    assert not {s.version_id for s in rows} & objected
    return rows


def check(dossier, people, name):
    rows = counting_by_hand(dossier)
    cities = [s.city_id for s in rows]
    assert len(cities) == len(set(cities)), f"{name}: a city twice"
    assert [s.id for s in dossier.standing] == [s.id for s in rows], name
    assert dossier.row.signature_count == len(rows), name
    where = Signature.declaration_id == dossier.id
    assert sorted(db.session.scalars(select(Signature.id).where(where, counts()))) == sorted(s.id for s in rows), name
    for city in (people.lead, people.second, people.third):
        counted = db.session.scalar(select(City.signature_count).where(City.id == city.id))
        everywhere = select(func.count(Signature.id)).where(Signature.city_id == city.id, counts())
        assert counted == db.session.scalar(everywhere) and counted >= cities.count(city.id), name
    current = select(Version.id).join(Declaration, is_current(Version, Declaration)).where(Declaration.id == dossier.id)
    assert db.session.scalars(current).all() == [dossier.version.id] and dossier.version.objected_at is None
    assert [c.text for c in dossier.clauses] == [c.text for c in frozen.read(dossier.version.canonical)], name
    check_the_register(dossier)


def check_the_register(dossier):
    """One entry for each row, which says the same of it; and nothing else."""
    said = {entry.index: json.loads(entry.content)["statement"] for entry in entries_of(dossier.id)}
    kinds = {index: words["kind"] for index, words in said.items()}
    signed = {s.register_index: s for s in dossier.signatures}
    assert sorted(signed) == [i for i, kind in kinds.items() if kind.startswith("sign")]
    numbers = {v.id: v.number for v in dossier.versions}
    assert all(said[i]["version"] == numbers[s.version_id] for i, s in signed.items())
    gone = {s.withdrawal.register_index: s for s in dossier.signatures if s.withdrawal}
    assert sorted(gone) == [i for i, kind in kinds.items() if kind == "withdraw"]
    assert all(said[i]["withdraws"] == s.register_index for i, s in gone.items())
    objections = db.session.scalars(select(Objection).filter_by(declaration_id=dossier.id)).all()
    assert {o.register_index: numbers[o.version_id] for o in objections} == {
        i: said[i]["version"] for i, kind in kinds.items() if kind == "object"
    }
    cases = db.session.scalars(select(SignatureContest).filter_by(declaration_id=dossier.id)).all()
    assert {c.register_index: c.contests for c in cases} == {
        i: said[i]["contests"] for i, kind in kinds.items() if kind == "contest"
    }
    corrections = [v.number for v in dossier.versions if v.kind == "editorial"]
    assert sorted(said[i]["version"] for i, kind in kinds.items() if kind == "corrigendum") == corrections


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=4, max_size=22))
def test_whatever_follows_a_signature_counts_equal_the_definition(people, write, session, steps):
    walk(write("open", signed=True).id, people, steps)


def test_the_walk_reaches_what_it_is_about(people, write, session):
    """A walk that every rule refuses would prove nothing: this one does each of the acts."""
    dossier = write("open", signed=True)
    steps = [
        ("group_mayor", "sign", 0), ("chair", "editorial", 0), ("other_mayor", "sign", 0),
        ("group_mayor", "object", 0), ("other_mayor", "sign", 0), ("other_mayor", "contest", 0),
        ("other_mayor", "sign", 0), ("other_mayor", "withdraw", 0), ("other_mayor", "contest_withdrawal", 0),
        ("chair", "editorial", 1), ("lead_mayor", "object", 8), ("chair", "substantive", 0), ("lead_mayor", "sign", 0),
    ]  # fmt: skip
    walk(dossier.id, people, steps)
    found = reading.get(None, dossier.id)
    assert [(v.number, v.kind, v.objected_at is not None) for v in found.versions] == [
        (1, "first", False), (2, "editorial", True), (3, "editorial", False), (4, "substantive", False),
    ]  # fmt: skip
    count = session.scalar(select(func.count(SignatureContest.id)).filter_by(declaration_id=dossier.id))
    assert count == 2 and found.row.signature_count == 1
