"""The consolidation screen: the lead city decides paragraph by paragraph, others read along, one act applies all of it."""

from typing import Any

from flask import abort, flash, redirect, request, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.operations import consolidating as acts
from forum.declarations.queries import consolidations
from forum.declarations.queries.board import ACCEPT, LEAVE, REJECT, Board, board
from forum.declarations.rules import amendments as rules
from forum.declarations.rules.reading import sees_drafting
from forum.declarations.text.clauses import number
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.declarations.views.consolidated import Section, result, sections
from forum.kit.forms import Form
from forum.kit.guards import signed_in
from forum.kit.i18n import _, _n
from forum.kit.identity import current_actor
from forum.kit.security import address as full_address
from forum.kit.security import read_ticket, ticket
from forum.kit.templating import render
from forum.kit.verdict import Refused, require
from models import Consolidation, ConsolidationLink

HERE = "/declarations/<int:identity>/consolidation"
PURPOSE = "consolidation"


@blueprint.get(HERE)
@signed_in
def consolidation(identity: int):
    return _page(dossier_or_404(identity), 200)


@blueprint.post(HERE)
@signed_in
def save_consolidation(identity: int):
    """Every choice of the page; who only reads on goes to the review."""
    dossier = dossier_or_404(identity)
    try:
        require(rules.can_consolidate(dossier, current_actor()))
        table = board(dossier)
        for uid in table.uids:
            _keep(dossier, table, uid)
    except Refused as refused:
        return _page(dossier, 409, refused.verdict)
    if request.form.get("then") == "review":
        return redirect(url_for("declarations.review_consolidation", identity=identity), 303)
    flash(_("Your choices are saved. Nothing of them counts before they are applied."))
    return redirect(url_for("declarations.consolidation", identity=identity), 303)


@blueprint.post(f"{HERE}/clauses/<uid>")
@signed_in
def save_clause_choices(identity: int, uid: str):
    """The choices for one paragraph, as they are made; the answer is the paragraph that they would give."""
    dossier = dossier_or_404(identity)
    require(rules.can_consolidate(dossier, current_actor()))
    table = board(dossier)
    if uid not in table.uids:
        abort(404)
    _keep(dossier, table, uid)
    table = board(dossier)
    section = next(one for one in sections(table) if one.uid == uid)
    return render("declarations/_consolidation_preview.html", dossier=dossier, section=section, **vocabulary())


@blueprint.get(f"{HERE}/review")
@signed_in
def review_consolidation(identity: int):
    return _review(dossier_or_404(identity), 200)


@blueprint.post(f"{HERE}/application")
@signed_in
def apply_consolidation(identity: int):
    dossier, form = dossier_or_404(identity), Form()
    if not form.validate_on_submit():
        return _review(dossier, 422)
    try:
        count = acts.apply(dossier, current_actor(), request.form.get("seen", ""))
    except Refused as refused:
        return _review(dossier, 409, refused.verdict)
    flash(_n("%(num)s amendment is decided.", "%(num)s amendments are decided.", count))
    return redirect(url_for("declarations.amendments", identity=identity), 303)


@blueprint.post(f"{HERE}/links")
@signed_in
def share_consolidation(identity: int):
    acts.share(dossier_or_404(identity), current_actor())
    flash(_("The link is made. Who has it and may see the declaration reads along."))
    return redirect(f"{url_for('declarations.consolidation', identity=identity)}#links", 303)


@blueprint.post(f"{HERE}/links/<int:place>/ending")
@signed_in
def unshare_consolidation(identity: int, place: int):
    dossier = dossier_or_404(identity)
    row = consolidations.under_way(identity)
    require(rules.can_consolidate(dossier, current_actor()))
    link = next((one for one in consolidations.links(row.id) if one.id == place), None) if row else None
    if link is None:
        abort(404)
    acts.unshare(dossier, current_actor(), link)
    flash(_("The link is ended; it shows nothing any more."))
    return redirect(f"{url_for('declarations.consolidation', identity=identity)}#links", 303)


@blueprint.get(f"{HERE}/shared/<token>")
@signed_in
def shared_consolidation(identity: int, token: str):
    """For who has the link, as long as it stands, and may read how the declaration comes about; nothing can be done here."""
    dossier, found = dossier_or_404(identity), read_ticket(PURPOSE, token)
    linked = consolidations.link(str(found[1])) if found and len(found) == 2 and found[0] == identity else None
    if linked is None or linked[1].declaration_id != identity or not sees_drafting(dossier, current_actor()):
        abort(404)
    table = board(dossier, linked[1])
    return render(
        "declarations/consolidation_shared.html",
        dossier=dossier,
        shared=linked[0],
        ended=linked[1].state != "open",
        sections=sections(table),
        result=result(table),
        **vocabulary(),
    )


def link_address(dossier: Dossier, link: ConsolidationLink) -> str:
    return full_address(f"{address(dossier)}/consolidation/shared/{ticket(PURPOSE, [dossier.id, link.key])}")


def _keep(dossier: Dossier, table: Board, uid: str) -> None:
    """What the form says of one paragraph; fields that it does not have change nothing."""
    actor, sent = current_actor(), request.form
    for row in (a for a in table.amendments if a.clause_uid == uid):
        choice, seen = sent.get(f"choice-{row.number}"), sent.get(f"seen-{row.number}", "")
        if choice is not None and seen.isdecimal():
            acts.choose(dossier, actor, row, choice, sent.get(f"reason-{row.number}", "").strip(), int(seen))
    words, seen = sent.get(f"own-{uid}"), sent.get(f"ownseen-{uid}", "")
    if words is not None and seen.isdecimal():
        acts.word(dossier, actor, uid, words.strip(), int(seen))


def _page(dossier: Dossier, status: int, refused: Any = None) -> tuple[str, int]:
    verdict = rules.can_consolidate(dossier, current_actor())
    table = board(dossier) if verdict else Board(dossier)
    found: list[Section] = sections(table) if verdict else []
    row: Consolidation | None = table.row
    page = render(
        "declarations/consolidation.html",
        dossier=dossier,
        verdict=verdict,
        refused=refused,
        sections=found,
        counts=_counts(table),
        row=row,
        links=[(link, link_address(dossier, link)) for link in consolidations.links(row.id)] if row else [],
        choices=[(ACCEPT, _("Accept")), (REJECT, _("Reject")), (LEAVE, _("Leave open"))],
        **vocabulary(),
    )
    return page, status if verdict else 409


def _review(dossier: Dossier, status: int, refused: Any = None) -> tuple[str, int]:
    verdict = rules.can_consolidate(dossier, current_actor())
    table = board(dossier) if verdict else Board(dossier)
    page = render(
        "declarations/consolidation_review.html",
        dossier=dossier,
        verdict=verdict,
        refused=refused,
        table=table,
        form=Form(formdata=None),
        problems=[(section, section.problems) for section in sections(table) if section.problems] if verdict else [],
        counts=_counts(table),
        result=result(table) if verdict else [],
        numbered=number(dossier.clauses),
        **vocabulary(),
    )
    return page, status if verdict else 409


def _counts(table: Board) -> dict[str, int]:
    chosen = [table.choice(row) for row in table.amendments]
    return {name: chosen.count(name) for name in (ACCEPT, REJECT, LEAVE)} | {"own": len(table.own), "all": len(chosen)}
