"""Passkeys of a person, and those that are enrolled for a mandate."""

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from forum.accounts.queries.mandates import LOADS
from models import Mandate, Passkey, PasskeyEnrolment
from models.base import db


def of_person(person_id: int) -> list[Passkey]:
    """Those in use, oldest first, with their enrolments."""
    statement = select(Passkey).filter_by(person_id=person_id, removed_at=None).options(selectinload(Passkey.enrolments))
    return list(db.session.scalars(statement.order_by(Passkey.id)))


def removed(person_id: int) -> list[Passkey]:
    """Newest removal first."""
    statement = select(Passkey).filter_by(person_id=person_id).where(Passkey.removed_at.is_not(None))
    return list(db.session.scalars(statement.order_by(Passkey.removed_at.desc()).limit(20)))


def ever(person_id: int) -> list[Passkey]:
    """Those in use and those removed."""
    return list(db.session.scalars(select(Passkey).filter_by(person_id=person_id)))


def how_many(person_id: int) -> int:
    statement = select(func.count(Passkey.id)).filter_by(person_id=person_id, removed_at=None)
    return db.session.scalar(statement) or 0


def find(identity: int) -> Passkey | None:
    return db.session.scalar(select(Passkey).filter_by(id=identity).options(selectinload(Passkey.enrolments)))


def by_credential(credential_id: str) -> Passkey | None:
    return db.session.scalar(select(Passkey).filter_by(credential_id=credential_id))


def enrolment(passkey_id: int, mandate_id: int) -> PasskeyEnrolment | None:
    return db.session.scalar(select(PasskeyEnrolment).filter_by(passkey_id=passkey_id, mandate_id=mandate_id))


def usable_for(mandate_id: int) -> list[Passkey]:
    """Keys that may sign under a mandate as far as the register says; whether the mandate is in force, its rule says."""
    statement = (
        select(Passkey)
        .join(Passkey.enrolments)
        .join(Mandate, Mandate.id == PasskeyEnrolment.mandate_id)
        .where(PasskeyEnrolment.mandate_id == mandate_id, PasskeyEnrolment.revoked_at.is_(None))
        .where(Passkey.removed_at.is_(None), Passkey.person_id == Mandate.person_id)
        .options(contains_eager(Passkey.enrolments))
        .order_by(Passkey.id)
    )
    return list(db.session.scalars(statement).unique())


def mandate(mandate_id: int) -> Mandate | None:
    """As it is now, whatever was read of it before."""
    statement = select(Mandate).filter_by(id=mandate_id).options(*LOADS).execution_options(populate_existing=True)
    return db.session.scalar(statement)
