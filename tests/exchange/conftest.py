"""A mayor, texts in different states, and pictures made for the test."""

from io import BytesIO

import pytest

from forum.exchange import operations
from models import Role

FIELDS = {
    "title": "Squares that hold the rain",
    "summary": "Rain stays where it falls.",
    "problem": "Flooded cellars after every cloudburst.",
    "action": "We built **squares** that fill with rainwater.",
    "result": "19 squares.",
    "cost": "2 million euros.",
    "partners": "The water board.",
    "limits": "Only the centre.",
    "lessons": "Begin with the school yard.",
}
FORM = FIELDS | {"theme": ["green"], "year": "2019", "contact": "Ana Reis", "language": "en"}
TAGS = {"theme": ["green"], "sdg": ["11", "13"], "principle": ["nature"]}
CHALLENGE = {
    "title": "How do we keep rain out of cellars?",
    "summary": "Cloudbursts flood the old town.",
    "situation": "Cellars flooded three times in two years.",
    "asked": "An example of squares that hold rainwater.",
    "tried": "Wider pipes.",
    "constraints": "Protected facades.",
    "budget": "None yet",
}


@pytest.fixture
def mayor(make, session):
    actor = make.actor(Role.MAYOR, make.city("Rainholm"))
    session.commit()
    return actor


@pytest.fixture
def other(make, session):
    actor = make.actor(Role.DELEGATE, make.city("Drymouth", country="ES"))
    session.commit()
    return actor


@pytest.fixture
def post_experience():
    def post(actor, **more):
        tags = more.pop("tags", TAGS)
        return operations.publish(actor, "experience", actor.mandate.city, FIELDS | more, tags)

    return post


@pytest.fixture
def post_challenge():
    def post(actor, **more):
        tags = more.pop("tags", TAGS)
        return operations.publish(actor, "challenge", actor.mandate.city, CHALLENGE | more, tags)

    return post


def picture(kind="JPEG", size=(60, 40), mode="RGB", **options) -> bytes:
    from PIL import Image

    target = BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(target, kind, **options)
    return target.getvalue()
