"""The tracker's figures as they were counted last, worked out once for each choice until they are counted anew."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forum.kit import clock
from forum.kit.versions import keeper
from forum.reporting.queries.times import medians
from forum.reporting.queries.tracker import Choice, Kinds, facets, kinds
from models import KeptFigure
from models.base import db

NAME, MOST = "tracker", 500


@dataclass(frozen=True)
class Figures:
    """`at` is the moment for which they hold."""

    at: dt.datetime
    facets: dict[str, dict[str, int]]
    medians: dict[str, dict[str, Any]]


def figures(choice: Choice) -> Figures:
    """Counted now where no job has counted yet; of one city's recommendations, which are few, when first asked for."""
    at = db.session.scalar(select(KeptFigure.at).filter_by(name=NAME))
    if at is None:
        return Figures(clock.now(), facets(kinds(Choice(city=choice.city)), choice), medians())
    kept = keeper("tracker", MOST)
    found = kept.get(choice, at)
    if found is None:
        found = _worked_out(choice, at)
        kept.keep(choice, at, found)
    return found


def _worked_out(choice: Choice, at: dt.datetime) -> Figures:
    value = db.session.scalar(select(KeptFigure.value).filter_by(name=NAME)) or {}
    counted = kinds(Choice(city=choice.city)) if choice.city else dict(map(_kind, value.get("kinds", [])))
    return Figures(at, facets(counted, choice), value.get("medians", {}))


def _kind(entry: list[Any]) -> tuple[Kinds, int]:
    """As JSON has it, with lists where tuples were."""
    stage, bodies, themes, year, country, verbs, number = entry
    return (stage, tuple(bodies), tuple(themes), year, country, tuple(verbs)), number
