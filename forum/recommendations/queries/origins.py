"""From what a recommendation is begun: a clause, an experience, a challenge, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kit import numbers
from forum.kit.i18n import _
from forum.recommendations.queries import evidence
from forum.recommendations.queries.evidence import Citation
from models import Answer, Challenge, ChallengeClosure, Experience
from models.base import db


@dataclass(frozen=True)
class Origin:
    """`rests_on` becomes evidence when the draft is kept; `why` are words to begin with."""

    title: str
    label: str
    quote: str
    rests_on: list[Citation | Experience] = field(default_factory=list)
    why: str = ""


def origin(named: Mapping[str, str]) -> Origin | None:
    """As the address names it; None where it names nothing that everybody may read."""

    def number(name: str) -> int:
        return numbers.number(named.get(name)) or 0

    if number("declaration") and named.get("clause"):
        clause = evidence.citation(number("declaration"), named["clause"])
        return Origin(_("It rests on this clause"), clause.label, clause.quote, [clause]) if clause else None
    if number("experience"):
        found = evidence.experience(number("experience"))
        return Origin(_("It rests on this experience"), _of(found), found.summary, [found]) if found else None
    return _of_challenge(number("challenge")) if number("challenge") else None


def _of_challenge(identity: int) -> Origin | None:
    """With the experiences that answered it: those that were used, once that is said; all of them before."""
    statement = select(Challenge).filter_by(id=identity, state="published").options(joinedload(Challenge.city))
    challenge = db.session.scalar(statement)
    if challenge is None:
        return None
    used = db.session.scalar(select(ChallengeClosure.used_answers).filter_by(challenge_id=identity)) or []
    answered = select(Experience).join(Answer, Answer.experience_id == Experience.id).options(joinedload(Experience.city))
    answered = answered.where(Answer.challenge_id == identity, Experience.state == "published").order_by(Answer.id).limit(10)
    if used:
        answered = answered.where(Answer.id.in_(used))
    why = _("%(city)s asked other cities: %(summary)s", city=challenge.city.name, summary=challenge.summary)
    answers: list[Any] = list(db.session.scalars(answered))
    return Origin(_("It begins from this challenge"), _of(challenge), challenge.summary, answers, why)


def _of(found: Any) -> str:
    return _("%(title)s, %(city)s", title=found.title, city=found.city.name)
