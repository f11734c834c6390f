"""Finding people: by address, by what staff type, and with all their mandates."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from forum.kit.paging import Page, keyset
from models import City, Impersonation, Invitation, LedgerEvent, Mandate, Person
from models.base import db

MANDATES = selectinload(Person.mandates)
WITH_MANDATES = (
    MANDATES.joinedload(Mandate.city),
    MANDATES.joinedload(Mandate.body),
    MANDATES.joinedload(Mandate.verification),
)


def find_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).filter_by(email=email.strip().lower()))


def find(person_id: int) -> Person | None:
    return db.session.scalar(select(Person).filter_by(id=person_id).options(*WITH_MANDATES))


def directory(words: str, after: str | None) -> Page:
    """People whose name, address, organisation or city begins with, or holds, every word; newest first."""
    statement = select(Person).options(*WITH_MANDATES)
    for word in words.lower().split()[:6]:
        like = f"%{word.replace('%', '').replace('_', '')}%"
        through = select(Mandate.person_id).outerjoin(City, Mandate.city_id == City.id)
        holds = through.where(or_(func.lower(City.name).like(like), func.lower(Mandate.organisation).like(like)))
        statement = statement.where(or_(func.lower(Person.name).like(like), Person.email.like(like), Person.id.in_(holds)))
    return keyset(statement, [Person.id], after)


def open_invitations(person_id: int) -> list[Invitation]:
    statement = (
        select(Invitation).filter_by(person_id=person_id, accepted_at=None).options(joinedload(Invitation.invited_by))
    )
    return list(db.session.scalars(statement.order_by(Invitation.id.desc())))


def views_of(person_id: int, limit: int = 20) -> list[tuple[Impersonation, str]]:
    """When staff viewed the site as this person: the row and the name of that member of staff."""
    statement = select(Impersonation, Person.name).join(Person, Person.id == Impersonation.staff_id)
    rows = db.session.execute(statement.filter(Impersonation.person_id == person_id).order_by(Impersonation.id.desc()))
    return [(row, name) for row, name in rows.all()[:limit]]


def has_published(person_id: int) -> bool:
    """Whether a public act carries this person's name."""
    statement = select(LedgerEvent.id).filter_by(person_id=person_id, public=True).limit(1)
    return db.session.scalar(statement) is not None
