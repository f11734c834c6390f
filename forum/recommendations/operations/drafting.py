"""Writing a recommendation: the text and the evidence that it rests on."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.markdown import render
from forum.kit.verdict import Conflict, Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import record
from forum.recommendations.queries.evidence import Citation
from models import Body, Evidence, Experience, Recommendation, Sponsor
from models.base import db
from models.recommendation import Stage

MOST_EVIDENCE = 30


@dataclass(frozen=True)
class Words:
    """The text of a recommendation as its writers give it."""

    title: str
    asked: str
    why: str
    body: Body
    language: str = "en"


def begin(actor: Any, words: Words, citation: Citation | None = None) -> Case:
    """A draft of the actor's city, which leads; with a clause as its first evidence where it was begun from one."""
    require(rules.can_begin(actor))
    row = Recommendation(
        title=words.title,
        language=words.language,
        lead_city_id=actor.city_id,
        lead_city=actor.mandate.city,
        body=words.body,
        stage=Stage.DRAFT,
        invented=actor.mandate.city.invented,
        edit=1,
        created_at=clock.now(),
        **_texts(words),
    )
    db.session.add(row)
    db.session.flush()
    case = Case(row, [_lead_sponsor(row, actor)])
    record(case, "begun", actor)
    if citation:
        cite_clause(case, actor, citation)
    return case


def edit(case: Case, actor: Any, words: Words, seen: int) -> None:
    """Replace the text, unless somebody else saved another one since this form was opened."""
    require(rules.can_edit(case, actor))
    row = case.row
    if _same(row, words):
        return
    as_seen = update(Recommendation).where(Recommendation.id == row.id, Recommendation.edit == seen)
    if not changed_one(as_seen.values(edit=seen + 1)):
        db.session.refresh(row, ["title", "asked", "why", "edit"])
        verdict = refuse(
            _("Somebody else saved another text while you were writing."), _("Compare both, then save yours again.")
        )
        mine = "\n\n".join((words.title, words.asked, words.why))
        raise Conflict(verdict, "\n\n".join((row.title, row.asked, row.why)), mine)
    db.session.refresh(row, ["edit"])
    row.title, row.language, row.body = words.title, words.language, words.body
    for name, value in _texts(words).items():
        setattr(row, name, value)
    if case.lead:
        case.lead.edit = row.edit
    db.session.flush()
    record(case, "edited", actor, edit=row.edit)


def cite_clause(case: Case, actor: Any, citation: Citation, note: str = "") -> Evidence:
    """Rest the recommendation on a clause of a frozen version, in the words that it has now."""
    _may_cite(case, actor, [one.clause_uid for one in case.evidence], citation.uid)
    return _add(
        case,
        Evidence(
            kind="clause",
            declaration_id=citation.declaration_id,
            version_id=citation.version_id,
            clause_uid=citation.uid,
            label=citation.label[:500],
            quote=citation.quote,
            note=note,
        ),
    )


def cite_experience(case: Case, actor: Any, experience: Experience, note: str = "") -> Evidence:
    """Rest the recommendation on a published experience; its city must be loaded."""
    _may_cite(case, actor, [one.experience_id for one in case.evidence], experience.id)
    label = _("%(title)s, experience of %(city)s", title=experience.title, city=experience.city.name)
    return _add(
        case,
        Evidence(kind="experience", experience_id=experience.id, label=label[:500], quote=experience.summary, note=note),
    )


def remove_evidence(case: Case, actor: Any, evidence: Evidence) -> None:
    require(rules.can_edit(case, actor))
    case.evidence.remove(evidence)
    db.session.delete(evidence)
    db.session.flush()


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


def _same(row: Recommendation, words: Words) -> bool:
    """Saving what stands already asks nobody to agree again."""
    stands = (row.title, row.asked, row.why, row.language, row.body_id)
    return stands == (words.title, words.asked, words.why, words.language, words.body.id)


def _texts(words: Words) -> dict[str, str]:
    return {
        "asked": words.asked,
        "asked_html": render(words.asked),
        "why": words.why,
        "why_html": render(words.why),
    }


def _may_cite(case: Case, actor: Any, cited: list[Any], identity: Any) -> None:
    require(rules.can_edit(case, actor))
    if identity in cited:
        raise Refused(refuse(_("This stands among the evidence already.")))
    if len(case.evidence) >= MOST_EVIDENCE:
        raise Refused(refuse(_("There are 30 pieces of evidence already."), _("Remove one first.")))


def _add(case: Case, evidence: Evidence) -> Evidence:
    evidence.recommendation_id = case.id
    db.session.add(evidence)
    db.session.flush()
    case.evidence.append(evidence)
    return evidence
