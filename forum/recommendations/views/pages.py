"""The list of recommendations and the page of one."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

from flask import request, url_for
from sqlalchemy import select

from forum.cities import countries
from forum.kit import panels, subjects
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.queries import chain_for_recommendation, visible_to
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.steps import stepper
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, stage_name, vocabulary
from forum.recommendations.views.moves import move_url
from forum.recommendations.words import answer_sentence
from forum.recommendations.workflow import FLOW
from models import Recommendation
from models.base import db
from models.recommendation import Stage

FACETS = ("stage", "body", "country")


@blueprint.get("/recommendations")
def index():
    actor, chosen = current_actor(), request.args.to_dict()
    page = reading.listing(actor, chosen, request.args.get("after"))
    return render(
        "recommendations/index.html",
        page=page,
        facets=_facets(reading.facet_counts(actor, chosen), chosen),
        chosen=chosen,
        own_url=_with(chosen, "whose", None if chosen.get("whose") else "own"),
        counts=reading.sponsor_counts([row.id for row in page.items]),
        verdict=rules.can_begin(actor),
        **vocabulary(),
    )


@blueprint.get("/recommendations/<int:identity>")
def recommendation(identity: int):
    case, actor = case_or_404(identity), current_actor()
    history = reading.moves(case.id)
    answer = reading.disposition(case.id)
    return render(
        "recommendations/recommendation.html",
        case=case,
        row=case.row,
        verdicts=_verdicts(case, actor),
        offers=FLOW.offers(case, actor),
        move_url=move_url,
        sees_review=rules.sees_review(case, actor),
        sees_points=rules.sees_points(case, actor),
        party=bool(actor.city_ids & case.involved),
        steps=stepper(case, history),
        moves={move.move: move for move in history},
        forwarding=reading.forwarding(case.id),
        answer=answer,
        answer_sentence=answer_sentence(case.row.body, answer) if answer else "",
        reports=reading.reports(case.id),
        chains=chain_for_recommendation(actor, case.row),
        sources=_sources(case, actor),
        thread=_thread(actor, case),
        sections=panels.draw("recommendation", actor, case.row),
        **vocabulary(),
    )


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """For threads, notices, search and moderation."""
    statement = select(Recommendation).where(Recommendation.id.in_(list(ids)), visible_to(actor))
    return {
        row.id: Subject(
            "recommendation",
            row.id,
            row.title,
            address(row),
            (row.lead_city_id,),
            text=f"{row.asked}\n\n{row.why}",
            open_for_comments=row.stage not in (Stage.MERGED, Stage.WITHDRAWN, Stage.NOT_FORWARDED),
        )
        for row in db.session.scalars(statement)
    }


def _verdicts(case: Case, actor: Any) -> dict[str, Any]:
    return {
        "edit": rules.can_edit(case, actor),
        "agree": rules.can_agree(case, actor),
        "leave": rules.can_leave(case, actor),
    }


def _sources(case: Case, actor: Any) -> dict[int, Subject]:
    """Where each piece of evidence stands, for those that this reader may open."""
    keys = {
        e.id: ("contribution", e.experience_id) if e.experience_id else ("declaration", e.declaration_id or 0)
        for e in case.evidence
    }
    found = subjects.find_many(keys.values(), actor)
    return {identity: found[key] for identity, key in keys.items() if key in found}


def _thread(actor: Any, case: Case) -> Any:
    """The discussion under the page."""
    if find_spec("forum.discussion") is None or find_spec("forum.discussion.queries") is None:
        return None
    from forum.discussion import queries as discussion

    subject = subjects.find("recommendation", case.id, actor)
    return discussion.thread(actor, subject, request.args.get("comments")) if subject else None


def _facets(counts: dict[str, list[tuple[str, str, int]]], chosen: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    names = countries.names()
    label = {"stage": lambda v, n: stage_name(v), "body": lambda v, n: n, "country": lambda v, n: names.get(v, v)}
    return {
        facet: [
            {
                "label": label[facet](value, name),
                "count": count,
                "current": chosen.get(facet) == value,
                "url": _with(chosen, facet, None if chosen.get(facet) == value else value),
            }
            for value, name, count in counts[facet]
        ]
        for facet in FACETS
    }


def _with(chosen: dict[str, str], name: str, value: str | None) -> str:
    kept = {k: v for k, v in chosen.items() if k in (*FACETS, "whose") and k != name}
    return url_for("recommendations.index", **kept, **({name: value} if value else {}))
