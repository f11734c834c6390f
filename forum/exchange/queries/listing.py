"""Lists with facets: one statement for the rows, one for the numbers beside the facets, however long the list is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, String, bindparam, case, cast, func, literal, select, union_all

from forum.exchange.vocabulary import FACETS
from forum.kit import versions
from forum.kit.database import read
from forum.kit.paging import Page, keyset
from models import City, Contribution, ContributionTag, FacetCount
from models.base import db

MOST = 300  # lists
TAKEN = ("country", *FACETS, "year", "status", "city")
SORTS = {
    "newest": (Contribution.published_at, Contribution.id),
    "adopted": (Contribution.adoption_count, Contribution.published_at, Contribution.id),
    "discussed": (Contribution.comment_count, Contribution.published_at, Contribution.id),
}
COLUMNS = (
    Contribution.id, Contribution.kind, Contribution.title, Contribution.summary, Contribution.country_iso2,
    Contribution.figure, Contribution.figure_label, Contribution.picture_key, Contribution.picture_alt,
    Contribution.published_at, Contribution.closed, Contribution.comment_count, Contribution.adoption_count,
    Contribution.answer_count, Contribution.language, City.name.label("city"),
)  # fmt: skip
KEPT = select(FacetCount.facet, FacetCount.value, FacetCount.number).where(FacetCount.kind == bindparam("kind"))


@dataclass(frozen=True)
class Filters:
    """What the address of a list asks for; anything else in it is ignored."""

    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = "newest"

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Filters":
        chosen = {name: arguments[name][:80] for name in TAKEN if arguments.get(name)}
        if not chosen.get("year", "0").isdigit() or len(chosen.get("year", "")) > 4:
            chosen["year"] = "0"
        sort = arguments.get("sort", "newest")
        return cls(chosen, sort if sort in SORTS else "newest")


def listing(kind: str, filters: Filters | None = None, after: str | None = None, size: int = 25) -> Page:
    """Published texts as rows of COLUMNS."""
    filters = filters or Filters()
    chosen, columns = tuple(filters.chosen.items()), SORTS[filters.sort]

    def now() -> Page:
        values = attrgetter(*(column.key for column in columns))
        return keyset(_rows(kind, chosen), columns, after, size, row=values)

    return versions.keeper("listings", MOST).made((kind, chosen, filters.sort, after, size), now)


@lru_cache(256)
def _rows(kind: str, chosen: tuple[tuple[str, str], ...]) -> Select[Any]:
    rows: Any = select(*COLUMNS)
    return _narrowed(rows.join(City, City.id == Contribution.city_id), kind, Filters(dict(chosen)))


def facet_counts(kind: str, filters: Filters) -> list[Any]:
    """(facet, value, how many published texts): kept numbers for the whole list, counted ones where it is narrowed."""
    found = db.session.execute(_counted(kind, filters)) if filters.chosen else read(KEPT, {"kind": kind})
    return sorted((row for row in found if row[2] > 0), key=lambda row: (row[0], row[1]))


def _narrowed(statement: Select[Any], kind: str, filters: Filters) -> Select[Any]:
    statement = statement.where(Contribution.kind == kind, Contribution.state == "published")
    for name, value in filters.chosen.items():
        if name in FACETS:
            tagged = select(ContributionTag.contribution_id).filter_by(facet=name, value=value)
            statement = statement.where(Contribution.id.in_(tagged))
        elif name == "country":
            statement = statement.where(Contribution.country_iso2 == value)
        elif name == "year":
            statement = statement.where(Contribution.year == int(value))
        elif name == "status":
            statement = statement.where(Contribution.closed == (value == "closed"))
        else:
            cities = select(City.id).filter_by(slug=value)
            statement = statement.where(Contribution.city_id.in_(cities))
    return statement


def _counted(kind: str, filters: Filters) -> Any:
    """The same numbers for the texts that pass the filters."""
    own_columns: Any = select(Contribution.id, Contribution.country_iso2, Contribution.year, Contribution.closed)
    chosen = _narrowed(own_columns, kind, filters).cte("chosen")
    tags = select(ContributionTag.facet, ContributionTag.value, func.count().label("number"))
    tags = tags.join(chosen, chosen.c.id == ContributionTag.contribution_id)
    status = case((chosen.c.closed, "closed"), else_="open")
    year = cast(chosen.c.year, String(40))

    def own(facet: str, value: Any) -> Any:
        return select(literal(facet), value.label("value"), func.count()).select_from(chosen).group_by(value)

    return union_all(
        tags.group_by(ContributionTag.facet, ContributionTag.value),
        own("country", chosen.c.country_iso2),
        own("status", status),
        own("year", year).where(chosen.c.year.is_not(None)),
        select(literal("all"), literal(""), func.count()).select_from(chosen),
    )
