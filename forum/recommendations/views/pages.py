"""The list of recommendations and the page of one."""

from collections.abc import Iterable
from typing import Any

from flask import request, url_for
from sqlalchemy import select

from forum.cities import countries
from forum.discussion import queries as discussion
from forum.kit import panels, subjects
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.recommendations import rules, steps
from forum.recommendations.case import Case
from forum.recommendations.drawing import evidence_url, move_url, offered
from forum.recommendations.queries import evidence as sources
from forum.recommendations.queries import facets, visible_to
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.queries.answers import Told, told_of
from forum.recommendations.queries.languages import beside
from forum.recommendations.views import languages, merging
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, stage_name, vocabulary
from forum.recommendations.views.returned import between
from forum.recommendations.words import told_sentence
from models import Recommendation
from models.base import db
from models.recommendation import Stage

FACETS = ("stage", "body", "country")


@blueprint.get("/recommendations")
def index():
    actor, chosen = current_actor(), request.args.to_dict()
    page = reading.listing(actor, chosen, request.args.get("after"))
    ids = [row.id for row in page.items]
    return render(
        "recommendations/index.html",
        page=page,
        facets_of=_facets(facets.facet_counts(actor, chosen), chosen),
        chosen=chosen,
        own_url=_with(chosen, "whose", None if chosen.get("whose") else "own") if actor.city_ids else "",
        counts=reading.sponsor_counts(ids),
        answers=told_of(ids),
        verdict=rules.can_begin(actor),
        told_sentence=told_sentence,
        csv_url=url_for("recommendations.table", **{k: v for k, v in chosen.items() if k in FACETS}),
        **vocabulary(),
    )


@blueprint.get("/recommendations/<int:identity>")
def recommendation(identity: int):
    actor = current_actor()
    case = reading.find(actor, identity)
    if case is None:
        return merging.moved_page(identity)
    history = reading.moves(case.id)
    thread = discussion.thread(actor, _subject(case.row), request.args.get("comments"))
    public, standings = case.row.public_at, sources.standings(case.id)
    told = told_of([case.id]).get(case.id, Told()) if public else Told()
    sees_points, sees_review = rules.sees_points(case, actor), rules.sees_review(case, actor)
    return render(
        "recommendations/recommendation.html",
        case=case,
        row=case.row,
        verdicts=_verdicts(case, actor),
        offers=offered(case, actor),
        move_url=move_url,
        sees_review=sees_review,
        sees_points=sees_points,
        **between(case, actor),
        steps=steps.stepper(case, history),
        history=steps.history(case, history, sees_points, sees_review),
        considered=next((move.on for move in history if move.move == "consider"), None),
        forwarding=reading.forwarding(case.id) if case.stage == Stage.NOT_FORWARDED else None,
        told=told,
        told_sentence=told_sentence(told),
        **_languages(case, actor),
        checklist=rules.checklist(case) if case.stage in rules.EDITABLE and actor.city_ids & case.asking else [],
        target=subjects.find("recommendation", case.row.merged_into_id, actor) if case.row.merged_into_id else None,
        standings=standings,
        evidence_url=evidence_url,
        **_parts(case, actor),
        thread=thread,
        follow=thread.follow,
        **merging.beside(case, actor, history),
        **vocabulary(),
    )


@blueprint.get("/recommendations/<int:identity>/receipt")
@signed_in
def receipt(identity: int):
    """What the sender may print: the forum's own reference, what was sent, when, and who reads it next."""
    case = case_or_404(identity)
    return render("recommendations/receipt.html", case=case, row=case.row, **vocabulary())


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """For threads, notices, search and moderation."""
    statement = select(Recommendation).where(Recommendation.id.in_(list(ids)), visible_to(actor))
    return {row.id: _subject(row) for row in db.session.scalars(statement)}


def _subject(row: Recommendation) -> Subject:
    return Subject(
        "recommendation",
        row.id,
        row.title,
        address(row),
        (row.lead_city_id,),
        text=f"{row.asked}\n\n{row.why}",
        open_for_comments=row.stage not in (Stage.MERGED, Stage.WITHDRAWN, Stage.NOT_FORWARDED),
    )


def _parts(case: Case, actor: Any) -> dict[str, Any]:
    """What higher features draw on the page."""
    return {
        "more_acts": panels.draw("recommendation-acts", actor, case),
        "asked": panels.draw("recommendation-asked", actor, case),
        "afterwards": panels.draw("recommendation-afterwards", actor, case),
        "sections": panels.draw("recommendation", actor, case.row),
        "margin": panels.draw("recommendation-margin", actor, case.row),
    }


def _languages(case: Case, actor: Any) -> dict[str, Any]:
    others = beside(case.id)
    said = languages.spoken(case, others)
    return {
        "spoken": said,
        "tongues": languages.switch(case, others, said),
        "to_say": languages.to_say(case, others) if rules.can_translate(case, actor) else [],
    }


def _verdicts(case: Case, actor: Any) -> dict[str, Any]:
    return {
        "edit": rules.can_edit(case, actor),
        "agree": rules.can_agree(case, actor),
        "leave": rules.can_leave(case, actor),
    }


def _facets(counts: dict[str, list[tuple[str, str, int]]], chosen: dict[str, str]) -> list[dict[str, Any]]:
    names = countries.names()
    label = {"stage": lambda v, n: stage_name(v), "body": lambda v, n: n, "country": lambda v, n: names.get(v, v)}
    titles = {"stage": _("Stage"), "body": _("Body"), "country": _("Country of the lead city")}
    groups = []
    for facet in FACETS:
        options = [
            {
                "label": label[facet](value, name),
                "count": count,
                "current": chosen.get(facet) == value,
                "url": _with(chosen, facet, None if chosen.get(facet) == value else value),
            }
            for value, name, count in _in_order(facet, counts[facet])
        ]
        groups.append({"label": titles[facet], "options": options})
    return groups


def _in_order(facet: str, counts: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Stages stand in the order in which a recommendation passes them."""
    return sorted(counts, key=lambda entry: list(Stage).index(Stage(entry[0]))) if facet == "stage" else counts


def _with(chosen: dict[str, str], name: str, value: str | None) -> str:
    kept = {k: v for k, v in chosen.items() if k in (*FACETS, "whose") and k != name}
    return url_for("recommendations.index", **kept, **({name: value} if value else {}))
