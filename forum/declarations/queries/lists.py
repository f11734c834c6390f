"""Lists of declarations: by stage and country, what a city drafts and signs, and what waits for its signature."""

from typing import Any

from sqlalchemy import ColumnElement, exists, false, func, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.declarations.queries.counting import counts
from forum.declarations.queries.declarations import WITH_LEAD, visible_to
from forum.kit import clock
from forum.kit.paging import Page, keyset
from models import City, Declaration, DraftingCity, Signature
from models.base import db
from models.declaration import Stage

SIGNABLE = (Stage.OPEN, Stage.ADOPTED)
PARTS = ("drafts", "unsigned", "signed")  # what a city has to do with a declaration


def listing(actor: Actor, chosen: dict[str, str], after: str | None) -> Page:
    """Newest first; `chosen` may hold a stage, a country of the lead city, and a part of PARTS."""
    statement = _filtered(select(Declaration), actor, chosen).options(WITH_LEAD)
    return keyset(statement, [Declaration.created_at, Declaration.id], after)


def stage_counts(actor: Actor, chosen: dict[str, str] | None = None) -> dict[str, int]:
    """How many stand at each stage, under the other filters."""
    statement = _filtered(select(Declaration.stage, func.count()), actor, _without(chosen, "stage"))
    return {stage: count for stage, count in db.session.execute(statement.group_by(Declaration.stage))}


def country_counts(actor: Actor, chosen: dict[str, str]) -> dict[str, int]:
    """How many are led from each country, under the other filters."""
    statement = _filtered(
        select(City.country_iso2, func.count()).select_from(Declaration), actor, _without(chosen, "country")
    )
    statement = statement.join(City, City.id == Declaration.lead_city_id).group_by(City.country_iso2)
    return {country: count for country, count in db.session.execute(statement)}


def part_counts(actor: Actor, chosen: dict[str, str]) -> dict[str, int]:
    """How many a city drafts, can still sign, and has signed; one statement."""
    columns = [func.count().filter(_part(part, actor)) for part in PARTS]
    statement = _filtered(select(*columns).select_from(Declaration), actor, _without(chosen, "part"))
    return dict(zip(PARTS, db.session.execute(statement).one(), strict=True))


def open_for_signature(limit: int = 5) -> list[Declaration]:
    """Those that can be signed now, the ones that close first on top."""
    statement = select(Declaration).where(_signable()).options(WITH_LEAD)
    return list(db.session.scalars(statement.order_by(Declaration.signing_ends_at).limit(limit)))


def waiting(actor: Actor, limit: int = 20) -> list[Declaration]:
    """What the actor's cities can sign and have not signed, the ones that close first on top."""
    statement = select(Declaration).where(_part("unsigned", actor)).options(WITH_LEAD)
    return list(db.session.scalars(statement.order_by(Declaration.signing_ends_at).limit(limit)))


def signed_by(actor: Actor, city_id: int) -> list[tuple[Signature, bool]]:
    """What a city has signed under texts that the actor may see, newest first, each with whether it counts."""
    statement = select(Signature, counts()).join(Declaration, Declaration.id == Signature.declaration_id)
    loads = (joinedload(Signature.city), joinedload(Signature.withdrawal), joinedload(Signature.contest))
    statement = statement.options(*loads).where(Signature.city_id == city_id, visible_to(actor))
    rows = db.session.execute(statement.order_by(Signature.at.desc(), Signature.id.desc()).limit(50))
    return [(signature, bool(counted)) for signature, counted in rows]


def drafted_by(actor: Actor, city_id: int) -> list[Declaration]:
    """What a city leads or drafts, as far as the actor may see it."""
    ours = select(DraftingCity.declaration_id).filter_by(city_id=city_id)
    statement = select(Declaration).where(Declaration.id.in_(ours), visible_to(actor)).options(WITH_LEAD)
    return list(db.session.scalars(statement.order_by(Declaration.id.desc()).limit(20)))


def _filtered(statement: Any, actor: Actor, chosen: dict[str, str]) -> Any:
    statement = statement.where(visible_to(actor))
    if chosen.get("stage"):
        statement = statement.where(Declaration.stage == chosen["stage"])
    if chosen.get("country"):
        lead = select(City.id).filter_by(country_iso2=chosen["country"])
        statement = statement.where(Declaration.lead_city_id.in_(lead))
    if chosen.get("part"):
        statement = statement.where(_part(chosen["part"], actor))
    return statement


def _part(part: str, actor: Actor) -> ColumnElement[bool]:
    ids = actor.city_ids
    if not ids or part not in PARTS:
        return false()
    if part == "drafts":
        return Declaration.id.in_(select(DraftingCity.declaration_id).where(DraftingCity.city_id.in_(ids)))
    signed = exists().where(
        Signature.declaration_id == Declaration.id,
        Signature.city_id.in_(ids),
        counts(),
    )
    return signed.correlate(Declaration) if part == "signed" else _signable() & ~signed.correlate(Declaration)


def _signable() -> ColumnElement[bool]:
    return Declaration.stage.in_(SIGNABLE) & (Declaration.signing_ends_at > clock.now())


def _without(chosen: dict[str, str] | None, name: str) -> dict[str, str]:
    return {key: value for key, value in (chosen or {}).items() if key != name}
