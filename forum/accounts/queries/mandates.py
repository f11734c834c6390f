"""Mandates: those that wait to be verified, those of one city, and one with all that is shown of it."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from forum.kit import clock
from forum.kit.paging import Page, keyset
from models import Body, City, Invitation, Mandate, MandateEnding, MandateVerification, Person, Role
from models.base import db

LOADS = (
    joinedload(Mandate.person),
    joinedload(Mandate.city),
    joinedload(Mandate.body),
    joinedload(Mandate.added_by),
    joinedload(Mandate.verification).joinedload(MandateVerification.verified_by),
    joinedload(Mandate.ending).joinedload(MandateEnding.ended_by),
)


def find(mandate_id: int) -> Mandate | None:
    return db.session.scalar(select(Mandate).filter_by(id=mandate_id).options(*LOADS))


def of_person(person_id: int) -> list[Mandate]:
    return list(db.session.scalars(select(Mandate).filter_by(person_id=person_id).options(*LOADS).order_by(Mandate.id)))


def unverified(person_id: int) -> list[Mandate]:
    """Those of one person that the secretariat has still to verify."""
    return list(db.session.scalars(_waiting().filter_by(person_id=person_id).options(*LOADS).order_by(Mandate.id)))


def of_city(city_id: int) -> list[Mandate]:
    """All of a city, newest first; a city has few."""
    statement = select(Mandate).filter_by(city_id=city_id).options(*LOADS).order_by(Mandate.id.desc())
    return list(db.session.scalars(statement.limit(200)))


def invited_names(mandates: list[Mandate]) -> dict[int, str]:
    """The name as it was typed, for mandates whose invitation nobody has accepted."""
    statement = select(Invitation.mandate_id, Invitation.name).filter_by(accepted_at=None)
    rows = db.session.execute(statement.where(Invitation.mandate_id.in_([m.id for m in mandates])))
    return {mandate_id: name for mandate_id, name in rows if mandate_id}


def waiting(after: str | None) -> Page:
    """Unverified mandates that have not ended, the oldest first."""
    order = -Mandate.id
    page = keyset(_waiting().options(*LOADS), [order], after, row=lambda row: [-row[0].id])
    page.items = [row[0] for row in page.items]
    return page


def waiting_count() -> int:
    return db.session.scalar(select(func.count()).select_from(_waiting().subquery())) or 0


def administrators(but: int) -> int:
    """How many people administer today, without one of them."""
    statement = (
        select(func.count(Mandate.person_id.distinct()))
        .join(Mandate.verification)
        .join(Person, Person.id == Mandate.person_id)
        .where(Mandate.role == Role.ADMIN, Mandate.person_id != but, Mandate.ended_at.is_(None), Person.closed_at.is_(None))
        .where(or_(Mandate.ends_on.is_(None), Mandate.ends_on >= clock.today()))
    )
    return db.session.scalar(statement) or 0


def cities() -> list[tuple[int, str, str]]:
    """(id, name, country) of accredited cities, for a list to choose from."""
    statement = select(City.id, City.name, City.country_iso2).where(City.accredited_at.is_not(None)).order_by(City.name)
    return [(identity, name, country) for identity, name, country in db.session.execute(statement)]


def bodies() -> list[tuple[int, str]]:
    return [(identity, name) for identity, name in db.session.execute(select(Body.id, Body.name).order_by(Body.name))]


def _waiting() -> Select[Mandate]:
    statement = select(Mandate).outerjoin(Mandate.verification).where(MandateVerification.id.is_(None))
    statement = statement.where(or_(Mandate.ends_on.is_(None), Mandate.ends_on >= clock.today()))
    return statement.where(Mandate.ended_at.is_(None))
