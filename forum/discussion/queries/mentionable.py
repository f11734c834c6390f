"""Whom the composer offers after an @ sign."""

from sqlalchemy import func, select

from forum.accounts.sessions import load_actor
from forum.discussion.queries.comments import is_public
from forum.kit import subjects
from forum.kit.subjects import Subject
from models import City, Person
from models.base import db

MOST = 6


def mentionable(subject: Subject, begins: str) -> list[dict[str, str]]:
    """Cities and people whose name begins so; people only if they may see the subject."""
    begins = begins.strip().lower()[:60]
    if len(begins) < 2:
        return []
    like = begins.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    cities = select(City).where(City.accredited_at.is_not(None), func.lower(City.name).like(like, escape="\\"))
    found = [
        {"insert": c.slug, "name": c.name, "detail": ""} for c in db.session.scalars(cities.order_by(City.name).limit(MOST))
    ]
    people = select(Person.id).where(func.lower(Person.name).like(like, escape="\\"), Person.closed_at.is_(None))
    everybody = is_public(subject)
    for identity in db.session.scalars(people.order_by(Person.name).limit(MOST)).all():
        actor = load_actor(identity)
        if actor.person and actor.mandate and (everybody or subjects.find(subject.kind, subject.id, actor)):
            found.append({"insert": actor.person.name, "name": actor.person.name, "detail": actor.title})
    return found
