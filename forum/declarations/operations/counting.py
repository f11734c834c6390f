"""Numbers of signatures kept beside what they count, so that a list needs no statement for each of its lines."""

from collections.abc import Iterable

from sqlalchemy import func, select, update

from forum.declarations.dossier import Dossier
from forum.declarations.queries.counting import counts
from forum.register.operations import appending
from models import City, Signature
from models.base import db


def recount(dossier: Dossier, city_ids: Iterable[int] | None = None) -> None:
    """After an act of these cities; of all that ever signed, where the text itself has changed."""
    dossier.row.signature_count = len(dossier.standing)
    db.session.flush()
    ids = {s.city_id for s in dossier.signatures} if city_ids is None else set(city_ids)
    counted = select(func.count(Signature.id)).where(Signature.city_id == City.id, counts()).correlate(City)
    changed = update(City).where(City.id.in_(ids)).values(signature_count=counted.scalar_subquery())
    if ids:
        appending.hold()
        db.session.execute(changed.execution_options(synchronize_session=False))
