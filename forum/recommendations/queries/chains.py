"""The chain: how an experience or a clause became a recommendation, and what was answered; two statements a page."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from forum.kit.database import read
from forum.recommendations.case import Case
from forum.recommendations.queries.evidence import FROZEN, Standing
from forum.recommendations.queries.recommendations import HEADS, sponsored_by, visible_to
from models import Declaration, Disposition, Evidence, Experience, Recommendation
from models.base import db
from models.recommendation import Stage

MOST = 20
CITING = select(Evidence.recommendation_id).where(Evidence.experience_id == bindparam("experience"))


@dataclass(frozen=True)
class Source:
    """A piece of evidence that everybody may open."""

    evidence: Evidence
    title: str


@dataclass
class Chain:
    """Experiences first, then clauses, then what was asked, then what was answered."""

    row: Recommendation
    answer: Disposition | None
    sources: list[Source] = field(default_factory=list)


def chain_for_experience(actor: Any, identity: int) -> list[Chain]:
    """Where an experience went; most went nowhere yet, which costs one small statement."""
    cited = [row.recommendation_id for row in read(CITING, {"experience": identity})]
    return _chains(actor, Recommendation.id.in_(cited)) if cited else []


def chain_for_declaration(actor: Any, identity: int) -> list[Chain]:
    """What a declaration became."""
    cited = select(Evidence.recommendation_id).filter_by(declaration_id=identity)
    return _chains(actor, Recommendation.id.in_(cited))


def chain_for_clause(actor: Any, uid: str) -> list[Chain]:
    """What cites one clause."""
    cited = select(Evidence.recommendation_id).filter_by(clause_uid=uid)
    return _chains(actor, Recommendation.id.in_(cited))


def chain_for_city(actor: Any, city: Any) -> list[Chain]:
    """What the words of a city became: the recommendations that it sponsors, and their answers."""
    return _chains(actor, sponsored_by([city.id]))


def chain_of(case: Case, answer: Disposition | None, standings: dict[int, Standing]) -> Chain:
    """Of one whose page is drawn anyway."""
    cited = sorted(case.evidence, key=lambda evidence: evidence.kind != "experience")
    found = [(evidence, standings[evidence.id]) for evidence in cited if evidence.id in standings]
    return Chain(case.row, answer, [Source(evidence, standing.title) for evidence, standing in found if standing.is_open])


def _chains(actor: Any, condition: Any) -> list[Chain]:
    """A recommendation is answered once, so the answer comes with the row."""
    statement = (
        select(Recommendation, Disposition)
        .outerjoin(Disposition, Disposition.recommendation_id == Recommendation.id)
        .where(condition, visible_to(actor), Recommendation.stage != Stage.DRAFT)
        .options(*HEADS)
        .order_by(Recommendation.id.desc())
        .limit(MOST)
    )
    rows = db.session.execute(statement).all()
    sources = _sources([row.id for row, _answer in rows]) if rows else {}
    return [Chain(row, answer, sources.get(row.id, [])) for row, answer in rows]


def _sources(ids: list[int]) -> dict[int, list[Source]]:
    """What everybody may open: published experiences and frozen declarations, by recommendation."""
    statement = (
        select(Evidence, Experience.title)
        .outerjoin(Experience, (Experience.id == Evidence.experience_id) & (Experience.state == "published"))
        .outerjoin(Declaration, (Declaration.id == Evidence.declaration_id) & Declaration.stage.in_(FROZEN))
        .where(Evidence.recommendation_id.in_(ids), (Experience.id.is_not(None)) | (Declaration.id.is_not(None)))
        .order_by(Evidence.kind.desc(), Evidence.id)
    )
    found: dict[int, list[Source]] = {}
    for evidence, title in db.session.execute(statement):
        found.setdefault(evidence.recommendation_id, []).append(Source(evidence, title or evidence.label))
    return found
