"""The bundle of evidence of a declaration: one file that is checked without this site."""

from flask import Response, abort, request

from forum.declarations.evidence.bundle import bundle
from forum.declarations.queries import exports
from forum.declarations.queries.evidence import evidence_of
from forum.declarations.views.blueprint import blueprint, dossier_or_404
from forum.kit.i18n import _
from forum.kit.limits import limited
from forum.kit.verdict import Refused, refuse
from forum.register import keys
from forum.register.queries import newest_head, site_keys


@blueprint.get("/declarations/<int:identity>/evidence.zip")
@limited("60/hour")
def evidence(identity: int):
    """What is not public has no evidence yet, also for those who write it."""
    dossier = dossier_or_404(identity)
    head = newest_head() if dossier.frozen else None
    state = f"{head.size}-{exports.newest(dossier.id)}" if head else ""
    if state and state in request.if_none_match:
        return Response(status=304, headers={"ETag": f'"{state}"'})
    found = evidence_of(dossier) if head else None
    if found is None:
        abort(404)
    response = Response(bundle(found, _seal), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="declaration-{identity}-evidence.zip"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(state)  # what it is made of; nothing is made for whoever has it
    return response


def _seal(message: bytes) -> tuple[str, str]:
    name = site_keys()[-1].key_id
    try:
        return name, keys.sign(name, message)
    except keys.KeyMissing as missing:
        raise Refused(refuse(_("The key of this site is not at hand, so that nothing can be sealed."))) from missing
