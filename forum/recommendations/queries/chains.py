"""The chain: how an experience or a clause became a recommendation, and what was answered."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forum.kit import subjects
from forum.kit.i18n import _
from forum.kit.subjects import Subject
from forum.recommendations.queries.recommendations import HEADS, sponsored_by, visible_to
from forum.recommendations.words import answer_sentence
from forum.recommendations.workflow import LABELS
from models import Disposition, Evidence, Recommendation
from models.base import db
from models.recommendation import Stage

MOST = 20


@dataclass(frozen=True)
class Link:
    """One step: `kind` in words for the reader, `state` where it stands."""

    kind: str
    title: str
    href: str
    when: dt.datetime | dt.date | None
    state: str
    done: bool = True


@dataclass(frozen=True)
class Chain:
    recommendation_id: int
    links: list[Link]
    answered: bool = False


def chain_for_experience(actor: Any, identity: int) -> list[Chain]:
    """Where an experience went."""
    cited = select(Evidence.recommendation_id).filter_by(experience_id=identity)
    return _chains(actor, Recommendation.id.in_(cited))


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


def chain_for_recommendation(actor: Any, row: Recommendation) -> list[Chain]:
    return _chains(actor, Recommendation.id == row.id)


def _chains(actor: Any, condition: Any) -> list[Chain]:
    statement = select(Recommendation).where(condition, visible_to(actor), Recommendation.stage != Stage.DRAFT)
    rows = list(db.session.scalars(statement.options(*HEADS).order_by(Recommendation.id.desc()).limit(MOST)))
    ids = [row.id for row in rows]
    evidence = _grouped(Evidence, ids)
    answers = _grouped(Disposition, ids)
    wanted = [key for several in evidence.values() for one in several if (key := _key(one))]
    found = subjects.find_many([*wanted, *(("recommendation", identity) for identity in ids)], actor)
    return [_chain(row, evidence.get(row.id, []), answers.get(row.id, []), found) for row in rows]


def _grouped(model: Any, ids: list[int]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = {}
    if ids:
        for row in db.session.scalars(select(model).where(model.recommendation_id.in_(ids)).order_by(model.id)):
            grouped.setdefault(row.recommendation_id, []).append(row)
    return grouped


def _key(evidence: Evidence) -> tuple[str, int] | None:
    if evidence.experience_id:
        return "contribution", evidence.experience_id
    return ("declaration", evidence.declaration_id) if evidence.declaration_id else None


def _chain(
    row: Recommendation, evidence: Iterable[Evidence], answers: list[Disposition], found: dict[tuple[str, int], Subject]
) -> Chain:
    """Experiences first, then clauses, then what was asked, then what was answered."""
    links = []
    for one in sorted(evidence, key=lambda e: e.kind != "experience"):
        subject = found.get(_key(one) or ("", 0))
        if subject:
            links.append(_source(one, subject))
    own = found.get(("recommendation", row.id))
    href = own.url if own else ""
    links.append(Link(_("Recommendation"), row.title, href, row.submitted_at, str(LABELS[Stage(row.stage)])))
    if row.public_at:
        links.append(Link(_("Forwarded to"), row.body.name, href, row.public_at, _("by the secretariat")))
    if answers:
        answer = answers[-1]
        state = ", ".join(part for part in (answer.symbol, answer.paragraph) if part)
        links.append(Link(_("Answer"), answer_sentence(row.body, answer), f"{href}#answer", answer.decided_on, state))
    elif row.public_at:
        links.append(Link(_("Answer"), _("Not yet given"), f"{href}#answer", None, "", done=False))
    return Chain(row.id, links, bool(answers))


def _source(evidence: Evidence, subject: Subject) -> Link:
    if evidence.kind == "experience":
        return Link(_("Experience"), subject.title, subject.url, None, "")
    return Link(_("Clause"), evidence.label, f"{subject.url}#clause-{evidence.clause_uid}", None, evidence.quote)
