"""What delegates prepared and nobody has confirmed, and the mandates that it hangs on."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Declaration, Mandate, Signature, SigningRequest, Version
from models.base import db
from models.declaration import Stage


def waiting(city_ids: Iterable[int] | None = None) -> list[SigningRequest]:
    """Prepared for the newest version of texts that are open, not void, of cities that have not signed it."""
    signed = select(Signature.id).where(
        Signature.version_id == SigningRequest.version_id, Signature.city_id == SigningRequest.city_id, Signature.standing
    )
    statement = (
        select(SigningRequest)
        .join(Version, Version.id == SigningRequest.version_id)
        .join(Declaration, Declaration.id == SigningRequest.declaration_id)
        .where(SigningRequest.kind == "prepared", SigningRequest.void_at.is_(None), ~signed.exists())
        .where(Declaration.stage.in_((Stage.OPEN, Stage.ADOPTED)), Version.number == Declaration.version_count)
    )
    if city_ids is not None:
        statement = statement.where(SigningRequest.city_id.in_(list(city_ids)))
    return list(db.session.scalars(statement.order_by(SigningRequest.id)))


def mandates_of(city_ids: Iterable[int]) -> dict[int, list[Mandate]]:
    """Every mandate of each city, those that ended among them."""
    ids = list(city_ids)
    found: dict[int, list[Mandate]] = {city_id: [] for city_id in ids}
    statement = select(Mandate).where(Mandate.city_id.in_(ids)).options(joinedload(Mandate.verification))
    for mandate in db.session.scalars(statement.order_by(Mandate.id)):
        if mandate.city_id is not None:
            found[mandate.city_id].append(mandate)
    return found


def cities_of(person_id: int) -> list[int]:
    """Those for which a person holds or held a mandate."""
    statement = select(Mandate.city_id).where(Mandate.person_id == person_id, Mandate.city_id.is_not(None))
    return [city_id for city_id in db.session.scalars(statement.distinct()) if city_id is not None]


def titles(ids: Iterable[int]) -> dict[int, str]:
    rows = db.session.execute(select(Declaration.id, Declaration.title).where(Declaration.id.in_(list(ids))))
    return {row[0]: row[1] for row in rows}
