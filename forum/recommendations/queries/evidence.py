"""What a recommendation can rest on: published experiences, and operative clauses of frozen versions."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from forum.declarations.workflow import LABELS
from forum.kit.i18n import _
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


def states(cited: list[Evidence]) -> dict[int, Standing]:
    """Where each piece of evidence stands today: one statement for the experiences, one for the declarations."""
    found = {one.id: Standing("refused", _("no longer open to readers")) for one in cited}
    wanted = {one.experience_id: one.id for one in cited if one.experience_id}
    if wanted:
        shown = select(Experience.id).where(Experience.id.in_(wanted), Experience.state == "published")
        found |= {wanted[identity]: Standing("agreed", _("published")) for identity in db.session.scalars(shown)}
    clauses = [one for one in cited if one.declaration_id]
    if clauses:
        newest = (
            select(Declaration.id, Declaration.stage, Version.number, Version.canonical, Version.id)
            .join(Version, Version.declaration_id == Declaration.id)
            .where(Declaration.id.in_({one.declaration_id for one in clauses}), Declaration.stage.in_(FROZEN))
            .where(Version.number == Declaration.version_count)
        )
        rows = {row[0]: row for row in db.session.execute(newest)}
        found |= {one.id: _standing(one, *rows[one.declaration_id][1:]) for one in clauses if one.declaration_id in rows}
    return found


def _standing(cited: Evidence, stage: str, number: int, canonical: str, version_id: int) -> Standing:
    words = {clause["uid"]: clause["text"] for clause in json.loads(canonical).get("clauses", [])}
    if words.get(cited.clause_uid or "") != cited.quote:
        return Standing("waiting", _("reads otherwise since version %(number)s", number=number))
    meaning = {Stage.OPEN: "open", Stage.ADOPTED: "agreed"}.get(Stage(stage), "neutral")
    return Standing(meaning, str(LABELS[Stage(stage)]))


def citations(declaration_id: int) -> list[Citation]:
    """Every operative clause of the newest version of a declaration that is frozen."""
    statement = (
        select(Declaration.title, Version)
        .join(Version, Version.declaration_id == Declaration.id)
        .where(Declaration.id == declaration_id, Declaration.stage.in_(FROZEN))
        .order_by(Version.number.desc())
        .limit(1)
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
