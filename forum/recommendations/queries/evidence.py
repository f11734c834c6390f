"""What a recommendation can rest on: published experiences, operative clauses of frozen versions, and indicators."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from forum.declarations.queries.current import is_current
from forum.declarations.workflow import LABELS
from forum.kit.i18n import _
from forum.recommendations.queries import readings
from models import City, Declaration, Evidence, Experience, Version
from models.base import db
from models.declaration import Stage

FROZEN = (Stage.OPEN, Stage.ADOPTED, Stage.CLOSED)
CITABLE_KINDS = ("operative", "sub", "subsub")
MOST = 20


@dataclass(frozen=True)
class Citation:
    """One clause of the newest version, as it reads."""

    declaration_id: int
    version_id: int
    uid: str
    label: str
    quote: str


@dataclass(frozen=True)
class Standing:
    """The state of a piece of evidence: its meaning for the eye, and the words."""

    meaning: str
    words: str
    title: str
    is_open: bool  # everybody may read it


def experiences(words: str) -> list[Experience]:
    """Published experiences in whose title, summary or city's name every one of the words stands, newest first."""
    statement = (
        select(Experience).filter_by(state="published").join(Experience.city).options(contains_eager(Experience.city))
    )
    for word in words.split()[:8]:
        statement = statement.where(
            or_(*(_holds(column, word) for column in (Experience.title, Experience.summary, City.name)))
        )
    return list(db.session.scalars(statement.order_by(Experience.published_at.desc(), Experience.id.desc()).limit(MOST)))


def experience(identity: int) -> Experience | None:
    statement = select(Experience).filter_by(state="published", id=identity).options(joinedload(Experience.city))
    return db.session.scalar(statement)


def declarations(words: str) -> list[Declaration]:
    """Declarations with a frozen text, newest first."""
    statement = select(Declaration).where(Declaration.stage.in_(FROZEN), Declaration.version_count > 0)
    for word in words.split()[:8]:
        statement = statement.where(_holds(Declaration.title, word))
    return list(db.session.scalars(statement.order_by(Declaration.id.desc()).limit(MOST)))


def _holds(column: Any, word: str) -> Any:
    """SQLite lowers Latin letters only; other scripts are also looked for as typed, lowered and with a capital."""
    spellings = {word, word.lower(), word.capitalize()}
    return or_(
        func.lower(column).contains(word.lower(), autoescape=True),
        *(column.contains(spelling, autoescape=True) for spelling in sorted(spellings)),
    )


def standings(recommendation_id: int) -> dict[int, Standing]:
    """Where each piece of evidence stands today, by its id; one statement."""
    statement = (
        select(Evidence, Experience.title, Declaration.stage, Version.number, Version.canonical)
        .outerjoin(Experience, (Experience.id == Evidence.experience_id) & (Experience.state == "published"))
        .outerjoin(Declaration, (Declaration.id == Evidence.declaration_id) & Declaration.stage.in_(FROZEN))
        .outerjoin(Version, is_current(Version, Declaration))
        .where(Evidence.recommendation_id == recommendation_id)
    )
    return {row[0].id: _standing(*row) for row in db.session.execute(statement)}


def _of_indicator(cited: Evidence) -> Standing:
    found = readings.figure(cited.label)
    if found is None:
        return Standing("refused", _("no longer published"), cited.label, False)
    if found.words != cited.quote:
        return Standing("waiting", _("the figure reads otherwise now"), cited.label, False)
    return Standing(*readings.state_words(found), cited.label, False)


def _standing(cited: Evidence, title: str | None, stage: str | None, number: int | None, canonical: str | None) -> Standing:
    if cited.kind == "indicator":
        return _of_indicator(cited)
    if title is not None:
        return Standing("agreed", _("published"), title, True)
    if stage is None or canonical is None:
        return Standing("refused", _("no longer open to readers"), cited.label, False)
    words = {clause["uid"]: clause["text"] for clause in json.loads(canonical).get("clauses", [])}
    if words.get(cited.clause_uid or "") != cited.quote:
        return Standing("waiting", _("reads otherwise since version %(number)s", number=number), cited.label, True)
    meaning = {Stage.OPEN: "open", Stage.ADOPTED: "agreed"}.get(Stage(stage), "neutral")
    return Standing(meaning, str(LABELS[Stage(stage)]), cited.label, True)


def citations(declaration_id: int) -> list[Citation]:
    """Every operative clause of the newest version of a declaration that is frozen."""
    statement = (
        select(Declaration.title, Version)
        .join(Version, is_current(Version, Declaration))
        .where(Declaration.id == declaration_id, Declaration.stage.in_(FROZEN))
    )
    found = db.session.execute(statement).first()
    return _clauses(*found) if found else []


def citation(declaration_id: int, uid: str) -> Citation | None:
    return next((clause for clause in citations(declaration_id) if clause.uid == uid), None)


def _clauses(title: str, version: Version) -> list[Citation]:
    clauses = json.loads(version.canonical).get("clauses", [])
    return [
        Citation(version.declaration_id, version.id, clause["uid"], _label(title, version, clause), clause["text"])
        for clause in clauses
        if clause.get("kind") in CITABLE_KINDS
    ]


def _label(title: str, version: Version, clause: dict[str, str]) -> str:
    return _(
        "Operative paragraph %(number)s of “%(title)s”, version %(version)s",
        number=clause.get("number", ""),
        title=title,
        version=version.number,
    )
