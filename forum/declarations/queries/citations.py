"""What a text can cite in a footnote: experiences and challenges, clauses of declarations, indicators."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from forum.declarations.queries.declarations import visible_to
from forum.declarations.text.runs import NUMBER
from forum.exchange.queries import contributions
from forum.kit.config import ROOT
from models import Clause, Contribution, Declaration
from models.base import db
from models.declaration import Stage

MOST = 8  # of each kind
KINDS = ("contribution", "clause", "indicator")
PAGES = {"experience": "experiences", "challenge": "challenges"}


@dataclass(frozen=True)
class Source:
    """`target` is what stands in the text: a kind and an id."""

    target: str
    label: str
    about: str  # city, declaration or catalogue
    url: str = ""


@dataclass(frozen=True)
class Indicator:
    code: str
    name: str
    dimension: str

    @property
    def key(self) -> str:
        """The code as it can stand in a text: EC.ICT.ICT.1C"""
        return self.code.replace(": ", ".")


def find(actor: Actor, words: str) -> list[Source]:
    """All words must stand in it, somewhere and in any order; the newest first."""
    wanted = words.lower().split()[:8]
    return [*_contributions(actor, wanted), *_clauses(actor, wanted), *_indicators(wanted)]


def named(actor: Actor, targets: Iterable[str]) -> list[Source]:
    """What is cited already, as far as the reader may see it."""
    ids: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for target in targets:
        kind, _colon, identity = target.partition(":")
        if kind in ids:
            ids[kind].append(identity)
    numbers = [int(identity) for identity in ids["contribution"] if NUMBER.fullmatch(identity)]
    found = _rows_of_contributions(actor, Contribution.id.in_(numbers), most=len(numbers)) if numbers else []
    found += _rows_of_clauses(actor, Clause.uid.in_(uids), most=len(uids)) if (uids := ids["clause"]) else []
    return [*found, *(_source(i) for i in indicators() if i.key in ids["indicator"])]


@lru_cache(1)
def indicators() -> tuple[Indicator, ...]:
    """The catalogue of U4SSC, as it ships."""
    with (ROOT / "data" / "u4ssc_kpis.csv").open(encoding="utf-8") as file:
        return tuple(Indicator(row["code"], row["name"], row["dimension"]) for row in csv.DictReader(file))


def _contributions(actor: Actor, wanted: list[str]) -> list[Source]:
    texts = (Contribution.title, Contribution.summary)
    return _rows_of_contributions(actor, *(or_(*(_holds(text, word) for text in texts)) for word in wanted))


def _rows_of_contributions(actor: Actor, *conditions: Any, most: int = MOST) -> list[Source]:
    statement = contributions.visible_to(select(Contribution), actor).where(*conditions, Contribution.state == "published")
    statement = statement.options(joinedload(Contribution.city)).order_by(Contribution.published_at.desc()).limit(most)
    return [
        Source(f"contribution:{row.id}", row.title, row.city.name, f"/{PAGES[row.kind]}/{row.id}")
        for row in db.session.scalars(statement)
    ]


def _clauses(actor: Actor, wanted: list[str]) -> list[Source]:
    return _rows_of_clauses(actor, *(_holds(Clause.text, word) for word in wanted)) if wanted else []


def _rows_of_clauses(actor: Actor, *conditions: Any, most: int = MOST) -> list[Source]:
    """Only of texts that are public: a footnote is read by everybody in the end."""
    public = Declaration.stage.in_((Stage.OPEN, Stage.ADOPTED, Stage.CLOSED))
    statement = select(Clause.uid, Clause.text, Declaration.id, Declaration.title)
    statement = statement.join(Declaration, Declaration.id == Clause.declaration_id)
    statement = statement.where(*conditions, Clause.removed.is_(False), visible_to(actor), public)
    rows = db.session.execute(statement.order_by(Declaration.id.desc(), Clause.position).limit(most))
    return [
        Source(f"clause:{row.uid}", _short(row.text), row.title, f"/declarations/{row.id}/clauses/{row.uid}") for row in rows
    ]


def _indicators(wanted: list[str]) -> list[Source]:
    found = (i for i in indicators() if wanted and all(w in f"{i.code} {i.name} {i.dimension}".lower() for w in wanted))
    return [_source(i) for _place, i in zip(range(MOST), found, strict=False)]


def _source(indicator: Indicator) -> Source:
    return Source(f"indicator:{indicator.key}", indicator.name, f"U4SSC {indicator.code}")


def _holds(column: Any, word: str) -> Any:
    return column.icontains(word, autoescape=True)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 120 else words[:120].rsplit(" ", 1)[0] + " …"
