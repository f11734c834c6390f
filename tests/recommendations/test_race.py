"""Twenty people at one moment, each on a connection of their own: one act is done, the others read the sentence."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app import create_app
from forum.accounts.sessions import load_actor
from forum.consideration.operations import answer
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.verdict import Refused
from forum.recommendations.operations import drafting, forwarding, screening, submission
from forum.recommendations.queries import find
from models import BodySession, Disposition, Evidence, Forwarding, ForwardingConfirmation, LedgerEvent, RecommendationMove
from models.base import Base, db
from models.mandate import Role
from tests import services
from tests.factories import Make
from tests.recommendations.words import answered, to

MANY = 20


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def forum(request, tmp_path):
    """A forum of its own, since what is committed here stays."""
    if request.param == "sqlite":
        yield from _made(f"sqlite:///{tmp_path / 'race.sqlite3'}")
    else:
        with services.postgres() as uri:
            yield from _made(uri)


def _made(uri):
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri})
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.session.remove()
        Base.metadata.drop_all(db.engine)
        db.engine.dispose()


def prepared(app, to_confirm):
    """A cleared recommendation, with a forwarding that waits where `to_confirm`; its id and who acts, as plain keys."""
    with app.app_context(), transaction() as session:
        make = Make(session)
        mayor, editor, approver, chair = (make.actor(r) for r in (Role.MAYOR, Role.EDITOR, Role.APPROVER, Role.CHAIR))
        body = make.body()
        case = drafting.begin(mayor, drafting.Words.plain("Shade", "To plant.", "Heat.", body))
        clause = Evidence(recommendation_id=case.id, kind="clause", label="Paragraph 1", quote="Plants trees.")
        case.evidence.append(make.add(clause))
        submission.submit(case, mayor)
        screening.assign(case, editor, editor.person, clock.today())
        screening.accept(case, editor)
        forwarding.clear(case, chair)
        held = make.body_session(body)
        if to_confirm:
            forwarding.prepare_forwarding(case, editor, to(held))
        keys = {name: (a.person_id, a.mandate_id) for name, a in (("editor", editor), ("approver", approver))}
        return case.id, held.id, keys


def at_once(app, work):
    """The sentences with which the others were refused, and how many were not."""

    def one(_number):
        with app.app_context():
            try:
                with transaction():
                    work()
                return ""
            except Refused as refused:
                return refused.verdict.sentence
            finally:
                db.session.remove()

    with ThreadPoolExecutor(MANY) as pool:
        said = list(pool.map(one, range(MANY)))
    return said.count(""), {sentence for sentence in said if sentence}


def test_twenty_confirmations_at_one_moment_are_one(forum):
    identity, _held, keys = prepared(forum, to_confirm=True)
    done, sentences = at_once(
        forum, lambda: forwarding.confirm_forwarding(find(None, identity), load_actor(*keys["approver"]))
    )
    assert done == 1
    assert all("Somebody else moved this" in s or "it is now at “forwarded”" in s for s in sentences), sentences
    with forum.app_context():
        assert db.session.scalar(select(func.count(ForwardingConfirmation.id))) == 1
        assert db.session.scalar(select(func.count()).where(RecommendationMove.move == "confirm_forwarding")) == 1
        assert db.session.scalar(select(func.count()).where(LedgerEvent.verb == "recommendation.forwarded")) == 1


def test_twenty_preparations_at_one_moment_are_one(forum):
    identity, held, keys = prepared(forum, to_confirm=False)

    def prepare():
        session = db.session.get(BodySession, held)
        forwarding.prepare_forwarding(find(None, identity), load_actor(*keys["editor"]), to(session))

    done, sentences = at_once(forum, prepare)
    assert done == 1
    assert all("Somebody else moved this" in s or "waits for a second person" in s for s in sentences), sentences
    with forum.app_context():
        assert db.session.scalar(select(func.count(Forwarding.id))) == 1


def test_twenty_answers_at_one_moment_are_one(forum):
    """Two members of staff enter what the body said: one entry stands, the others read that they came late."""
    identity, _held, keys = prepared(forum, to_confirm=True)
    with forum.app_context(), transaction():
        forwarding.confirm_forwarding(find(None, identity), load_actor(*keys["approver"]))
    with forum.app_context(), transaction():
        case = find(None, identity)
        answer.consider(case, case.paths[0], load_actor(*keys["editor"]), clock.today())

    def enter():
        case = find(None, identity)
        answer.dispose(case, case.paths[0], load_actor(*keys["editor"]), answered("welcomed", "paragraph 3"))

    done, sentences = at_once(forum, enter)
    assert done == 1
    assert all("Somebody else moved this" in s or "it is now at “answered”" in s for s in sentences), sentences
    with forum.app_context():
        assert db.session.scalar(select(func.count(Disposition.id))) == 1
        assert db.session.scalar(select(func.count()).where(LedgerEvent.verb == "recommendation.disposed")) == 1
