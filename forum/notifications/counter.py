"""The number of unread notices that a person carries; it is kept, so that no page has to count."""

from sqlalchemy import update

from models import Person
from models.base import db


def count_unread(person_ids: list[int], value: object) -> None:
    """`value`: what it is from now on, mostly an expression of itself. A loaded person reads it anew."""
    statement = update(Person).where(Person.id.in_(person_ids)).values(unread=value)
    db.session.execute(statement.execution_options(synchronize_session=False))
    for person_id in person_ids:
        loaded = db.session.identity_map.get(db.session.identity_key(Person, person_id))
        if loaded is not None:
            db.session.expire(loaded, ["unread"])
