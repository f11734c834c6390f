"""People who follow a published experience, and a mail server that keeps what it gets."""

import pytest

from forum.discussion import operations as discussion
from forum.exchange import operations as exchange
from forum.kit import subjects
from models import Role
from tests.exchange.test_contributions import FIELDS


@pytest.fixture(autouse=True)
def inside_a_request(app, session):
    with app.test_request_context():
        yield


@pytest.fixture
def author(make):
    return make.actor(Role.MAYOR)


@pytest.fixture
def experience(author):
    return exchange.publish(author, "experience", author.mandate.city, FIELDS, {})


@pytest.fixture
def subject(experience):
    return subjects.find("contribution", experience.id, None)


@pytest.fixture
def reader(make, subject):
    actor = make.actor(Role.DELEGATE)
    discussion.follow(actor, subject)
    return actor


@pytest.fixture
def say(make, subject):
    speaker = make.actor(Role.DELEGATE)

    def _say(text="A word."):
        return discussion.post(speaker, subject, text)

    return _say
