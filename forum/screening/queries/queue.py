"""The secretariat's queue: what waits, with whom, until when; nothing in which the reader has an interest of their own."""

from typing import Any

from sqlalchemy import String, cast, exists, literal, select, union_all
from sqlalchemy.orm import joinedload

from forum.exchange.vocabulary import THEMES
from forum.kit.paging import Page, first_of_each, keyset
from forum.recommendations import rules
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS
from forum.screening.queries.views import (
    DUE,
    NO_DAY,
    STAGES,
    VIEWS,
    by_order,
    chosen_ones,
    conditions,
    counted,
    order,
    shown,
)
from models import Assignment, Body, City, Person, QueueTag, Recommendation, RecommendationTheme
from models.base import db

__all__ = ["VIEWS", "assignments", "counts", "listing", "next_in", "run_of", "tags", "to_clear"]
LONGEST_RUN = 100


def counts(actor: Any, chosen: dict[str, str] | None = None) -> dict[str, int]:
    """How many stand in each view under these filters, in one statement."""
    row = db.session.execute(counted(actor, impartial(actor), *chosen_ones(chosen or {}))).one()
    found = dict(zip(VIEWS, row, strict=True))
    return found | {"all": found["all"] + found["awaiting"]}


def _stands(actor: Any, view: str, chosen: dict[str, str]) -> list[Any]:
    known = conditions(actor)
    return [known.get(view, known["all"]), impartial(actor), *chosen_ones(chosen)]


def listing(actor: Any, view: str, after: str | None, chosen: dict[str, str] | None = None, sort: str = "due") -> Page:
    """One saved view: what is due first, or what was submitted last."""
    statement = select(Recommendation).where(*_stands(actor, view, chosen or {}))
    last_first = sort == "submitted"
    columns = [Recommendation.submitted_at if last_first else DUE, Recommendation.id]
    if stages := STAGES.get(view):
        parts = [Recommendation.stage == stage for stage in stages]
        candidates = first_of_each(statement, columns, after, parts, by_order(sort), ascending=not last_first)
        statement = select(Recommendation).where(candidates)
    statement = statement.options(*HEADS)
    if last_first:
        return keyset(statement, columns, after)
    read = lambda found: [str(found[0].due_on or NO_DAY), found[0].id]  # noqa: E731
    page = keyset(statement, columns, after, row=read, ascending=True)
    page.items = [found[0] for found in page.items]
    return page


def run_of(actor: Any, view: str, chosen: dict[str, str], sort: str = "due") -> list[int]:
    """What one works through, as the view stands now; the order stays while items leave the view."""
    statement = select(Recommendation.id).where(*_stands(actor, view, chosen))
    return list(db.session.scalars(statement.order_by(*order(sort)).limit(LONGEST_RUN)))


def next_of(actor: Any, view: str, run: list[int], but: int) -> int | None:
    """The next of a run that still stands in its view; what colleagues did meanwhile is passed over."""
    later = run[run.index(but) + 1 :] if but in run else run
    statement = select(Recommendation.id).where(*_stands(actor, view, {}), Recommendation.id.in_(later))
    standing = set(db.session.scalars(statement)) if later else set()
    return next((identity for identity in later if identity in standing), None)


def next_in(actor: Any, view: str, but: int) -> int | None:
    """The first of a view that is not this one."""
    return next((identity for identity in run_of(actor, view, {}) if identity != but), None)


def to_clear(actor: Any, after: str | None) -> Page:
    """What the Bureau has before it: accepted ones in which this member has no interest."""
    return listing(actor, "to-clear", after, sort="submitted")


def assignments(ids: list[int]) -> dict[int, Assignment]:
    statement = select(Assignment).where(Assignment.recommendation_id.in_(ids), Assignment.ended_at.is_(None))
    rows = db.session.scalars(statement.options(joinedload(Assignment.assignee)))
    return {row.recommendation_id: row for row in rows}


def tags(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    statement = select(QueueTag).where(QueueTag.recommendation_id.in_(ids)).order_by(QueueTag.word)
    for row in db.session.scalars(statement):
        found.setdefault(row.recommendation_id, []).append(row.word)
    return found


def options(actor: Any) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer, from what this reader has in the queue; one statement."""
    own, tagged = (shown(), impartial(actor)), RecommendationTheme

    def part(kind: str, value: Any, name: Any, *of: Any) -> Any:
        """The values of which one row at least stands in the queue: the first that is found ends the search."""
        found = exists().where(*of, *own)
        return select(literal(kind).label("kind"), value.label("value"), name.label("name")).where(found).distinct()

    theme = union_all(*[select(literal(key).label("key")) for key in THEMES]).subquery().c.key
    of_theme = (tagged.theme == theme, Recommendation.id == tagged.recommendation_id)
    given = (Recommendation.assignee_id.is_not(None), Recommendation.stage.in_(rules.IN_REVIEW))
    screened = select(Recommendation.assignee_id).where(*given, impartial(actor))
    parts = (
        part("body", Body.slug, Body.name, Recommendation.body_id == Body.id),
        part("country", City.country_iso2, City.country_iso2, Recommendation.lead_city_id == City.id),
        part("theme", theme, theme, *of_theme),
        part("tag", QueueTag.word, QueueTag.word, Recommendation.id == QueueTag.recommendation_id),
        select(literal("assignee"), cast(Person.id, String), Person.name).where(Person.id.in_(screened)),
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, value, name in db.session.execute(parts[0].union_all(*parts[1:])):
        found.setdefault(kind, []).append((value, name))
    return {kind: sorted(pairs, key=lambda pair: pair[1].casefold()) for kind, pairs in found.items()}
