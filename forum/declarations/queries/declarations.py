"""Declarations that a reader may see, and one with all that its rules ask about."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.kit import clock
from forum.kit.paging import Page, keyset
from models import City, Clause, Declaration, DraftingCity, InvitedObserver, Signature, Version
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
    elif actor.person_id:
        invited = select(InvitedObserver.declaration_id).filter_by(person_id=actor.person_id)
        conditions.append(Declaration.stage.in_(CONSULTED) & Declaration.id.in_(invited))
    return or_(*conditions)


def listing(actor: Actor, chosen: dict[str, str], after: str | None) -> Page:
    """Newest first; `chosen` may hold a stage and a country of the lead city."""
    statement = _filtered(select(Declaration), actor, chosen).options(WITH_LEAD)
    return keyset(statement, [Declaration.created_at, Declaration.id], after)


def stage_counts(actor: Actor) -> dict[str, int]:
    statement = select(Declaration.stage, func.count()).where(visible_to(actor)).group_by(Declaration.stage)
    return {stage: count for stage, count in db.session.execute(statement)}


def get(actor: Actor | None, identity: int) -> Dossier | None:
    statement = select(Declaration).where(Declaration.id == identity, visible_to(actor)).options(WITH_LEAD)
    row = db.session.scalar(statement)
    return dossier_of(row) if row else None


def dossier_of(row: Declaration) -> Dossier:
    """The whole of a declaration; its lead city must be loaded."""
    cities = select(DraftingCity.city_id).filter_by(declaration_id=row.id)
    observers = select(InvitedObserver.person_id).filter_by(declaration_id=row.id)
    return Dossier(
        row,
        frozenset(db.session.scalars(cities)),
        frozenset(db.session.scalars(observers)),
        clauses_of(row.id),
        list(db.session.scalars(select(Version).filter_by(declaration_id=row.id).order_by(Version.number))),
        signatures_of(row.id),
    )


def clauses_of(declaration_id: int) -> list[Clause]:
    statement = select(Clause).filter_by(declaration_id=declaration_id, removed=False).order_by(Clause.position, Clause.id)
    return list(db.session.scalars(statement))


def signatures_of(declaration_id: int) -> list[Signature]:
    loads = (joinedload(Signature.city), joinedload(Signature.version), joinedload(Signature.withdrawal))
    statement = select(Signature).filter_by(declaration_id=declaration_id).options(*loads)
    return list(db.session.scalars(statement.order_by(Signature.at, Signature.id)))


def group_cities(declaration_id: int) -> list[City]:
    statement = select(City).join(DraftingCity, DraftingCity.city_id == City.id)
    return list(db.session.scalars(statement.where(DraftingCity.declaration_id == declaration_id).order_by(City.name)))


def open_for_signature(limit: int = 5) -> list[Declaration]:
    """Those that can be signed now, the ones that close first on top."""
    statement = select(Declaration).where(
        Declaration.stage.in_((Stage.OPEN, Stage.ADOPTED)), Declaration.signing_ends_at > clock.now()
    )
    return list(db.session.scalars(statement.options(WITH_LEAD).order_by(Declaration.signing_ends_at).limit(limit)))


def signed_by(city_id: int) -> list[Signature]:
    """The standing signatures of a city, newest first, with their declarations' names."""
    loads = (joinedload(Signature.version), joinedload(Signature.city))
    statement = select(Signature).filter_by(city_id=city_id, standing=True).options(*loads)
    return list(db.session.scalars(statement.order_by(Signature.at.desc()).limit(50)))


def named(ids: Any) -> dict[int, Declaration]:
    rows = db.session.scalars(select(Declaration).where(Declaration.id.in_(list(ids))))
    return {row.id: row for row in rows}


def _filtered(statement: Any, actor: Actor, chosen: dict[str, str]) -> Any:
    statement = statement.where(visible_to(actor))
    if chosen.get("stage") in list(Stage):
        statement = statement.where(Declaration.stage == chosen["stage"])
    if chosen.get("country"):
        lead = select(City.id).filter_by(country_iso2=chosen["country"])
        statement = statement.where(Declaration.lead_city_id.in_(lead))
    return statement
