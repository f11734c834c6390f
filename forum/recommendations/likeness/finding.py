"""Finding what is alike: four statements, however many recommendations there are."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, func, or_, select

from forum.recommendations.case import Case
from forum.recommendations.likeness import concepts
from forum.recommendations.likeness.terms import CONCEPT, EVIDENCE, STEM, term_of, terms_of
from forum.recommendations.queries.queue import impartial
from forum.recommendations.queries.recommendations import HEADS, sponsored_by, visible_to
from models import Recommendation, RecommendationTerm
from models.base import db
from models.recommendation import Stage

MOST_TERMS = 24  # the rarest of a text: what every text has tells nothing
COMMON = 2_500  # a term that more than these have is left out, unless few are left
FEWEST = 4
LEAST = 0.3  # below this nothing is said
WORTH = {CONCEPT: 1.0, STEM: 0.5, EVIDENCE: 1.2}
GONE = (Stage.WITHDRAWN, Stage.MERGED)


@dataclass(frozen=True)
class Alike:
    """One that asks alike, with what both have; `score` is between 0 and 1."""

    row: Recommendation
    score: float
    concepts: list[str] = field(default_factory=list)  # keys of concepts
    evidence: list[str] = field(default_factory=list)  # labels of evidence that both rest on

    @property
    def strong(self) -> bool:
        return self.score >= 0.6 or bool(self.evidence)

    def names(self, language: str) -> list[str]:
        known = concepts.names(language)
        return [known[key] for key in self.concepts if key in known]


def alike(actor: Any, found: Case | Mapping[str, int], limit: int = 5) -> list[Alike]:
    """The ones most alike that this actor may know of, best first; of an open case or of the terms of one."""
    own = found if isinstance(found, Case) else None
    mine = terms_of(found) if isinstance(found, Case) else dict(found)
    values = _worth(mine)
    if not values:
        return []
    scored = _scored(actor, values, own.id if own else 0, limit)
    if not scored:
        return []
    ids = list(scored)
    rows = {
        row.id: row for row in db.session.scalars(select(Recommendation).where(Recommendation.id.in_(ids)).options(*HEADS))
    }
    shared = select(RecommendationTerm.recommendation_id, RecommendationTerm.term)
    shared = shared.where(RecommendationTerm.recommendation_id.in_(ids), RecommendationTerm.term.in_(list(values)))
    both: dict[int, list[str]] = {}
    for identity, term in db.session.execute(shared):
        both.setdefault(identity, []).append(term)
    judged = [_judge(rows[key], both.get(key, []), values, own) for key in ids if key in rows]
    return sorted((one for one in judged if one), key=lambda one: (-one.score, -one.row.id))[:limit]


def _worth(mine: Mapping[str, int]) -> dict[str, float]:
    """Each term with what it tells: the rarer among all recommendations, the more."""
    counted = select(RecommendationTerm.term, func.count()).where(RecommendationTerm.term.in_(list(mine)))
    held = {term: count for term, count in db.session.execute(counted.group_by(RecommendationTerm.term))}
    rarest = sorted(held, key=lambda term: (term[0] != EVIDENCE, held[term]))[:MOST_TERMS]
    kept = [term for place, term in enumerate(rarest) if held[term] <= COMMON or place < FEWEST]
    return {term: WORTH[term[0]] * (0.5 + min(mine[term], 400) / 400) / math.log(2.0 + held[term]) for term in kept}


def _scored(actor: Any, values: Mapping[str, float], but: int, limit: int) -> dict[int, float]:
    """The best by the sum of what they share, among those that the actor may know of."""
    weight = case({term: value for term, value in values.items()}, value=RecommendationTerm.term, else_=0.0)
    total = func.sum(weight)
    statement = (
        select(RecommendationTerm.recommendation_id, total)
        .join(Recommendation, Recommendation.id == RecommendationTerm.recommendation_id)
        .where(
            RecommendationTerm.term.in_(list(values)),
            Recommendation.id != but,
            Recommendation.stage.not_in(GONE),
            _known_to(actor),
        )
        .group_by(RecommendationTerm.recommendation_id)
        .order_by(total.desc(), RecommendationTerm.recommendation_id.desc())
        .limit(limit * 3)
    )
    return {identity: float(score) for identity, score in db.session.execute(statement)}


def _known_to(actor: Any) -> Any:
    """Reviewers: all that were submitted and in which they have no interest. Cities: what is public, and their own."""
    if actor.is_staff:
        return and_(Recommendation.stage != Stage.DRAFT, impartial(actor), visible_to(actor))
    public = Recommendation.public_at.is_not(None)
    return or_(public, sponsored_by(actor.city_ids)) if actor.city_ids else public


def _judge(row: Recommendation, shared: list[str], values: Mapping[str, float], own: Case | None) -> Alike | None:
    """How much of what one says the other says too; words of a language are compared within it only."""
    spoken = f"{STEM}:{row.language}:"
    comparable = [term for term in values if term[0] != STEM or term.startswith(spoken)]
    whole = sum(values[term] for term in comparable if term[0] != EVIDENCE) or 1.0
    keys = sorted((term for term in shared if term[0] == CONCEPT), key=lambda term: -values[term])
    cited = [term for term in shared if term[0] == EVIDENCE]
    same = sum(values[term] for term in shared if term[0] != EVIDENCE)
    score = min(1.0, same / whole + 0.25 * len(cited))
    words = sum(term[0] == STEM for term in shared)
    if score < LEAST or (len(keys) < 2 and not cited and words < 4):
        return None
    return Alike(row, round(score, 3), [key.split(":", 1)[1] for key in keys][:6], _labels(cited, own))


def _labels(cited: list[str], own: Case | None) -> list[str]:
    return [one.label for one in own.evidence if term_of(one) in cited] if own else []
