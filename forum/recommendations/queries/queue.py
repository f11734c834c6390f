"""Who may review what, and who may be chosen in a review; nothing in which the reader has an interest of their own."""

from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from forum.kit import clock
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.queries.interests import of_interest_to
from forum.recommendations.queries.recommendations import AGREED, find
from models import Mandate, MandateVerification, Person, Recommendation
from models.base import db
from models.mandate import Role
from models.recommendation import Sponsor


def impartial(actor: Any) -> Any:
    """A condition: no city of this person, under whatever mandate, has a part in it, and they declared no interest."""
    return ~of_interest_to(actor.person_id, rules.own_cities(actor))


def review(actor: Any, identity: int) -> Case | None:
    """A case for its reviewers; None for everybody else, and for those whose city sponsors it."""
    found = find(actor, identity)
    return found if found and rules.sees_review(found, actor) else None


def editors(
    involved: frozenset[int], interested: frozenset[int] = frozenset(), roles: tuple[str, ...] = (Role.EDITOR,)
) -> list[Person]:
    """Editors (or others of these roles) in force today without an interest in the matter, by name."""
    day = clock.today()
    held = and_(Mandate.ended_at.is_(None), Mandate.starts_on <= day, or_(Mandate.ends_on.is_(None), Mandate.ends_on >= day))
    in_force = select(Mandate.person_id).join(MandateVerification, MandateVerification.mandate_id == Mandate.id).where(held)
    statement = select(Person).where(
        Person.id.in_(in_force.where(Mandate.role.in_(roles))),
        Person.id.not_in(in_force.where(Mandate.city_id.in_(involved))),
        Person.id.not_in(interested),
        Person.closed_at.is_(None),
    )
    return list(db.session.scalars(statement.order_by(Person.name, Person.id)))


def sponsor_names(ids: list[int]) -> dict[int, list[str]]:
    """Cities that agreed to the present wording, the lead first."""
    statement = select(Sponsor).join(Recommendation, Recommendation.id == Sponsor.recommendation_id)
    statement = statement.where(Sponsor.recommendation_id.in_(ids), *AGREED)
    names: dict[int, list[str]] = {}
    for row in db.session.scalars(statement.options(joinedload(Sponsor.city)).order_by(Sponsor.id)):
        names.setdefault(row.recommendation_id, []).append(row.city.name)
    return names
