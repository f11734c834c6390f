"""A comment that somebody may dislike, and the people around it."""

from types import SimpleNamespace

import pytest

from forum.discussion import operations as talk
from forum.kit import clock, subjects
from forum.moderation import texts
from models import Experience, Role


@pytest.fixture
def case(app, make, session):
    """The people of one case; `case.comment` is a comment by `author` on an experience of `mayor`."""
    mayor = make.actor(Role.MAYOR)
    people = {
        "mayor": mayor,
        "author": make.actor(Role.DELEGATE),
        "reader": make.actor(Role.OBSERVER),
        "editor": make.actor(Role.EDITOR),
        "approver": make.actor(Role.APPROVER),
    }
    row = make.add(
        Experience(
            kind="experience", state="published", title="Squares that hold the rain", summary="Rain stays.",
            city_id=mayor.city_id, author_id=mayor.person_id, mandate_id=mayor.mandate_id, country_iso2="PT",
            body_html="<p>Long words.</p>", tags={}, created_at=clock.now(), published_at=clock.now(), revision=1,
        )
    )  # fmt: skip
    mayor.mandate.city.experience_count = 1
    with app.test_request_context():
        subject = subjects.find("contribution", row.id, None)
        comment = talk.post(people["author"], subject, "Buy *our* pumps.")
    session.commit()
    return SimpleNamespace(**people, experience=row, subject=subject, comment=comment, people=people)


@pytest.fixture
def text_of(app):
    def find(kind, row):
        with app.test_request_context():
            return texts.find(kind, row.id)

    return find
