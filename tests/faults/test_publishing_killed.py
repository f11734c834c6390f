"""A process that publishes sixty decisions is killed: all are published or none, and each letter leaves once."""

import os
import random
import shutil
import signal
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app import create_app
from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.verdict import Refused
from forum.notifications import delivery
from forum.recommendations.operations import drafting, forwarding, screening, submission
from forum.recommendations.queries import find
from forum.screening.operations import publishing
from forum.screening.queries import publishing as reading
from models import Evidence, LedgerEvent, OutboxMail, Publication, Recommendation
from models.base import Base, db
from models.mandate import Role
from tests import services
from tests.factories import Make
from tests.recommendations.words import to

pytestmark = pytest.mark.process

LONG = pytest.mark.long
MANY = 60
STEPS = ("at the thirtieth", "all is written, nothing committed", "all is committed, nothing answered")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A database in which all of them wait; made once, and copied for each fault."""
    path = tmp_path_factory.mktemp("publishing") / "all.sqlite3"
    return path, wait_for_publication(f"sqlite:///{path}", MANY)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def waiting(request, tmp_path):
    """The address of a forum in which sixty decisions wait, and who publishes them."""
    if request.param == "sqlite":
        path, keys = request.getfixturevalue("prepared")
        shutil.copy(path, tmp_path / "publishing.sqlite3")
        yield f"sqlite:///{tmp_path / 'publishing.sqlite3'}", keys
    else:
        with services.postgres() as uri:
            yield uri, wait_for_publication(uri, MANY)


def forum(uri):
    return create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri})


def inside(uri, work):
    """In a forum of its own, whose connections are closed afterwards: none is carried across a fork."""
    app = forum(uri)
    with app.app_context():
        try:
            with transaction():
                return work()
        finally:
            db.session.remove()
            db.engine.dispose()


def in_a_child(uri, work) -> bool:
    """Whether it was killed."""
    pid = os.fork()
    if not pid:
        try:
            inside(uri, work)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def die(*_args):
    os.kill(os.getpid(), signal.SIGKILL)


def wait_for_publication(uri, many):
    """One half are acceptances that are kept, the other forwardings that are prepared; who publishes them, as plain keys."""

    def prepare():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
        make = Make(db.session)
        mayor, editor, approver, chair = (make.actor(r) for r in (Role.MAYOR, Role.EDITOR, Role.APPROVER, Role.CHAIR))
        body = make.body()
        held = make.body_session(body)
        for number in range(many):
            made = drafting.begin(mayor, drafting.Words.plain(f"Number {number}", "To plant.", "Heat.", body))
            make.add(Evidence(recommendation_id=made.id, kind="clause", label="Paragraph 1", quote="Plants trees."))
            case = find(None, made.id)
            submission.submit(case, mayor)
            screening.assign(case, editor, editor.person, clock.today())
            if number % 2:
                publishing.keep_acceptance(case, editor)
                continue
            screening.accept(case, editor)
            forwarding.clear(case, chair)
            forwarding.prepare_forwarding(find(None, case.id), editor, to(held))
        return approver.person_id, approver.mandate_id

    return inside(uri, prepare)


def publish_all(keys):
    actor = load_actor(*keys)
    return publishing.publish(actor, [item.key for item in reading.to_publish(actor)])


def dying(keys, step):
    """Publish, and be killed at this step."""

    def work():
        done, carry = [], publishing._carry_out

        def counted(*args):
            carry(*args)
            done.append(1)
            if step == STEPS[0] and len(done) == MANY // 2:
                die()

        publishing._carry_out = counted
        if step == STEPS[1]:
            event.listen(Session, "before_commit", lambda s: die() if not s.get_nested_transaction() and done else None)
        if step == STEPS[2]:
            event.listen(Session, "after_commit", lambda s: die() if not s.get_nested_transaction() and done else None)
        publish_all(keys)

    return work


def standing(uri):
    """(decisions that wait, publications, what has been published, letters held, letters counted by event and person)"""

    def count():
        stages = dict(db.session.execute(select(Recommendation.stage, func.count()).group_by(Recommendation.stage)).all())
        letters = list(db.session.scalars(select(OutboxMail).where(OutboxMail.publication_id.is_not(None))))
        told = {(row.data["event_id"], row.person_id) for row in letters}
        assert len(told) == len(letters), "nobody is written to twice about one act"
        events = select(func.count()).where(LedgerEvent.verb == "recommendation.forwarded")
        assert db.session.scalar(events) == stages.get("forwarded", 0), "every change has its event"
        return stages.get("accepted", 0) + stages.get("forwarded", 0), db.session.scalar(select(func.count(Publication.id)))

    return inside(uri, count)


def states(uri):
    def count():
        statement = select(OutboxMail.state, func.count()).where(OutboxMail.publication_id.is_not(None))
        return dict(db.session.execute(statement.group_by(OutboxMail.state)).all())

    return inside(uri, count)


def check_all_or_nothing(uri, keys):
    published, publications = standing(uri)
    assert (published, publications) in ((0, 0), (MANY, 1))
    if not published:
        inside(uri, lambda: publish_all(keys) and None)
        assert standing(uri) == (MANY, 1), "the next try finds all as it was"


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step(waiting, step):
    uri, keys = waiting
    assert in_a_child(uri, dying(keys, step))
    assert standing(uri)[0] == (MANY if step == STEPS[2] else 0)
    check_all_or_nothing(uri, keys)
    if step != STEPS[1]:
        return
    held = states(uri)["held"]
    assert held >= MANY and states(uri) == {"held": held}

    def let_go():
        actor, row = load_actor(*keys), db.session.scalar(select(Publication))
        publishing.let_go(row, actor, [letter.id for letter in reading.letters(actor, row.id)])

    def let_go_and_die():
        event.listen(Session, "before_commit", lambda s: None if s.get_nested_transaction() else die())
        let_go()

    assert in_a_child(uri, let_go_and_die)
    assert states(uri) == {"held": held}, "a release that was cut off let nothing go"
    inside(uri, let_go)
    app = forum(uri)
    with app.app_context():
        while delivery.drain():
            pass
        db.session.remove()
        db.engine.dispose()
    assert states(uri) == {"sent": held}


@pytest.mark.parametrize("time_", [pytest.param(number, marks=LONG) for number in range(20)])
def test_killed_at_any_moment(waiting, time_):
    uri, keys = waiting

    def work():
        threading.Thread(target=lambda: (time.sleep(random.random() * 3), die()), daemon=True).start()
        publish_all(keys)

    in_a_child(uri, work)
    check_all_or_nothing(uri, keys)


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_four_that_publish_at_once_have_one_effect(tmp_path, engine):
    if engine == "sqlite":
        four_at_once(f"sqlite:///{tmp_path / 'at-once.sqlite3'}")
    else:
        with services.postgres() as uri:
            four_at_once(uri)


def four_at_once(uri, many=6):
    keys = wait_for_publication(uri, many)
    app, barrier = forum(uri), threading.Barrier(4)

    def one(_number):
        with app.app_context():
            chosen = [item.key for item in reading.to_publish(load_actor(*keys))]
            db.session.remove()
            barrier.wait()
            try:
                with transaction():
                    publishing.publish(load_actor(*keys), chosen)
                return ""
            except Refused as refused:
                return refused.verdict.sentence
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(one, range(4)))
    with app.app_context():
        db.engine.dispose()
    assert said.count("") == 1, said
    assert all("a moment ago" in sentence for sentence in said if sentence), said
    assert standing(uri) == (many, 1)
