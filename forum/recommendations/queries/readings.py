"""Indicators as evidence: the figures that cities reported, from data/u4ssc_city_values.csv, and the catalogue beside them.

A figure that was not reported is said to be so; it is never zero.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from forum.exchange.vocabulary import indicators
from forum.kit.config import ROOT
from forum.kit.i18n import _
from forum.kit.text import folded
from models import City
from models.base import db

MOST = 20
STATES = ("verified", "published_in_text", "reported_not_verifiable", "not_verified", "not_accepted", "not_reported")


@dataclass(frozen=True)
class Figure:
    """One reading of an indicator, or the indicator itself, which then has no city."""

    code: str
    name: str
    city: str = ""
    country_iso2: str = ""
    data_point: str = ""
    value: str = ""
    unit: str = ""
    state: str = ""
    year: str = ""
    source: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        """As it stands among the evidence; the same in every language, since figures are found again by it."""
        point = f", {self.data_point}" if self.data_point else ""
        return f"{self.name} ({self.code}{point})" + (f", {self.city}, {self.year}" if self.city else "")

    @property
    def words(self) -> str:
        """The figure as it was published: "97.0 percent"; empty where there is none."""
        return f"{self.value} {self.unit}".strip() + (f". {self.source}" if self.source else "") if self.value else ""


def seek(words: str) -> list[Figure]:
    """Figures in whose name, code or city every one of the words stands; then the indicators themselves."""
    wanted = [folded(word) for word in words.split()[:8]]
    if not wanted:
        return []
    both = [*_figures(), *_catalogue()]
    return [one for one in both if all(word in folded(one.label) for word in wanted)][:MOST]


def figure(label: str) -> Figure | None:
    return _by_label().get(label)


def state_words(one: Figure) -> tuple[str, str]:
    """The meaning for the eye, and the words."""
    if not one.city:
        return "neutral", _("an indicator of the catalogue, without a figure")
    if not one.value:
        return "waiting", _("not reported")
    if one.state == "verified":
        return "agreed", _("reported and verified")
    return "waiting", _("published, not verified") if one.state == "published_in_text" else _("reported, not verified")


def city_of(one: Figure) -> int | None:
    """The city of the forum that the figure is about, where it takes part."""
    if not one.city:
        return None
    return db.session.scalar(select(City.id).filter_by(name=one.city, country_iso2=one.country_iso2).limit(1))


@lru_cache
def _by_label() -> dict[str, Figure]:
    return {one.label: one for one in (*_catalogue(), *_figures())}


@lru_cache
def _catalogue() -> tuple[Figure, ...]:
    return tuple(Figure(code, name) for code, name in indicators().items())


@lru_cache
def _figures() -> tuple[Figure, ...]:
    names = indicators()
    with (ROOT / "data" / "u4ssc_city_values.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kpi_code"] in names]
    return tuple(
        Figure(
            row["kpi_code"],
            names[row["kpi_code"]],
            row["city"],
            row["country_iso2"],
            row["data_point"],
            row["value"] if row["status"] != "not_reported" else "",
            row["unit"],
            row["status"],
            row["publication_year"],
            row["source_title"],
            row["source_url"],
        )
        for row in rows
    )
