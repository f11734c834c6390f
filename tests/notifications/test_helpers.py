"""Whoever helped hears what came of it."""

from forum.exchange import operations
from models import LedgerEvent, Notification, Role
from tests.exchange.conftest import CHALLENGE, FIELDS, TAGS


def test_whose_answer_was_used_hears_that_the_challenge_is_closed(make, session):
    asking, helping = make.actor(Role.MAYOR), make.actor(Role.DELEGATE)
    asked = operations.publish(asking, "challenge", asking.mandate.city, CHALLENGE, TAGS)
    shared = operations.publish(helping, "experience", helping.mandate.city, FIELDS, TAGS)
    answer = operations.answer(helping, asked, "Look.", shared)
    operations.close(asking, asked, "We used it.", [answer.id])
    closed = session.query(LedgerEvent).filter_by(verb="challenge.closed").one()
    told = session.query(Notification).filter_by(event_id=closed.id, person_id=helping.person_id).one()
    assert told.reason == "helper"
