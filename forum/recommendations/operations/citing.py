"""The evidence that a recommendation rests on: clauses of frozen versions, published experiences, indicators."""

from typing import Any

from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.likeness import keep_terms
from forum.recommendations.queries import readings
from forum.recommendations.queries.evidence import Citation
from forum.recommendations.queries.readings import Figure
from models import Evidence, Experience
from models.base import db

MOST_EVIDENCE = 30


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


def cite_indicator(case: Case, actor: Any, found: Figure, note: str = "") -> Evidence:
    """Rest the recommendation on an indicator: as a city reported it, or as such where no city did."""
    _may_cite(case, actor, [one.label for one in case.evidence], found.label)
    return _add(
        case,
        Evidence(
            kind="indicator",
            indicator=found.code[:60],
            city_id=readings.city_of(found),
            label=found.label[:500],
            quote=found.words,
            note=note,
        ),
    )


def remove_evidence(case: Case, actor: Any, evidence: Evidence) -> None:
    require(rules.can_edit(case, actor))
    case.evidence.remove(evidence)
    db.session.delete(evidence)
    db.session.flush()
    keep_terms(case)


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
    keep_terms(case)
    return evidence
