"""A reader who is known costs one small statement, and no change about them is missed."""

import datetime as dt

import pytest

from forum.accounts.remembered import recall
from forum.accounts.sessions import open_session
from forum.kit import clock
from models import City, Mandate, MandateVerification, Person, Role, WebSession
from tests.counting import count_statements


@pytest.fixture
def known(make, session):
    actor = make.actor(Role.MAYOR, make.city("Braga"), ends_on=clock.today())
    token = open_session(actor.person, "test")
    session.commit()
    ids = actor.person_id, actor.mandate_id, actor.city_id
    recall(token)
    return token, *ids


def test_the_second_page_costs_one_small_statement(known):
    with count_statements() as seen:
        _session, actor = recall(known[0])
    assert len(seen) == 1 and "mandate.office" not in seen[0]
    assert actor.byline.endswith("Mayor of Braga")


def test_a_new_name_and_a_new_count_are_seen(known, session):
    person = session.get(Person, known[1])
    person.name, person.unread = "Ana Nova", 7
    session.commit()
    actor = recall(known[0])[1]
    assert (actor.person.name, actor.person.unread) == ("Ana Nova", 7)


def test_a_renamed_city_is_seen(known, session):
    session.get(City, known[3]).name = "Braga Nova"
    session.commit()
    assert recall(known[0])[1].title == "Mayor of Braga Nova"


def test_an_ended_mandate_is_seen(known, session):
    session.get(Mandate, known[2]).ends_on = clock.today() - dt.timedelta(days=1)
    session.commit()
    assert recall(known[0])[1].mandates == ()


def test_a_verified_mandate_is_seen(known, session, make):
    person = session.get(Person, known[1])
    second = make.mandate(person, Role.DELEGATE, make.city("Lviv"), verified=False)
    session.commit()
    assert len(recall(known[0])[1].mandates) == 1
    row = MandateVerification(mandate_id=second.id, verified_by_id=person.id, verified_at=clock.now())
    session.add(row)
    session.commit()
    assert len(recall(known[0])[1].mandates) == 2


def test_the_day_after_the_last_one(known):
    with clock.at(clock.now() + dt.timedelta(hours=11)):
        before = len(recall(known[0])[1].mandates)
    with clock.at(clock.now() + dt.timedelta(days=1)):
        assert recall(known[0]) is None or recall(known[0])[1].mandates == ()
    assert before in (0, 1)


def test_an_ended_session_is_over_at_once(known, session):
    session.query(WebSession).filter_by(person_id=known[1]).one().ended_at = clock.now()
    session.commit()
    assert recall(known[0]) is None
