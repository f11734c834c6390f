"""Frozen versions and named moments: reading one, the canonical form."""

from typing import Any

from flask import Response, abort, g, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.forms import SnapshotForm
from forum.declarations.queries import corrections, parts, tombstones
from forum.declarations.queries import declarations as reading
from forum.declarations.rules import drafting
from forum.declarations.rules.reading import sees_desk, sees_drafting
from forum.declarations.text import frozen
from forum.declarations.text.comparing import Lineage
from forum.declarations.text.reserving import explanations, reservations_by_clause
from forum.declarations.views.blueprint import blueprint, dossier_or_404, vocabulary
from forum.declarations.views.comparing import Text, compare, moments, texts_of
from forum.declarations.views.correcting import corrected_by
from forum.kit.identity import current_actor
from forum.kit.security import address as full_address
from forum.kit.templating import render
from models import Version

HERE = "/declarations/<int:identity>/versions"


@blueprint.get(HERE)
def versions(identity: int):
    """Every frozen version, the named moments, and a choice of two to compare."""
    return list_page(dossier_or_404(identity), SnapshotForm(), 200)


@blueprint.get(f"{HERE}/<int:place>")
def version(identity: int, place: int):
    """One version as it was frozen, what became of it, and word by word against the one before. Its address stays."""
    if (gone := tombstones.hidden(identity, place)) and reading.get(current_actor(), identity) is None:
        g.declaration_unlisted = True
        permanent = full_address(url_for(".version", identity=identity, place=place))
        return render("declarations/version_hidden.html", version=gone, permanent=permanent)
    dossier = dossier_or_404(identity)
    row = _version_or_404(dossier, place)
    before = corrected_by(dossier, row)
    return render(
        "declarations/version.html",
        dossier=dossier,
        version=row,
        taken_back=tombstones.taken_back(identity, dossier.versions).get(row.id),
        inside=sees_drafting(dossier, current_actor()),
        successor=next((v for v in dossier.in_force if v.number > place), None),
        place_of=lambda number: full_address(url_for(".version", identity=identity, place=number)),
        clauses=frozen.read(row.canonical),
        title=frozen.title(row.canonical),
        before=before,
        objection=corrections.objections(identity).get(row.id) if row.objected_at else None,
        reserved=reservations_by_clause(dossier, row),
        explanations=explanations(dossier, row),
        differences=compare(texts_of(before), texts_of(row), Lineage.of(parts.related(identity))) if before else [],
        **vocabulary(),
    )


@blueprint.get(f"{HERE}/<int:place>.json")
def canonical(identity: int, place: int):
    """The exact bytes whose SHA-256 is shown and signed."""
    row = _version_or_404(dossier_or_404(identity), place)
    response = Response(row.canonical.encode(), mimetype="application/json")
    response.headers["Content-Disposition"] = f'inline; filename="declaration-{identity}-version-{place}.json"'
    return response


def snapshots_of(dossier: Dossier) -> list[Any]:
    """Named moments belong to those at whose desk the text is written."""
    return parts.snapshots(dossier.id) if sees_desk(dossier, current_actor()) else []


def _version_or_404(dossier: Dossier, place: int) -> Version:
    row = next((v for v in dossier.versions if v.number == place), None)
    if row is None:
        abort(404)
    return row


def list_page(dossier: Dossier, form: Any, status: int) -> tuple[str, int]:
    verdict, kept = drafting.can_edit(dossier, current_actor()), snapshots_of(dossier)
    found: dict[str, Text] = moments(dossier, kept)
    page = render(
        "declarations/versions.html",
        dossier=dossier,
        snapshots=kept,
        desk=sees_desk(dossier, current_actor()),
        history=sees_drafting(dossier, current_actor()),
        form=form,
        moments=found,
        keys={"from": "", "to": ""},
        verdict=verdict,
        **vocabulary(),
    )
    return page, 409 if status != 200 and not verdict else status
