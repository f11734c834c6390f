"""Somebody who writes, and something to write about."""

import pytest

from forum.discussion import operations
from forum.kit import clock, subjects
from models import Experience, Role


@pytest.fixture
def mayor(make, session):
    actor = make.actor(Role.MAYOR)
    session.commit()
    return actor


@pytest.fixture
def experience(make, mayor):
    """A published one, without the work of the exchange."""
    row = make.add(
        Experience(
            kind="experience", state="published", title="Squares that hold the rain", summary="Rain stays.",
            city_id=mayor.city_id, author_id=mayor.person_id, mandate_id=mayor.mandate_id, country_iso2="PT",
            body_html="<p>Words.</p>", tags={}, created_at=clock.now(), published_at=clock.now(), revision=1,
        )
    )  # fmt: skip
    make.session.commit()
    return row


@pytest.fixture
def subject(app, experience):
    with app.test_request_context():
        return subjects.find("contribution", experience.id, None)


@pytest.fixture
def say(app, subject):
    """say(actor, "words", ...) posts under the experience."""

    def post(actor, text="A word.", **more):
        with app.test_request_context():
            return operations.post(actor, subject, text, **more)

    return post
