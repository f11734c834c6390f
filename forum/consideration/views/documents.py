"""Documents of a body on a path: listed for everybody on the page of the recommendation, entered here."""

from typing import Any

from flask import abort, flash, redirect, url_for

from forum.consideration.forms.paths import DocumentForm
from forum.consideration.operations import documents as operations
from forum.consideration.queries import paths as reading
from forum.consideration.views.blueprint import blueprint, page_of, vocabulary, way_or_404
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations import rules as lower

ADDRESS = "/recommendations/<int:identity>/paths/<int:path_id>/documents"


@blueprint.route(ADDRESS, methods=["GET", "POST"], endpoint="documents")
@signed_in
def documents(identity: int, path_id: int) -> Any:
    way, actor = way_or_404(identity, path_id), current_actor()
    form, verdict = DocumentForm(draft=f"path:{path_id}:document"), lower.edits(way.case, actor)
    status = 200 if verdict else 409
    if form.is_submitted() and verdict:
        status = 422
        if form.validate_on_submit():
            try:
                operations.add_document(
                    way, actor, form.title.data, form.symbol.data or "", form.url.data or "", form.language.data
                )
            except Refused as refused:
                form.refuse("symbol", refused.verdict.line)
            else:
                flash(_("The document stands on the page."))
                return redirect(page_of(way.case, "paths"), 303)
    kept = [row for row in reading.documents(way.case.id) if row.path_id == way.path.id]
    page = render(
        "consideration/documents.html", way=way, case=way.case, form=form, verdict=verdict, kept=kept, **vocabulary()
    )
    return page, status


@blueprint.post(f"{ADDRESS}/<int:document_id>/removal")
@signed_in
def remove_document(identity: int, path_id: int, document_id: int) -> Any:
    way = way_or_404(identity, path_id)
    row = next((one for one in reading.documents(way.case.id) if one.id == document_id and one.path_id == path_id), None)
    if row is None:
        abort(404)
    operations.remove_document(way, current_actor(), row)
    flash(_("The document was taken off the page."))
    return redirect(url_for("consideration.documents", identity=identity, path_id=path_id), 303)
