"""Loading experiences and challenges; what may not be seen is not found."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import defer, joinedload

from forum.accounts.actor import Actor
from forum.kit.database import read
from models import Challenge, City, Contribution, Experience, Mandate, Person, Revision
from models.base import db

MODELS: dict[str, type[Contribution]] = {"experience": Experience, "challenge": Challenge}
# What a page of one text does not show.
HEAVY = (Contribution.body_html, Contribution.words)
NAMES = (City.id, City.name, City.slug, City.country_iso2, City.invented, City.population)


def visible_to(statement: Select[Any], actor: Actor | None) -> Select[Any]:
    """Without an actor everything: the forum itself looks. The same rule as `rules.is_visible`, as SQL."""
    if actor is None:
        return statement
    seen: Any = Contribution.state == "published"
    if actor.city_ids:
        seen |= Contribution.city_id.in_(actor.city_ids)
    if actor.signed_in:
        hidden = Contribution.state == "hidden"
        seen |= hidden if actor.is_staff else hidden & (Contribution.author_id == actor.person_id)
    return statement.where(seen)


def get(kind: str, identity: int, actor: Actor | None) -> Any:
    """The text with city, author and the mandate it was posted under; None where it may not be seen."""
    model = MODELS[kind]
    loads = (
        joinedload(model.city).load_only(*NAMES),
        joinedload(model.author).load_only(Person.id, Person.name),
        joinedload(model.mandate).joinedload(Mandate.city).load_only(*NAMES),
        *(defer(column, raiseload=True) for column in HEAVY),
    )
    return db.session.scalar(visible_to(select(model).where(model.id == identity).options(*loads), actor))


def page_of(kind: str, identity: int) -> Any:
    """All that the page of one text shows, as one row; whether it may be seen is `rules.is_visible`."""
    return next(iter(read(_page(kind), {"id": identity})), None)


@lru_cache
def _page(kind: str) -> Select[Any]:
    model = MODELS[kind]
    heavy = {column.key for column in HEAVY}
    columns = [c for c in (*Contribution.__table__.c, *model.__table__.c) if c.key not in heavy]
    names = (City.name.label("city"), City.slug, Person.name.label("author"), Mandate.office)
    joined = select(*dict.fromkeys(c for c in columns if not (c.table is model.__table__ and c.key == "id")), *names)
    return (
        joined.join_from(Contribution.__table__, model.__table__, model.__table__.c.id == Contribution.__table__.c.id)
        .join(City, City.id == Contribution.__table__.c.city_id)
        .join(Person, Person.id == Contribution.__table__.c.author_id)
        .join(Mandate, Mandate.id == Contribution.__table__.c.mandate_id)
        .where(Contribution.__table__.c.id == bindparam("id"))
    )


def published(ids: Iterable[int], actor: Actor | None) -> list[Contribution]:
    return list(db.session.scalars(visible_to(select(Contribution).where(Contribution.id.in_(list(ids))), actor)))


def of_city(city_id: int, limit: int = 20) -> list[Any]:
    """Published texts of a city, newest first, as much of them as a list shows."""
    columns = (
        Contribution.id, Contribution.kind, Contribution.title, Contribution.published_at, Contribution.figure,
        Contribution.figure_label, Contribution.closed, Contribution.adoption_count, Contribution.answer_count,
    )  # fmt: skip
    statement = select(*columns).filter_by(city_id=city_id, state="published")
    return list(db.session.execute(statement.order_by(Contribution.published_at.desc()).limit(limit)))


def drafts_of(actor: Actor, kind: str) -> list[Any]:
    """Unfinished texts of the city for which somebody acts."""
    columns = (Contribution.id, Contribution.kind, Contribution.title, Contribution.created_at, Contribution.edited_at)
    statement = select(*columns, Person.name.label("author")).join(Person, Person.id == Contribution.author_id)
    mine = and_(Contribution.city_id == (actor.city_id or 0), Contribution.kind == kind, Contribution.state == "draft")
    return list(db.session.execute(statement.where(mine).order_by(Contribution.id.desc()).limit(50)))


def own_experiences(actor: Actor) -> list[Any]:
    """With which a city can answer: its published experiences."""
    statement = (
        select(Experience).filter_by(city_id=actor.city_id or 0, state="published").options(joinedload(Experience.city))
    )
    return list(db.session.scalars(statement.order_by(Experience.published_at.desc()).limit(100)))


def revisions(identity: int) -> list[Revision]:
    """Newest first, each with who and under which mandate."""
    loads = (joinedload(Revision.person), joinedload(Revision.mandate).joinedload(Mandate.city))
    statement = select(Revision).filter_by(contribution_id=identity).options(*loads)
    return list(db.session.scalars(statement.order_by(Revision.number.desc())))
