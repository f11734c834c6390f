"""What of each thing can be found, and by whom: one loader a kind. What a loader leaves out leaves the index."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from forum.cities import countries
from forum.declarations.queries.declarations import PUBLIC as PUBLIC_DECLARATIONS
from forum.declarations.queries.parts import opened_at
from forum.kit import markdown
from forum.search import said
from models import Challenge, City, Clause, Comment, Contribution, Declaration, Experience, Recommendation
from models.base import db
from models.recommendation import Stage

FOR_ALL, FOR_PARTIES = "public", "parties"
BATCH = 1000
PATHS = {"experience": "/experiences/", "challenge": "/challenges/"}
SECTIONS = {
    Experience: ("problem", "action", "result", "cost", "partners", "limits", "lessons"),
    Challenge: ("situation", "asked", "tried", "constraints", "budget"),
}
STATES = {
    "contribution": (Contribution.id, Contribution.title, Contribution.state),
    "declaration": (Declaration.id, Declaration.title, Declaration.stage),
    "recommendation": (Recommendation.id, Recommendation.title, Recommendation.public_at),
}
SUBJECTS = {"experience": "contribution", "challenge": "contribution"}  # how other features call these kinds


@dataclass(frozen=True)
class Document:
    kind: str
    thing_id: int
    url: str
    title: str
    text: str
    language: str
    country_iso2: str | None
    city_id: int | None
    audience: str
    scope_kind: str
    scope_id: int
    at: dt.datetime


Ids = Sequence[int] | None  # None: all of them
_loaders: dict[str, Callable[[Ids], Iterator[Document]]] = {}


def kinds() -> list[str]:
    return list(_loaders)


def load(kind: str, ids: Ids = None) -> Iterator[Document]:
    """The documents of a kind that are to be found now."""
    return _loaders[kind](ids)


def loader(kind: str) -> Callable[[Callable[[Ids], Iterator[Document]]], Callable[[Ids], Iterator[Document]]]:
    def register(function: Callable[[Ids], Iterator[Document]]) -> Callable[[Ids], Iterator[Document]]:
        _loaders[kind] = function
        return function

    return register


@loader("comment")
def comments(ids: Ids) -> Iterator[Document]:
    """Those that everybody who sees the subject sees; they come first, so that a rebuilt index holds things to be newer."""
    columns = (
        Comment.id,
        Comment.subject_kind,
        Comment.subject_id,
        Comment.text,
        Comment.language,
        Comment.city_id,
        Comment.at,
    )
    statement = _chosen(select(*columns, City.country_iso2).outerjoin(City, City.id == Comment.city_id), Comment.id, ids)
    for rows in _batches(statement.where(Comment.state == "shown"), Comment.id):
        under = _subjects((row.subject_kind, row.subject_id) for row in rows)
        opened = opened_at({row.subject_id for row in rows if row.subject_kind == "declaration"})
        for row in rows:
            scope = (row.subject_kind, row.subject_id)
            title, audience = under.get(scope, ("", ""))
            if audience and not (audience == FOR_ALL and _said_among_cities(row, opened)):
                where = (row.country_iso2, row.city_id, audience, *scope, row.at)
                yield Document("comment", row.id, f"/comments/{row.id}", title, row.text, row.language, *where)


def _said_among_cities(row: Any, opened: dict[int, dt.datetime]) -> bool:
    """Said under a declaration before everybody could read it: the public does not find it, nor does the index hold it."""
    return row.subject_kind == "declaration" and row.at < opened.get(row.subject_id, row.at)


def comments_on(kind: str, identity: int) -> list[int]:
    return list(db.session.scalars(select(Comment.id).filter_by(subject_kind=kind, subject_id=identity)))


@loader("city")
def cities(ids: Ids) -> Iterator[Document]:
    names = countries.names()
    for row in db.session.scalars(_chosen(select(City), City.id, ids).where(City.accredited_at.is_not(None))):
        text = " ".join(filter(None, [names.get(row.country_iso2, ""), row.about]))
        where = (row.country_iso2, row.id, FOR_ALL, "city", row.id, row.accredited_at or row.created_at)
        yield Document("city", row.id, f"/cities/{row.slug}", row.name, text, "en", *where)


@loader("recommendation")
def recommendations(ids: Ids) -> Iterator[Document]:
    statement = select(Recommendation.id, Recommendation, City.country_iso2)
    statement = _chosen(statement.join(City, City.id == Recommendation.lead_city_id), Recommendation.id, ids)
    for rows in _batches(statement.where(Recommendation.stage != Stage.WITHDRAWN), Recommendation.id):
        texts = said.texts([row for _id, row, _country in rows])
        for identity, row, country in rows:
            audience = FOR_ALL if row.public_at else FOR_PARTIES
            where = (country, row.lead_city_id, audience, "recommendation", identity, row.submitted_at or row.created_at)
            url = f"/recommendations/{identity}"
            yield Document("recommendation", identity, url, row.title, texts[identity], row.language, *where)


@loader("declaration")
def declarations(ids: Ids) -> Iterator[Document]:
    statement = select(Declaration, City.country_iso2).join(City, City.id == Declaration.lead_city_id)
    for row, country in db.session.execute(_chosen(statement, Declaration.id, ids)):
        clauses = select(Clause.text).filter_by(declaration_id=row.id, removed=False).order_by(Clause.position)
        audience = FOR_ALL if row.stage in PUBLIC_DECLARATIONS else FOR_PARTIES
        where = (country, row.lead_city_id, audience, "declaration", row.id, row.text_edited_at or row.created_at)
        text = "\n".join([row.purpose, *db.session.scalars(clauses)])
        yield Document("declaration", row.id, f"/declarations/{row.id}", row.title, text, row.language, *where)


def contributions(kind: str, model: type[Contribution]) -> Callable[[Ids], Iterator[Document]]:
    def found(ids: Ids) -> Iterator[Document]:
        columns = (
            model.id,
            model.title,
            model.summary,
            model.figure,
            model.figure_label,
            model.language,
            model.country_iso2,
        )
        sections = [getattr(model, name) for name in SECTIONS[model]]
        statement = _chosen(
            select(*columns, model.country_iso2, model.city_id, model.published_at, *sections), model.id, ids
        )
        for rows in _batches(statement.where(model.state == "published"), model.id):
            for row in rows:
                parts = [row.summary, f"{row.figure} {row.figure_label}", *row[len(columns) + 3 :]]
                text = markdown.plain("\n".join(part for part in parts if part and part.strip()))
                where = (row.country_iso2, row.city_id, FOR_ALL, "contribution", row.id, row.published_at)
                yield Document(kind, row.id, f"{PATHS[kind]}{row.id}", row.title, text, row.language, *where)

    return found


loader("challenge")(contributions("challenge", Challenge))
loader("experience")(contributions("experience", Experience))


def _subjects(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
    """(title, audience) of what comments hang on; what is not to be found takes its comments with it."""
    wanted: dict[str, set[int]] = {}
    for kind, identity in keys:
        wanted.setdefault(kind, set()).add(identity)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for kind, columns in STATES.items():
        ids = wanted.get(kind)
        for identity, title, state in db.session.execute(select(*columns).where(columns[0].in_(ids))) if ids else ():
            if kind != "contribution" or state == "published":
                public = state if kind == "recommendation" else state in ("published", *PUBLIC_DECLARATIONS)
                found[kind, identity] = (title, FOR_ALL if public else FOR_PARTIES)
    return found


def _chosen(statement: Select, column: Any, ids: Ids) -> Select:
    return statement if ids is None else statement.where(column.in_(ids))


def _batches(statement: Select, column: Any) -> Iterator[Sequence]:
    """A keyset walk, so that a large table is never in memory at once."""
    last = 0
    while True:
        rows = db.session.execute(statement.where(column > last).order_by(column).limit(BATCH)).all()
        yield rows
        if len(rows) < BATCH:
            return
        last = rows[-1].id
