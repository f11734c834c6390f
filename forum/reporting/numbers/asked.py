"""Numbers of what cities asked of bodies and what came of it: public recommendations only, those merged into another not."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from forum.kit.i18n import _l
from forum.recommendations.queries.recommendations import AGREED
from forum.recommendations.words import VERBS
from forum.reporting.numbers.definition import Number, columns
from forum.reporting.numbers.period import Period
from models import (
    Body,
    City,
    Disposition,
    Experience,
    FollowUpReport,
    Path,
    Recommendation,
    RecommendationMove,
    RecommendationTheme,
    Sponsor,
    Undertaking,
)
from models.recommendation import Stage

COUNTED = (Recommendation.public_at.is_not(None), Recommendation.stage != Stage.MERGED)
TAKEN_UP = ("supported", "endorsed", "approved", "decided", "requested")
STANDS = Disposition.superseded_at.is_(None)


def _settled(row: Any) -> list[Any]:
    """Conditions: it stands, and is not put off to a session."""
    return [row.superseded_at.is_(None), or_(row.verb != "deferred", row.to_session_id.is_(None))]


ANSWERED = exists().where(Disposition.recommendation_id == Recommendation.id, *_settled(Disposition))


def shown(at: Any) -> Select[Any]:
    """Recommendations that count, with the body that was asked first."""
    listed = columns("recommendation", Recommendation.id, Recommendation.title, at, Recommendation.id, Body.name)
    return select(*listed).select_from(Recommendation).join(Body, Body.id == Recommendation.body_id).where(*COUNTED)


def _of(column: Any, *conditions: Any) -> Any:
    return lambda period: shown(column).where(*conditions, *period.has(column))


def _last(model: Any, day: str, conditions: Callable[[Any], list[Any]]) -> Any:
    """By the last day in rows that hang on a recommendation, among those within the period.

    A row counts where none came after it, so that a page of them is read in the order of an index and no further.
    """
    later = aliased(model)

    def rows(period: Period) -> Select[Any]:
        here, there = getattr(model, day), getattr(later, day)
        after = tuple_(there, later.id) > tuple_(here, model.id)
        same = later.recommendation_id == model.recommendation_id
        followed = exists().where(same, after, *conditions(later), *period.has(there))
        about = model.recommendation_id
        listed = columns("recommendation", about, Recommendation.title, here, about, Body.name)
        statement = select(*listed).select_from(model)
        statement = statement.join(Recommendation, Recommendation.id == about).join(Body, Body.id == Recommendation.body_id)
        return statement.where(*COUNTED, *conditions(model), *period.has(here), ~followed)

    return rows


def answered(*verbs: str) -> Any:
    """With an answer that settles an ask, or with one in one of these verbs; without what was corrected since."""

    def settled(row: Any) -> list[Any]:
        return [row.superseded_at.is_(None), row.verb.in_(verbs)] if verbs else _settled(row)

    return _last(Disposition, "decided_on", settled)


def _implemented(period: Period) -> Select[Any]:
    newest = select(func.max(FollowUpReport.id)).group_by(FollowUpReport.recommendation_id)
    statement = shown(FollowUpReport.reported_on).join(FollowUpReport, FollowUpReport.recommendation_id == Recommendation.id)
    done = (FollowUpReport.id.in_(newest), FollowUpReport.percent == 100)
    return statement.where(*done, *period.has(FollowUpReport.reported_on))


def _askers(period: Period) -> Select[Any]:
    at = func.max(Recommendation.public_at, type_=Recommendation.public_at.type)
    statement = select(*columns("city", City.id, City.name, at, City.slug)).select_from(Sponsor)
    statement = statement.join(Recommendation, Recommendation.id == Sponsor.recommendation_id)
    statement = statement.join(City, City.id == Sponsor.city_id).where(*AGREED, *COUNTED)
    return statement.where(*period.has(Recommendation.public_at)).group_by(City.id, City.name, City.slug)


def _themes(period: Period) -> Select[Any]:
    theme, at = RecommendationTheme.theme, func.max(Recommendation.public_at, type_=Recommendation.public_at.type)
    statement = select(*columns("theme", func.min(RecommendationTheme.id), theme, at, theme))
    statement = statement.join(Recommendation, Recommendation.id == RecommendationTheme.recommendation_id).where(*COUNTED)
    return statement.where(*period.has(Recommendation.public_at)).group_by(theme)


def _undertaken(statement: Select[Any], period: Period) -> Select[Any]:
    joined = statement.select_from(Undertaking).join(Recommendation, Recommendation.id == Undertaking.recommendation_id)
    joined = joined.join(City, City.id == Undertaking.city_id)
    return joined.where(Undertaking.withdrawn_at.is_(None), *COUNTED, *period.has(Undertaking.at))


def _undertakings(period: Period) -> Select[Any]:
    listed = columns("recommendation", Undertaking.id, Recommendation.title, Undertaking.at, Recommendation.id, City.name)
    return _undertaken(select(*listed), period)


def _acting(period: Period) -> Select[Any]:
    listed = columns("city", City.id, City.name, func.max(Undertaking.at, type_=Undertaking.at.type), City.slug)
    return _undertaken(select(*listed), period).group_by(City.id, City.name, City.slug)


def _came_of_it(period: Period) -> Select[Any]:
    at = func.max(Undertaking.at, type_=Undertaking.at.type)
    statement = _undertaken(select(*columns("experience", Experience.id, Experience.title, at, Experience.id)), period)
    statement = statement.join(Experience, Experience.id == Undertaking.experience_id)
    return statement.where(Experience.state == "published").group_by(Experience.id, Experience.title)


FOLLOWED = _last(RecommendationMove, "at", lambda row: [row.target == Stage.FOLLOW_UP])

ASKED = (
    Number(
        "cities-asked",
        _l("Cities that asked"),
        _l("Cities whose mayors agreed to the words of at least one recommendation that was forwarded; each counts once."),
        _askers,
    ),
    Number(
        "submitted",
        _l("Recommendations submitted"),
        _l(
            "Recommendations by the day on which they were submitted, as far as they have been forwarded since. What is "
            "still under review, was withdrawn or was merged into another does not count."
        ),
        _of(Recommendation.submitted_at),
    ),
    Number(
        "forwarded",
        _l("Recommendations forwarded"),
        _l("Recommendations that two members of the secretariat sent to a body, by the day of the forwarding."),
        _of(Recommendation.public_at),
    ),
    Number(
        "considered",
        _l("Recommendations considered"),
        _l("Recommendations that at least one body had before it, by the last day on which one considered it."),
        _last(Path, "considered_on", lambda row: [row.stage.in_(("considered", "answered"))]),
    ),
    Number(
        "answered",
        _l("Recommendations answered"),
        _l("Recommendations to which at least one body has answered, by the day of its last decision."),
        answered(),
    ),
    Number(
        "waiting",
        _l("Recommendations waiting for an answer"),
        _l("Recommendations that were forwarded and that no body has answered yet, by the day of the forwarding."),
        _of(Recommendation.public_at, Recommendation.stage.in_((Stage.FORWARDED, Stage.CONSIDERED)), ~ANSWERED),
    ),
    Number(
        "taken-up",
        _l("Recommendations taken up"),
        _l(
            "Recommendations of which a body supported, endorsed, approved, decided or requested at least one ask. Taking "
            "note of it, welcoming, referring and deferring it are answers, but not this."
        ),
        answered(*TAKEN_UP),
    ),
    Number(
        "follow-up",
        _l("Recommendations in follow-up"),
        _l("Recommendations whose implementation is followed now, by the day on which the follow-up began."),
        lambda period: FOLLOWED(period).where(Recommendation.stage == Stage.FOLLOW_UP),
    ),
    Number(
        "implemented",
        _l("Recommendations implemented"),
        _l("Recommendations whose newest report of progress says 100 %, by the day of that report."),
        _implemented,
    ),
    Number(
        "undertakings",
        _l("Undertakings of cities"),
        _l("Times that a city said it does now what a recommendation asks, and has not taken that back."),
        _undertakings,
    ),
    Number(
        "cities-acting",
        _l("Cities that act on a recommendation"),
        _l("Cities that say of at least one recommendation that they do now what it asks; each counts once."),
        _acting,
    ),
    Number(
        "new-experiences",
        _l("Experiences that came of it"),
        _l("Published experiences with which a city shows that it does what a recommendation asks; each counts once."),
        _came_of_it,
    ),
    Number(
        "themes",
        _l("Themes of recommendations"),
        _l("Themes that at least one forwarded recommendation names."),
        _themes,
    ),
)
VERB_NUMBERS = tuple(
    Number(
        f"answered-{verb}",
        words,
        _l("Recommendations of which a body answered at least one ask in this verb, by the day of its last such decision."),
        answered(verb),
    )
    for verb, words in VERBS.items()
)
