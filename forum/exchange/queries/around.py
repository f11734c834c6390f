"""What stands around an experience on its page, in one statement: the cities that did this too, and what is like it."""

from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Integer, bindparam, cast, literal, null, select, union_all

from forum.exchange.queries.related import Alike, as_alike
from forum.kit.database import read
from models import Adoption, City, Contribution, Likeness
from models.base import Moment

MOST_ALIKE = 4
ADOPTED, ALIKE = "adopted", "alike"


def around(experience_id: int, language: str) -> tuple[list[Any], list[Alike]]:
    """(adoptions, the first one first; related texts, the nearest first, with their reasons in words)."""
    found = read(_statement(), {"of": experience_id})
    adopted = sorted((row for row in found if row.part == ADOPTED), key=lambda row: row.id)
    near = sorted((row for row in found if row.part == ALIKE), key=lambda row: (-row.score, row.id))
    return adopted, [as_alike(row, language) for row in near]


@lru_cache
def _statement() -> Any:
    city = (City.name.label("city"), City.slug.label("slug"), City.country_iso2.label("country_iso2"))
    empty = literal("")
    adopted = select(
        literal(ADOPTED).label("part"), Adoption.id.label("id"), *city, Adoption.city_id.label("city_id"),
        Adoption.at.label("at"), Adoption.html.label("html"), Adoption.outcome_html.label("outcome_html"),
        Adoption.outcome_at.label("outcome_at"), Adoption.challenge_id.label("challenge_id"), empty.label("kind"),
        empty.label("title"), empty.label("figure"), empty.label("figure_label"), literal(0).label("score"),
        cast(null(), JSON).label("reasons"),
    ).join(City, City.id == Adoption.city_id)  # fmt: skip
    nearest = select(
        literal(ALIKE).label("part"), Contribution.id.label("id"), *city, Contribution.city_id.label("city_id"),
        cast(null(), Moment).label("at"), empty.label("html"), empty.label("outcome_html"),
        cast(null(), Moment).label("outcome_at"), cast(null(), Integer).label("challenge_id"),
        Contribution.kind.label("kind"), Contribution.title.label("title"), Contribution.figure.label("figure"),
        Contribution.figure_label.label("figure_label"), Likeness.score.label("score"), Likeness.reasons.label("reasons"),
    ).join(Likeness, Likeness.other_id == Contribution.id).join(City, City.id == Contribution.city_id)  # fmt: skip
    nearest = nearest.where(Likeness.contribution_id == bindparam("of"), Contribution.state == "published")
    nearest = nearest.order_by(Likeness.score.desc(), Likeness.id).limit(MOST_ALIKE)
    adopted = adopted.where(Adoption.experience_id == bindparam("of"))
    return union_all(adopted, select(nearest.subquery()))
