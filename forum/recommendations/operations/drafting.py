"""Writing a recommendation: it is begun by a city that leads, and its text changes until it is submitted."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, refuse, require
from forum.recommendations import asks, rules
from forum.recommendations.asks import AskWords
from forum.recommendations.case import Case
from forum.recommendations.likeness import keep_terms
from forum.recommendations.operations import wording
from forum.recommendations.operations.citing import cite_clause, cite_experience, cite_indicator, remove_evidence
from forum.recommendations.operations.record import record
from forum.recommendations.operations.wording import Words
from forum.recommendations.queries.evidence import Citation
from models import Experience, Recommendation, Sponsor
from models.base import db
from models.recommendation import Stage

__all__ = [
    "AskWords",
    "Words",
    "begin",
    "cite_clause",
    "cite_experience",
    "cite_indicator",
    "edit",
    "remove_evidence",
    "rest_on",
]


def begin(actor: Any, words: Words, citation: Citation | None = None) -> Case:
    """A draft of the actor's city, which leads; with a clause as its first evidence where it was begun from one."""
    require(rules.can_begin(actor))
    row = Recommendation(
        lead_city_id=actor.city_id,
        lead_city=actor.mandate.city,
        stage=Stage.DRAFT,
        invented=actor.mandate.city.invented,
        edit=1,
        created_at=clock.now(),
        **wording.kept(words),
    )
    db.session.add(row)
    db.session.flush()
    case = Case(row, [_lead_sponsor(row, actor)])
    wording.put(case, words)
    record(case, "begun", actor)
    if citation:
        cite_clause(case, actor, citation)
    keep_terms(case)
    return case


def rest_on(case: Case, actor: Any, found: Iterable[Citation | Experience]) -> None:
    """Cite what the draft was begun from."""
    for one in found:
        if isinstance(one, Citation):
            cite_clause(case, actor, one)
        else:
            cite_experience(case, actor, one)


def edit(case: Case, actor: Any, words: Words, seen: int) -> None:
    """Replace the text, unless somebody else saved another one since this form was opened."""
    require(rules.can_edit(case, actor))
    if wording.stands(case, words):
        return
    row = case.row
    as_seen = update(Recommendation).where(Recommendation.id == row.id, Recommendation.edit == seen)
    if not changed_one(as_seen.values(edit=seen + 1)):
        db.session.refresh(row, ["title", "asked", "why", "costs", "edit"])
        verdict = refuse(
            _("Somebody else saved another text while you were writing."), _("Compare both, then save yours again.")
        )
        theirs = wording.together(row.title, row.asked, row.why, row.costs)
        raise Conflict(
            verdict, theirs, wording.together(words.title, asks.joined(words.asks, words.language), words.why, words.costs)
        )
    replace(case, actor, words)


def replace(case: Case, actor: Any, words: Words) -> None:
    """Put these words in the place of those that stand; the row counts their edit already."""
    db.session.refresh(case.row, ["edit"])
    for name, value in wording.kept(words).items():
        setattr(case.row, name, value)
    wording.put(case, words)
    if case.lead:
        case.lead.edit = case.row.edit
    db.session.flush()
    keep_terms(case)
    record(case, "edited", actor, edit=case.row.edit)


def _lead_sponsor(row: Recommendation, actor: Any) -> Sponsor:
    sponsor = Sponsor(
        recommendation_id=row.id,
        city_id=actor.city_id,
        city=actor.mandate.city,
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        byline=actor.byline,
        state="agreed",
        edit=row.edit,
        at=clock.now(),
    )
    db.session.add(sponsor)
    return sponsor
