"""The page on which several write one text at the same time; the words themselves come over the live line."""

from typing import Any

from flask import Response, make_response, url_for

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.rules import drafting
from forum.declarations.views.agreement import agreed
from forum.declarations.views.blueprint import blueprint, insider_or_404, verdicts, vocabulary
from forum.declarations.views.drafting_words import editor_words
from forum.declarations.views.pens import pens, strings
from forum.declarations.views.sheet import sheet
from forum.declarations.views.suggestions import pen_of
from forum.kit import assets
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.templating import link, render

WORKER = "dist/drafting-worker.js"
KEPT_FOR = "X-Forum-Person"  # whose page it is; the worker keeps no page that does not say it


@blueprint.get("/declarations/<int:identity>/drafting")
@signed_in
def drafting_page(identity: int):
    dossier, actor = insider_or_404(identity), current_actor()
    page = render(
        "declarations/drafting.html",
        dossier=dossier,
        row=dossier.row,
        lines=sheet(dossier),
        right=drafting.right(dossier, actor),
        settings=_settings(dossier, actor),
        verdicts=verdicts(dossier, actor),
        **agreed(dossier, actor),
        **vocabulary(),
    )
    return make_response(page, {} if actor.read_only else {KEPT_FOR: str(actor.person_id)})


@blueprint.get("/declarations/drafting-worker.js")
def drafting_worker():
    """A worker looks after the addresses below its own, so it is not served among the assets."""
    stored = assets.load(WORKER)
    assert stored
    return Response(stored.content, headers={"Content-Type": stored.kind, "Cache-Control": "no-cache"})


def _settings(dossier: Dossier, actor: Actor) -> dict[str, Any]:
    """What the editor must know before the line is open."""
    right, person, row = drafting.right(dossier, actor), actor.person, dossier.row
    assert person
    return {
        "declaration": dossier.id,
        "title": row.title,
        "language": row.language,
        "template": row.template,
        "right": right.name,
        "sentence": "" if right.name == "edit" else right.verdict.sentence,
        "person": {"id": person.id, "name": person.name, "city": _city(actor), "colour": pen_of(person.id)},
        "keeps": not actor.read_only,  # staff who view as somebody leave nothing of theirs on their own device
        "live": f"/live/declarations/{dossier.id}",
        "worker": url_for("declarations.drafting_worker"),
        "sign_in": link("accounts.sign_in"),
        "amend": f"/declarations/{dossier.id}/clauses/{{uid}}/amendments/new",
        "file": f"declaration-{dossier.id}.txt",
        "strings": {"editor": editor_words(), "pens": strings()},
        **pens(dossier),
    }


def _city(actor: Actor) -> str:
    return actor.mandate.city.name if actor.mandate and actor.city_id else ""
