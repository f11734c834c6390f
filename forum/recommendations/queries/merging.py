"""What was merged into what, where an old address leads, and how many cities stand behind a recommendation."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS, visible_to
from models import Addressee, Recommendation, RecommendationTheme, Sponsor
from models.base import db

MOST_STEPS, MOST_CANDIDATES = 10, 100


@dataclass(frozen=True)
class Support:
    """Each city is counted once, whether it agreed to this text, to one that was merged into it, or to both."""

    cities: frozenset[int]
    by_merger: frozenset[int]  # those that agreed only to what was merged into it
    sources: tuple[int, ...]  # what was merged into it, also by way of others

    def __len__(self) -> int:
        return len(self.cities)


def support(identity: int) -> Support:
    """One statement. A city that was asked to join by a merger and declined, or left, does not stand behind it."""
    tree = select(Recommendation.id).where(Recommendation.merged_into_id == identity).cte("merged", recursive=True)
    tree = tree.union_all(select(Recommendation.id).where(Recommendation.merged_into_id == tree.c.id))
    statement = (
        select(Recommendation.id, Sponsor.city_id, Sponsor.state, Sponsor.edit == Recommendation.edit)
        .join(Sponsor, Sponsor.recommendation_id == Recommendation.id)
        .where(or_(Recommendation.id == identity, Recommendation.id.in_(select(tree.c.id))))
        .order_by(Recommendation.id)
    )
    rows = list(db.session.execute(statement))
    direct = {city for row, city, state, present in rows if row == identity and state == "agreed" and present}
    left = {city for row, city, state, _present in rows if row == identity and state == "left"}
    merged = {city for row, city, state, present in rows if row != identity and state == "agreed" and present}
    cities = direct | (merged - left)
    sources = dict.fromkeys(row for row, *_rest in rows if row != identity)
    return Support(frozenset(cities), frozenset(cities - direct), tuple(sources))


def candidates(case: Case, actor: Any) -> list[Recommendation]:
    """Others that ask one of the same bodies and are under way; those of the same themes first, then the newest."""
    themes = select(RecommendationTheme.theme).filter_by(recommendation_id=case.id)
    alike = select(RecommendationTheme.recommendation_id).where(RecommendationTheme.theme.in_(themes))
    asked = select(Addressee.recommendation_id).where(Addressee.body_id.in_(rules.asked_bodies(case)))
    statement = (
        select(Recommendation)
        .where(
            Recommendation.id != case.id,
            Recommendation.id.in_(asked),
            Recommendation.stage.in_([*rules.IN_REVIEW, *rules.PUBLIC]),
            impartial(actor),
        )
        .options(*HEADS)
    )
    order = (Recommendation.id.not_in(alike), Recommendation.id.desc())
    return list(db.session.scalars(statement.order_by(*order).limit(MOST_CANDIDATES)))


def leads_to(actor: Any, identity: int) -> Recommendation | None:
    """The first on the way of mergers that this actor may read, for somebody who may not read this one.

    Of a merger in review only those hear that ask for the one that goes on; never a reviewer with an interest.
    """
    for _step in range(MOST_STEPS):
        found = db.session.scalar(select(Recommendation.merged_into_id).where(Recommendation.id == identity))
        if found is None:
            return None
        row = db.session.scalar(select(Recommendation).where(Recommendation.id == found, visible_to(actor)))
        if row is not None:
            return row if row.public_at or not (actor.is_staff or actor.is_bureau) else None
        identity = found
    return None


def parts(actor: Any, identity: int) -> list[Recommendation]:
    """What it was split from and what was split from it, as far as this actor may read it."""
    from_it = Recommendation.split_from_id == identity
    source = Recommendation.id.in_(select(Recommendation.split_from_id).where(Recommendation.id == identity))
    statement = select(Recommendation).where(or_(from_it, source), visible_to(actor))
    return list(db.session.scalars(statement.order_by(Recommendation.id)))
