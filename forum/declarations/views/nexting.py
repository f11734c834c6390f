"""The next version of a signed text: a working text that the chair changes, compares and issues."""

from typing import Any

from flask import flash, redirect, request

from forum.declarations.dossier import CARRIES, Dossier
from forum.declarations.forms import VersionForm, in_utc
from forum.declarations.operations import nexting as preparing
from forum.declarations.operations.objecting import window
from forum.declarations.queries import corrections, parts
from forum.declarations.text import nexting, substance
from forum.declarations.text.clauses import KINDS, number
from forum.declarations.text.comparing import Difference, Lineage
from forum.declarations.text.nexting import Draft
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.declarations.views.comparing import Text, compare, summary, texts_of
from forum.declarations.workflow import judge
from forum.kit.guards import signed_in
from forum.kit.i18n import _, _l
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused, Verdict
from models import Objection

HERE = "/declarations/<int:identity>/versions/new"
TOUCHING = {
    substance.NUMBER: _l("a number"),
    substance.NAME: _l("a name"),
    substance.DUTY: _l("what is a duty and what a wish"),
    substance.NEGATION: _l("a negation"),
}


@blueprint.get(HERE)
@signed_in
def new_version(identity: int):
    dossier = dossier_or_404(identity)
    allowed = judge(dossier, "issue_version", current_actor())
    return _page(dossier, VersionForm(), _prepared(dossier) if allowed else [], 200)


@blueprint.post(HERE)
@signed_in
def issue(identity: int):
    """`do=save` keeps the working text; otherwise it is issued as it stands in the form."""
    dossier, form, actor = dossier_or_404(identity), VersionForm(), current_actor()
    drafts = nexting.read(_prepared(dossier), request.form)
    try:
        if request.form.get("do") == "save":
            preparing.keep(dossier, actor, drafts, _seen())
            flash(_("The working text is kept. Nothing of it counts before you issue it."))
            return redirect(f"{address(dossier)}/versions/new", 303)
        if not form.validate_on_submit():
            return _page(dossier, form, drafts, 422)
        if form.kind.data == CARRIES and not form.sure.data and _signs(dossier, drafts):
            form.refuse(
                "sure",
                _("The change touches a number, a name, a duty or a negation. Say that it is wording, or choose substance."),
            )
            return _page(dossier, form, drafts, 422)
        ends_at = in_utc(form.ends_at.data) if form.ends_at.data else None
        row = preparing.issue(dossier, actor, form.kind.data, form.note.data, drafts, ends_at)
    except Refused as refused:
        return _page(dossier, form, drafts, 409, refused.verdict)
    flash(_("Version %(number)s is issued; every signatory is asked once.", number=row.number))
    return redirect(address(dossier), 303)


def _prepared(dossier: Dossier) -> list[Draft]:
    """The working text is for those who may issue it; what anybody else sent is set into the text that stands."""
    row = preparing.working(dossier) if judge(dossier, "issue_version", current_actor()) else None
    return [Draft(*one) for one in row.clauses] if row else nexting.drafts(dossier.clauses)


def _differences(dossier: Dossier, drafts: list[Draft]) -> list[Difference]:
    """Against the version that stands."""
    before = texts_of(dossier.version) if dossier.version else Text("", "", [])
    return compare(before, Text("", before.title, number(drafts)), Lineage.of(parts.related(dossier.id)))


def _signs(dossier: Dossier, drafts: list[Draft]) -> bool:
    return bool(substance.looks(_differences(dossier, drafts)))


def _objected(dossier: Dossier) -> Objection | None:
    """The objection to the newest correction, whose words are prepared here as a change of substance."""
    newest = dossier.versions[-1] if dossier.versions else None
    if newest is None or newest.objected_at is None:
        return None
    return corrections.objections(dossier.id).get(newest.id)


def _seen() -> int:
    sent = request.form.get("seen", "")
    return int(sent) if sent.isdecimal() else 0


def _page(dossier: Dossier, form: Any, drafts: list[Draft], status: int, refused: Verdict | None = None) -> tuple[str, int]:
    verdict, row = judge(dossier, "issue_version", current_actor()), preparing.working(dossier)
    now, differences = number(drafts), _differences(dossier, drafts)
    page = render(
        "declarations/version_form.html",
        dossier=dossier,
        numbered=now,
        kinds=KINDS,
        step=nexting.STEP,
        seen=row.edit if row else 0,
        differences=differences,
        summary=summary(differences),
        signs=substance.looks(differences),
        touching=TOUCHING,
        words_only=nexting.words_only(dossier.clauses, drafts),
        days=window().days,
        objected=_objected(dossier),
        form=form,
        verdict=verdict,
        refused=refused,
        **vocabulary(),
    )
    return page, status if verdict else 409
