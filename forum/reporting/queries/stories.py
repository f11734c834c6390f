"""Reading stories: four statements for a page of recommendations, however much they rest on and whatever came of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Date, Integer, String, cast, literal, null, select, union_all
from sqlalchemy.orm import joinedload

from forum.kit.clock import FORUM_ZONE
from forum.kit.paging import Page, keyset
from forum.recommendations.queries.evidence import FROZEN
from forum.recommendations.queries.recommendations import HEADS, visible_to
from forum.reporting.stories import Happening, Source, Story, Way
from models import (
    City,
    Declaration,
    Disposition,
    Evidence,
    Experience,
    FollowUpReport,
    Milestone,
    Path,
    Recommendation,
    Undertaking,
)
from models.base import Moment, db
from models.recommendation import Stage

IN_ORDER = ("report", "milestone", "undertaking")  # of what happened on one day
SENT = ("forwarded", "considered", "answered")  # stages of a path that left the house


def page_of(actor: Any, condition: Any, after: str | None, size: int) -> Page:
    """Recommendations that this reader may know of, the newest first; drafts are nowhere in a chain."""
    statement = select(Recommendation).where(condition, visible_to(actor), Recommendation.stage != Stage.DRAFT)
    return keyset(statement.options(*HEADS), [Recommendation.id], after, size)


def told(rows: Sequence[Recommendation], sources: bool = True, aftermath: bool = True) -> list[Story]:
    """The stories of these; where no source and no aftermath is asked for, one statement tells them."""
    stories = {row.id: Story(row) for row in rows}
    public = [row.id for row in rows if row.public_at]
    if sources and stories:
        for recommendation_id, source in _sources(list(stories)):
            stories[recommendation_id].sources.append(source)
    if public:
        _tell_ways(stories, public)
    if aftermath and public:
        for happening in _aftermath(public):
            stories[happening.recommendation_id].after.append(happening)
    return list(stories.values())


def _sources(ids: list[int]) -> list[tuple[int, Source]]:
    """What everybody may open: published experiences, then clauses of frozen declarations, then indicators."""
    open_experience = (Experience.id == Evidence.experience_id) & (Experience.state == "published")
    open_text = (Declaration.id == Evidence.declaration_id) & Declaration.stage.in_(FROZEN)
    statement = (
        select(Evidence, Experience.title)
        .outerjoin(Experience, open_experience)
        .outerjoin(Declaration, open_text)
        .where(
            Evidence.recommendation_id.in_(ids),
            Experience.id.is_not(None) | Declaration.id.is_not(None) | (Evidence.kind == "indicator"),
        )
        .order_by(Evidence.kind != "experience", Evidence.kind, Evidence.id)
    )
    rows = db.session.execute(statement)
    return [(evidence.recommendation_id, Source(evidence, title or evidence.label)) for evidence, title in rows]


def _tell_ways(stories: dict[int, Story], ids: list[int]) -> None:
    """Paths that left the house, with the answers that no correction replaced; of one ask, the newest."""
    stands = (Disposition.path_id == Path.id) & Disposition.superseded_at.is_(None)
    statement = (
        select(Path, Disposition)
        .outerjoin(Disposition, stands)
        .where(Path.recommendation_id.in_(ids), Path.stage.in_(SENT))
        .options(joinedload(Path.body), joinedload(Path.session))
        .order_by(Path.id, Disposition.id)
    )
    ways: dict[int, Way] = {}
    newest: dict[tuple[int, int | None], Disposition] = {}
    for path, answer in db.session.execute(statement):
        if path.id not in ways:
            ways[path.id] = Way(path)
            stories[path.recommendation_id].ways.append(ways[path.id])
        if answer:
            newest[path.id, answer.ask_id] = answer
    for (path_id, _ask), answer in newest.items():
        ways[path_id].answers.append(answer)


def _aftermath(ids: list[int]) -> list[Happening]:
    """Reports, milestones and undertakings, in one statement and in the order of their days."""
    no_moment, no_number, no_words = cast(null(), Moment), cast(null(), Integer), cast(literal(""), String)
    report = select(
        literal("report"), FollowUpReport.recommendation_id, FollowUpReport.id, FollowUpReport.reported_on, no_moment,
        FollowUpReport.milestone, FollowUpReport.percent, no_words, no_number, no_words,
    ).where(FollowUpReport.recommendation_id.in_(ids))  # fmt: skip
    milestone = select(
        literal("milestone"), Milestone.recommendation_id, Milestone.id, Milestone.reached_on, no_moment, Milestone.text,
        no_number, no_words, no_number, no_words,
    ).where(Milestone.recommendation_id.in_(ids))  # fmt: skip
    shown = (Experience.id == Undertaking.experience_id) & (Experience.state == "published")
    undertaking = (
        select(
            literal("undertaking"), Undertaking.recommendation_id, Undertaking.id, cast(null(), Date), Undertaking.at,
            cast(Undertaking.text, String), no_number, City.name, Experience.id, Experience.title,
        )
        .join(City, City.id == Undertaking.city_id)
        .outerjoin(Experience, shown)
        .where(Undertaking.recommendation_id.in_(ids), Undertaking.withdrawn_at.is_(None))
    )  # fmt: skip
    found = []
    rows: list[Any] = list(db.session.execute(union_all(report, milestone, undertaking)))
    for kind, about, identity, day, at, text, percent, city, experience_id, experience in rows:
        on = at.astimezone(FORUM_ZONE).date() if at else day
        found.append(Happening(kind, about, identity, on, text or "", percent, city or "", experience_id, experience or ""))
    return sorted(found, key=lambda one: (one.on is None, one.on or 0, IN_ORDER.index(one.kind), one.id))
