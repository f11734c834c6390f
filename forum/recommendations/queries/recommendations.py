"""Recommendations as their readers see them: sponsors and the secretariat first, everybody once they are forwarded."""

from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, defer, joinedload

from forum.kit.paging import Page, keyset
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.queries import interests
from forum.recommendations.queries.interests import of_interest_to
from models import (
    Addressee,
    Ask,
    Assignment,
    Body,
    City,
    Evidence,
    Forwarding,
    Mandate,
    Merger,
    Path,
    PendingDecision,
    Recommendation,
    RecommendationMove,
    ReturnPoint,
    Sponsor,
)
from models.base import db
from models.recommendation import Stage

HEADS = (joinedload(Recommendation.body), joinedload(Recommendation.lead_city))
LONG = ("asked", "asked_html", "why", "why_html", "costs", "costs_html")
SHORT = tuple(defer(getattr(Recommendation, name), raiseload=True) for name in LONG)  # for lists that show none of these
Part = aliased(Recommendation)  # that was split off
AGREED = (Sponsor.state == "agreed", Sponsor.edit == Recommendation.edit)  # to the present wording


def sponsored_by(cities: Any) -> Any:
    """A condition: one of these cities sponsors it or is asked to."""
    return exists().where(
        Sponsor.recommendation_id == Recommendation.id, Sponsor.city_id.in_(list(cities)), Sponsor.state != "left"
    )


def visible_to(actor: Any) -> Any:
    """A condition for those that this actor may know of; all of them where actor is None."""
    own = rules.own_cities(actor) if actor else frozenset()
    if actor is None:
        return Recommendation.id.is_not(None)
    open_to: list[Any] = [Recommendation.public_at.is_not(None)]
    if actor.is_staff:
        open_to.append(~of_interest_to(actor.person_id, own))
    if actor.city_ids:
        open_to.append(sponsored_by(actor.city_ids))
    if actor.is_bureau:
        clearing = Recommendation.stage.in_([Stage.ACCEPTED, Stage.CLEARED])
        open_to.append(and_(clearing, ~of_interest_to(actor.person_id, own)))
    return or_(*open_to)


def find(actor: Any, identity: int) -> Case | None:
    """One with all that its rules ask about, or None where it may not be seen."""
    row = db.session.scalar(select(Recommendation).where(Recommendation.id == identity, visible_to(actor)).options(*HEADS))
    return case_of(row) if row else None


def case_of(row: Recommendation) -> Case:
    def of(model: Any, *order: Any) -> Select[Any]:
        return select(model).filter_by(recommendation_id=row.id).order_by(*order)

    ever = _ever_sponsors(row)
    interested = db.session.execute(interests.interested([row.id]))
    paths = of(Path, Path.id).where(Path.stage != "dropped")
    paths = paths.options(joinedload(Path.body), joinedload(Path.session), joinedload(Path.agenda_item))
    begun, sent = row.stage != Stage.DRAFT, row.stage in (*rules.PUBLIC, Stage.CLEARED)
    pending, current, accepted_by = _in_hand(row.id) if begun else (None, None, frozenset())
    merger, split = _merger(row) if row.merged_into_id else (None, False)
    return Case(
        row,
        [one for one in ever if one.recommendation_id == row.id and one.state != "left"],
        list(db.session.scalars(of(Ask, Ask.number))),
        list(db.session.scalars(of(Addressee, Addressee.position).options(joinedload(Addressee.body)))),
        list(db.session.scalars(of(Evidence, Evidence.id))),
        list(db.session.scalars(of(ReturnPoint, ReturnPoint.round, ReturnPoint.number))) if begun else [],
        pending,
        current,
        list(db.session.scalars(paths)) if sent else [],
        frozenset(person_id for _root, person_id in interested),
        merger,
        accepted_by=accepted_by,
        target_split=split,
        before=frozenset(one.city_id for one in ever),
    )


def _ever_sponsors(row: Recommendation) -> list[Sponsor]:
    """The lead first; with those that agreed and left, and those of what was merged into it."""
    rows = select(interests.origins([row.id]).c.id)
    statement = select(Sponsor).where(Sponsor.recommendation_id.in_(rows), interests.EVER)
    order = (Sponsor.city_id != row.lead_city_id, Sponsor.id)
    return list(db.session.scalars(statement.options(joinedload(Sponsor.city)).order_by(*order)))


def _in_hand(identity: int) -> tuple[Forwarding | None, Assignment | None, frozenset[int]]:
    """What waits for a second person, who screens it, and who accepted it; one statement."""
    prepared = (Forwarding.recommendation_id == Recommendation.id) & (Forwarding.state == "prepared")
    held = (Assignment.recommendation_id == Recommendation.id) & Assignment.ended_at.is_(None)
    statement = (
        select(Forwarding, Assignment, *_accepted_by(identity))
        .select_from(Recommendation)
        .outerjoin(Forwarding, prepared)
        .outerjoin(Assignment, held)
        .where(Recommendation.id == identity)
        .options(joinedload(Forwarding.prepared_by), joinedload(Assignment.assignee))
        .order_by(Forwarding.id.desc(), Assignment.id.desc())
        .limit(1)
    )
    found = db.session.execute(statement).first()
    return (found[0], found[1], frozenset(filter(None, found[2:]))) if found else (None, None, frozenset())


def _accepted_by(identity: int) -> list[Any]:
    """Whoever made the last acceptance, and whoever had decided it where another person let it out."""
    moved = select(RecommendationMove.person_id).filter_by(recommendation_id=identity, move="accept")
    kept = select(PendingDecision.prepared_by_id)
    kept = kept.filter_by(recommendation_id=identity, kind="accept", state="published")
    return [
        moved.order_by(RecommendationMove.id.desc()).limit(1).scalar_subquery(),
        kept.order_by(PendingDecision.id.desc()).limit(1).scalar_subquery(),
    ]


def _merger(row: Recommendation) -> tuple[Merger | None, bool]:
    """The one that stands, with the row that goes on, and whether that one was split since; one statement."""
    split = exists().where(Part.split_from_id == Merger.target_id, Part.created_at >= Merger.at)
    statement = select(Merger, split).where(Merger.source_id == row.id, Merger.undone_at.is_(None))
    found = db.session.execute(statement.options(joinedload(Merger.target))).first()
    return (found[0], bool(found[1])) if found else (None, False)


def listing(actor: Any, chosen: dict[str, str], after: str | None) -> Page:
    """The newest first; the sponsors of each are loaded beside it."""
    statement = select(Recommendation).where(visible_to(actor), *conditions(actor, chosen)).options(*HEADS)
    return keyset(statement, [Recommendation.created_at, Recommendation.id], after)


def public_rows(chosen: dict[str, str], after: str | None, size: int) -> Page:
    """What everybody may read under these choices, the last forwarded first, without the long texts."""
    statement = select(Recommendation).where(Recommendation.public_at.is_not(None), *conditions(None, chosen))
    return keyset(statement.options(*HEADS, *SHORT), [Recommendation.public_at, Recommendation.id], after, size)


def conditions(actor: Any, chosen: dict[str, str], but: str = "") -> list[Any]:
    """What the facets in the address ask for; `but` leaves one out, to count its options."""
    found = []
    if chosen.get("stage") and but != "stage":
        found.append(Recommendation.stage == chosen["stage"])
    if chosen.get("body") and but != "body":
        found.append(Recommendation.body_id.in_(select(Body.id).filter_by(slug=chosen["body"])))
    if chosen.get("country") and but != "country":
        found.append(Recommendation.lead_city_id.in_(select(City.id).filter_by(country_iso2=chosen["country"])))
    if actor and chosen.get("whose") == "own" and actor.city_ids:
        found.append(sponsored_by(actor.city_ids))
    return found


def sponsor_counts(ids: list[int]) -> dict[int, int]:
    statement = (
        select(Sponsor.recommendation_id, func.count())
        .join(Recommendation, Recommendation.id == Sponsor.recommendation_id)
        .where(Sponsor.recommendation_id.in_(ids), *AGREED)
        .group_by(Sponsor.recommendation_id)
    )
    return {key: count for key, count in db.session.execute(statement)}


def moves(identity: int) -> list[RecommendationMove]:
    """The way through the stages, oldest first."""
    loads = (joinedload(RecommendationMove.person), joinedload(RecommendationMove.mandate).joinedload(Mandate.city))
    statement = select(RecommendationMove).filter_by(recommendation_id=identity).options(*loads)
    return list(db.session.scalars(statement.order_by(RecommendationMove.id)))


def forwarding(identity: int) -> Forwarding | None:
    """The confirmed one of either kind."""
    statement = select(Forwarding).filter_by(recommendation_id=identity, state="confirmed")
    return db.session.scalar(statement.options(joinedload(Forwarding.confirmation)).order_by(Forwarding.id.desc()).limit(1))
