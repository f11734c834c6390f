"""Two moments of a text beside each other: inline, side by side, and as pages to print, clean or with every mark."""

from typing import Any

from flask import abort, request, url_for

from forum.declarations.queries import parts
from forum.declarations.rules.reading import sees_drafting
from forum.declarations.text.comparing import Lineage
from forum.declarations.views.blueprint import blueprint, dossier_or_404, vocabulary
from forum.declarations.views.comparing import compare, moment, moments, summary
from forum.declarations.views.versions import snapshots_of
from forum.kit import diff
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.security import address as full_address
from forum.kit.templating import render

FORMS = ("inline", "side", "marked", "clean")
PRINTED = ("marked", "clean")


@blueprint.get("/declarations/<int:identity>/versions/compare")
def comparison(identity: int):
    """Each moment is named by a key such as v1, s3 or now."""
    dossier = dossier_or_404(identity)
    found = moments(dossier, snapshots_of(dossier))
    keys = {"from": request.args.get("from", ""), "to": request.args.get("to", "")}
    form = request.args.get("form", FORMS[0])
    if sees_drafting(dossier, current_actor()):
        found |= {key: text for key in keys.values() if key not in found and (text := moment(dossier, key))}
    older, newer = found.get(keys["from"]), found.get(keys["to"])
    if older is None or newer is None or form not in FORMS:
        abort(404)
    differences = compare(older, newer, Lineage.of(parts.related(identity)))
    return render(
        "declarations/compare_print.html" if form in PRINTED else "declarations/compare.html",
        dossier=dossier,
        older=older,
        newer=newer,
        keys=keys,
        form=form,
        title=diff.words(older.title, newer.title),
        differences=differences,
        summary=summary(differences),
        ways=_ways(identity, keys, form),
        moments=found,
        permanent=full_address(request.full_path),
        **vocabulary(),
    )


def _ways(identity: int, keys: dict[str, str], form: str) -> list[dict[str, Any]]:
    labels = {
        "inline": _("In one text"),
        "side": _("Side by side"),
        "marked": _("To print, with marks"),
        "clean": _("To print, clean"),
    }
    return [
        {
            "label": label,
            "url": url_for("declarations.comparison", identity=identity, form=name, **keys),
            "current": name == form,
        }
        for name, label in labels.items()
    ]
