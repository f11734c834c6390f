"""How many recommendations stand under each choice of the list.

Who reads what is public, beside what their own cities ask, has the public ones counted by kind in one walk along an
index, kept until the database changes; their own are few and found by their cities.
"""

from typing import Any

from sqlalchemy import func, select

from forum.kit.versions import keeper
from forum.recommendations.queries.recommendations import conditions, visible_to
from models import Body, City, Recommendation, Sponsor
from models.base import db

NAMES = ("stage", "body", "country")
Counts = dict[str, list[tuple[str, str, int]]]


def facet_counts(actor: Any, chosen: dict[str, str]) -> Counts:
    """For each facet its options as (value, name, count), under the choices in the other facets."""
    if actor is None or actor.is_staff or actor.is_bureau:
        return _from_rows(actor, chosen)
    own = actor.city_ids
    if own and chosen.get("whose") == "own":
        kinds = _kinds(_asked_by(own))
    else:
        kinds = list(
            keeper("recommendations.kinds", 1).made("public", lambda: _kinds(Recommendation.public_at.is_not(None)))
        )
        kinds += _kinds(Recommendation.public_at.is_(None), _asked_by(own)) if own else []
    return {name: _under(name, kinds, chosen) for name in NAMES}


def _asked_by(cities: Any) -> Any:
    theirs = select(Sponsor.recommendation_id).where(Sponsor.city_id.in_(list(cities)), Sponsor.state != "left")
    return Recommendation.id.in_(theirs)


def _kinds(*wanted: Any) -> list[Any]:
    """Rows (stage, body, its name, country, how many), each pair of body and city grouped before the names are read."""
    key = (Recommendation.stage, Recommendation.body_id, Recommendation.lead_city_id)
    grouped = select(*key, func.count().label("number")).where(*wanted).group_by(*key).subquery()
    statement = (
        select(grouped.c.stage, Body.slug, Body.name, City.country_iso2, func.sum(grouped.c.number))
        .select_from(grouped)
        .join(Body, Body.id == grouped.c.body_id)
        .join(City, City.id == grouped.c.lead_city_id)
        .group_by(grouped.c.stage, Body.slug, Body.name, City.country_iso2)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def _under(facet: str, kinds: list[Any], chosen: dict[str, str]) -> list[tuple[str, str, int]]:
    found: dict[tuple[str, str], int] = {}
    for stage, slug, body, country, number in kinds:
        held = {"stage": stage, "body": slug, "country": country}
        if any(chosen.get(name) and held[name] != chosen[name] for name in NAMES if name != facet):
            continue
        option = (held[facet], body if facet == "body" else held[facet])
        found[option] = found.get(option, 0) + int(number)
    return [(*option, number) for option, number in sorted(found.items(), key=lambda one: one[0][1])]


def _from_rows(actor: Any, chosen: dict[str, str]) -> Counts:
    """For those who see some of what is under review; one grouped statement each."""
    columns = {
        "stage": (Recommendation.stage, Recommendation.stage),
        "body": (Body.slug, Body.name),
        "country": (City.country_iso2, City.country_iso2),
    }
    found: Counts = {}
    for facet, (value, name) in columns.items():
        statement = (
            select(value, name, func.count(Recommendation.id))
            .select_from(Recommendation)
            .join(Recommendation.body)
            .join(Recommendation.lead_city)
            .where(visible_to(actor), *conditions(actor, chosen, facet))
            .group_by(value, name)
            .order_by(name)
        )
        found[facet] = [(row[0], row[1], row[2]) for row in db.session.execute(statement)]
    return found
