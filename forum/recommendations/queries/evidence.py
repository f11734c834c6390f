"""What a recommendation can rest on: published experiences, and operative clauses of frozen versions."""

import json
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.kit.i18n import _
from models import Declaration, Experience, Version
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


def experiences(words: str) -> list[Experience]:
    """Published experiences whose title has the words, newest first."""
    statement = select(Experience).filter_by(state="published").options(joinedload(Experience.city))
    for word in words.split()[:8]:
        statement = statement.where(func.lower(Experience.title).contains(word.lower(), autoescape=True))
    return list(db.session.scalars(statement.order_by(Experience.published_at.desc(), Experience.id.desc()).limit(MOST)))


def experience(identity: int) -> Experience | None:
    statement = select(Experience).filter_by(state="published", id=identity).options(joinedload(Experience.city))
    return db.session.scalar(statement)


def declarations(words: str) -> list[Declaration]:
    """Declarations with a frozen text, newest first."""
    statement = select(Declaration).where(Declaration.stage.in_(FROZEN), Declaration.version_count > 0)
    for word in words.split()[:8]:
        statement = statement.where(func.lower(Declaration.title).contains(word.lower(), autoescape=True))
    return list(db.session.scalars(statement.order_by(Declaration.id.desc()).limit(MOST)))


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
