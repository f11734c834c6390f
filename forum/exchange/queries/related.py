"""What is like a text, with the reasons in words."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select

from forum.cities import countries
from forum.exchange.vocabulary import label
from forum.kit.database import read
from forum.kit.i18n import _, _l, _n
from models import City, Contribution, Likeness

SIZES = {
    "under50": _l("both cities of fewer than 50,000 inhabitants"),
    "50to100": _l("both cities of 50,000 to 100,000 inhabitants"),
    "100to200": _l("both cities of 100,000 to 200,000 inhabitants"),
    "200to500": _l("both cities of 200,000 to 500,000 inhabitants"),
    "500to1m": _l("both cities of 500,000 to a million inhabitants"),
    "over1m": _l("both cities of more than a million inhabitants"),
}
COLUMNS = (
    Contribution.id, Contribution.kind, Contribution.title, City.name.label("city"), Contribution.country_iso2,
    Contribution.figure, Contribution.figure_label, Contribution.city_id, Likeness.reasons,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alike:
    id: int
    kind: str
    title: str
    city: str
    country_iso2: str
    figure: str
    figure_label: str
    city_id: int
    reasons: tuple[str, ...]


def alike(row: Any, language: str, limit: int = 4, kind: str | None = None) -> list[Alike]:
    """The nearest published texts; for an open challenge only experiences, which may answer it."""
    found = read(_nearest(kind, limit), {"of": row.id})
    return [as_alike(one, language) for one in found]


def as_alike(row: Any, language: str) -> Alike:
    """A row of COLUMNS with its reasons in words."""
    reasons = tuple(in_words(why, tuple(values), language) for why, values in row.reasons)
    place = (row.city, row.country_iso2, row.figure, row.figure_label, row.city_id)
    return Alike(row.id, row.kind, row.title, *place, reasons)


@lru_cache
def _nearest(kind: str | None, limit: int) -> Any:
    statement = select(*COLUMNS).join(Likeness, Likeness.other_id == Contribution.id)
    statement = statement.join(City, City.id == Contribution.city_id)
    statement = statement.where(Likeness.contribution_id == bindparam("of"), Contribution.state == "published")
    if kind:
        statement = statement.where(Contribution.kind == kind)
    return statement.order_by(Likeness.score.desc(), Likeness.id).limit(limit)


@lru_cache(4096)
def in_words(kind: str, values: tuple[Any, ...], language: str) -> str:
    """One reason as a reader hears it."""
    if kind == "size":
        return str(SIZES.get(values[0], ""))
    if kind == "country":
        return _("both in %(country)s", country=countries.names().get(values[0], values[0]))
    if kind == "neighbours":
        one, other = (countries.names().get(value, value) for value in values)
        return _("%(one)s and %(other)s are neighbours", one=one, other=other)
    if kind == "words":
        return _("both speak of %(words)s", words=", ".join(values))
    if kind == "sdg":
        return _n("same goal: %(names)s", "same goals: %(names)s", len(values), names=", ".join(sorted(values, key=int)))
    names = ", ".join(label(kind, value, language) for value in values)
    return {
        "theme": _("same theme: %(names)s", names=names),
        "principle": _("same principle: %(names)s", names=names),
        "indicator": _("same indicator: %(names)s", names=names),
    }.get(kind, names)
