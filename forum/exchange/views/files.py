"""Uploaded files: one comes in by the editor, and each goes out only to those who may see its text."""

from typing import Any

from flask import abort, make_response, request

from forum.exchange import queries
from forum.exchange.operations import uploads
from forum.exchange.views.common import blueprint
from forum.kit import storage
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.verdict import Refused

# Nothing in a file may run, load or be framed, whatever a browser takes it for.
POLICY = "default-src 'none'; style-src 'none'; script-src 'self'; sandbox"
FOREVER, NOT_SHARED = "private, max-age=31536000, immutable", "private, max-age=0, must-revalidate"


@blueprint.get("/files/<key>")
def file(key: str):
    """A picture, its small size, or a document."""
    upload = queries.get_upload(key.removesuffix("-small"), current_actor())
    content = storage.get(key) if upload else None
    if upload is None or content is None:
        abort(404)
    small = key.endswith("-small")
    response = make_response(content)
    response.headers["Content-Type"] = "image/webp" if small else upload.media_type
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if upload.kind != "image":
        response.headers.set("Content-Disposition", "attachment", filename=upload.file_name)
    public = upload.contribution is not None and upload.contribution.state == "published"
    response.headers["Cache-Control"] = FOREVER if public else NOT_SHARED
    response.set_etag(upload.sha256[:32] + ("-small" if small else ""))
    return response.make_conditional(request)


@blueprint.post("/files")
@signed_in
def receive() -> Any:
    """One file with what it shows, sent by the editor; answers with its address."""
    sent, alt = request.files.get("file"), request.form.get("alt", "").strip()
    if sent is None or not sent.filename:
        return _refusal(_("No file was sent."), 422)
    if not alt:
        return _refusal(_("Say in words what the picture shows."), 422)
    try:
        row = uploads.keep(current_actor(), sent.filename, sent.read(), alt)
    except Refused as refused:
        return _refusal(refused.verdict.line, 422)
    return {"key": row.key, "url": f"/files/{row.key}", "kind": row.kind}, 201


def _refusal(sentence: str, status: int) -> tuple[dict[str, str], int]:
    return {"sentence": sentence}, status
