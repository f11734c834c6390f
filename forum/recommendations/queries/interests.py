"""Who has an interest in which recommendation: by a city that asks, or asked once, or by what a person declared.

What was merged into a recommendation counts as the recommendation itself, also by way of others, and where that was
split it counts as both halves.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import CTE, CompoundSelect, Select, and_, or_, select, union, union_all
from sqlalchemy.orm import aliased

from models import DeclaredInterest, Recommendation, SplitOrigin, Sponsor

# A city that was asked and declined is free again; one that agreed stays involved when it leaves.
EVER = or_(Sponsor.state != "left", Sponsor.agreed_once)


def _holds(row: Any) -> Any:
    """An interest that was ended keeps its person away from what was in review while it held."""
    since = and_(row.public_at.is_(None), DeclaredInterest.ended_at >= row.submitted_at)
    return or_(DeclaredInterest.ended_at.is_(None), since)


@cache
def _row(_part: str) -> Any:
    """One alias for each part of the statements below: to make one costs more than to run what it is for."""
    return aliased(Recommendation)


@cache
def _declared() -> tuple[Any, Any]:
    """(recommendation, person) by what was declared: of the recommendation itself, and of a city."""
    row = _row("declared")
    in_it = select(row.id, DeclaredInterest.person_id).join(DeclaredInterest, DeclaredInterest.recommendation_id == row.id)
    in_a_city = (
        select(row.id, DeclaredInterest.person_id)
        .join(Sponsor, and_(Sponsor.recommendation_id == row.id, EVER))
        .join(DeclaredInterest, DeclaredInterest.city_id == Sponsor.city_id)
    )
    return in_it.where(_holds(row)), in_a_city.where(_holds(row))


@cache
def _became() -> Any:
    """(origin, id): one that was merged and the one that goes on, and the second half where that was split since."""
    row = _row("became")
    merged = select(row.id.label("origin"), row.merged_into_id.label("id")).where(row.merged_into_id.is_not(None))
    return union_all(merged, select(SplitOrigin.origin_id, SplitOrigin.recommendation_id)).subquery()


def of_interest_to(person_id: int | None, cities: Iterable[int]) -> Any:
    """A condition: one of these cities has a part in it, or the person declared an interest in it or in such a city."""
    mine = DeclaredInterest.person_id == person_id
    found = [some.where(mine).with_only_columns(some.selected_columns[0].label("id")) for some in _declared()]
    if own := list(cities):
        found.append(select(Sponsor.recommendation_id.label("id")).where(Sponsor.city_id.in_(own), EVER))
    base, became = union(*found).subquery(), _became()
    tree = select(base.c.id).cte(recursive=True)
    onward = select(became.c.id).join(tree, became.c.origin == tree.c.id)
    return Recommendation.id.in_(select(tree.union(onward).c.id))


def origins(ids: Iterable[int]) -> CTE:
    """(root, id): each of these recommendations with itself and with all that was merged into it, or into what it was."""
    row, became = _row("root"), _became()
    tree = select(row.id.label("root"), row.id.label("id")).where(row.id.in_(list(ids))).cte(recursive=True)
    return tree.union(select(tree.c.root, became.c.origin).join(tree, became.c.id == tree.c.id))


def involved(ids: Iterable[int]) -> Select[Any]:
    """(recommendation, city) for every city whose people take no part in the review."""
    tree = origins(ids)
    return select(tree.c.root, Sponsor.city_id).join(Sponsor, and_(Sponsor.recommendation_id == tree.c.id, EVER)).distinct()


def interested(ids: Iterable[int]) -> CompoundSelect[Any]:
    """(recommendation, person) for everybody who declared an interest in it or in a city that is involved.

    Each half begins at these recommendations: put together first, all interests of the forum would be read for one.
    """
    tree, row = origins(ids), _row("declared")
    found = [some.join(tree, tree.c.id == row.id) for some in _declared()]
    return union(*[some.with_only_columns(tree.c.root, DeclaredInterest.person_id) for some in found])
