"""One declaration with all that its rules ask about, and who may see it."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from models import (
    City,
    Clause,
    Declaration,
    DraftingCity,
    DraftingPause,
    InvitedObserver,
    Mandate,
    PauseLift,
    Signature,
    SignatureWithdrawal,
    Version,
)
from models.base import db
from models.declaration import Stage

PUBLIC = (Stage.OPEN, Stage.ADOPTED, Stage.CLOSED)
CONSULTED = (Stage.CONSULTATION, Stage.SILENCE)
WITH_LEAD = joinedload(Declaration.lead_city)


def visible_to(actor: Actor | None) -> ColumnElement[bool]:
    """Drafts: group, secretariat, Bureau. Consultation: accredited cities and invited observers. From opening on: all."""
    if actor is None or actor.is_staff or actor.is_bureau:
        return true()
    conditions: list[Any] = [Declaration.stage.in_(PUBLIC)]
    if actor.city_ids:
        drafted = select(DraftingCity.declaration_id).where(DraftingCity.city_id.in_(actor.city_ids))
        conditions.append(Declaration.id.in_(drafted))
        if any(m.city and m.city.accredited_at for m in actor.mandates):
            conditions.append(Declaration.stage.in_(CONSULTED))
    if actor.person_id:
        invited = select(InvitedObserver.declaration_id).filter_by(person_id=actor.person_id)
        conditions.append(Declaration.stage.in_(CONSULTED) & Declaration.id.in_(invited))
    return or_(*conditions)


def get(actor: Actor | None, identity: int, hold: bool = False) -> Dossier | None:
    """`hold` keeps the row until the transaction ends, so that acts on one declaration follow each other."""
    statement = select(Declaration).where(Declaration.id == identity, visible_to(actor)).options(WITH_LEAD)
    if hold:
        statement = statement.with_for_update(of=Declaration)
    row = db.session.scalar(statement)
    return dossier_of(row) if row else None


def dossier_of(row: Declaration) -> Dossier:
    """The whole of a declaration; its lead city must be loaded."""
    observers = select(InvitedObserver.person_id).filter_by(declaration_id=row.id)
    versions = select(Version).filter_by(declaration_id=row.id).order_by(Version.number)
    return Dossier(
        row,
        group_cities(row.id),
        frozenset(db.session.scalars(observers)),
        clauses_of(row.id),
        list(db.session.scalars(versions)),
        signatures_of(row.id),
        pause_of(row.id) if row.stage == Stage.DRAFTING else None,
    )


def pause_of(declaration_id: int) -> DraftingPause | None:
    """The pause that nobody has lifted yet, with who closed the text."""
    lifted = select(PauseLift.id).where(PauseLift.pause_id == DraftingPause.id)
    statement = select(DraftingPause).where(DraftingPause.declaration_id == declaration_id, ~lifted.exists())
    loads = (joinedload(DraftingPause.person), joinedload(DraftingPause.mandate).joinedload(Mandate.city))
    return db.session.scalar(statement.options(*loads).order_by(DraftingPause.id.desc()).limit(1))


def clauses_of(*declaration_ids: int) -> list[Clause]:
    statement = select(Clause).where(Clause.declaration_id.in_(declaration_ids), Clause.removed.is_(False))
    return list(db.session.scalars(statement.order_by(Clause.position, Clause.id)))


def signatures_of(declaration_id: int) -> list[Signature]:
    """All that were ever made, oldest first; their versions, long texts, are loaded once beside them."""
    withdrawn = joinedload(Signature.withdrawal).joinedload(SignatureWithdrawal.contest)
    loads = (joinedload(Signature.city), withdrawn, joinedload(Signature.contest))
    statement = select(Signature).filter_by(declaration_id=declaration_id).options(*loads)
    return list(db.session.scalars(statement.order_by(Signature.at, Signature.id)))


def group_cities(declaration_id: int) -> list[City]:
    statement = select(City).join(DraftingCity, DraftingCity.city_id == City.id)
    return list(db.session.scalars(statement.where(DraftingCity.declaration_id == declaration_id).order_by(City.name)))


def named(ids: Any) -> dict[int, Declaration]:
    rows = db.session.scalars(select(Declaration).where(Declaration.id.in_(list(ids))))
    return {row.id: row for row in rows}
