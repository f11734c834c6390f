"""Loading experiences and challenges; visible are the published ones, and a city's own."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.kit.paging import Page, keyset
from models import Challenge, City, Contribution, ContributionTag, Experience, Mandate, Revision
from models.base import db

WITH_CITY = joinedload(Contribution.city)
MODELS = {"experience": Experience, "challenge": Challenge}


def visible_to(statement: Select[Any], actor: Actor | None) -> Select[Any]:
    """Without an actor everything: the forum itself looks. Its author and the secretariat see also what is hidden."""
    if actor is None:
        return statement
    seen: Any = Contribution.state == "published"
    if actor.city_ids:
        seen |= Contribution.city_id.in_(actor.city_ids)
    if actor.signed_in:
        hidden = Contribution.state == "hidden"
        seen |= hidden if actor.is_staff else hidden & (Contribution.author_id == actor.person_id)
    return statement.where(seen)


def listing(kind: str, filters: dict[str, str], after: str | None) -> Page:
    """Published ones, newest first; filters: country, city, and the facets theme, sdg and principle."""
    statement = select(Contribution).filter_by(kind=kind, state="published").options(WITH_CITY)
    if filters.get("country"):
        statement = statement.where(Contribution.country_iso2 == filters["country"])
    if filters.get("city"):
        statement = statement.join(Contribution.city).where(City.slug == filters["city"])
    for facet in ("theme", "sdg", "principle"):
        if filters.get(facet):
            tagged = select(ContributionTag.contribution_id).filter_by(facet=facet, value=filters[facet])
            statement = statement.where(Contribution.id.in_(tagged))
    return keyset(statement, [Contribution.published_at, Contribution.id], after)


def get(kind: str, identity: int, actor: Actor | None) -> Contribution | None:
    model = MODELS[kind]
    loads = (joinedload(model.city), joinedload(model.author), joinedload(model.mandate).joinedload(Mandate.city))
    return db.session.scalar(visible_to(select(model).where(model.id == identity).options(*loads), actor))


def of_city(city_id: int) -> list[Contribution]:
    statement = select(Contribution).filter_by(city_id=city_id, state="published")
    return list(db.session.scalars(statement.order_by(Contribution.published_at.desc()).limit(20)))


def revisions(identity: int) -> list[Revision]:
    statement = select(Revision).filter_by(contribution_id=identity).options(joinedload(Revision.person))
    return list(db.session.scalars(statement.order_by(Revision.number.desc())))
