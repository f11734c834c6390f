"""Cities that asked to be taken in as co-sponsors, and those that declined or left."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import JoinRequest, Sponsor
from models.base import db


def requests_to(identity: int) -> list[JoinRequest]:
    """What waits for the lead, oldest first."""
    statement = select(JoinRequest).filter_by(recommendation_id=identity, state="waiting")
    return list(db.session.scalars(statement.options(joinedload(JoinRequest.city)).order_by(JoinRequest.id)))


def request_of(identity: int, city_id: int | None) -> JoinRequest | None:
    """The newest of a city."""
    statement = select(JoinRequest).filter_by(recommendation_id=identity, city_id=city_id or 0)
    return db.session.scalar(statement.order_by(JoinRequest.id.desc()).limit(1))


def gone(identity: int) -> list[Sponsor]:
    """Cities that declined or left, with the reasons that they gave; for the lead."""
    statement = select(Sponsor).filter_by(recommendation_id=identity, state="left").options(joinedload(Sponsor.city))
    return list(db.session.scalars(statement.order_by(Sponsor.at.desc(), Sponsor.id.desc())))
