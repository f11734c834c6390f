"""The bundle of evidence of a declaration: one file that is checked without this site."""

from flask import Response, abort, request

from forum.declarations.evidence.bundle import bundle
from forum.declarations.queries.evidence import evidence_of
from forum.declarations.views.blueprint import blueprint, dossier_or_404
from forum.kit.i18n import _
from forum.kit.limits import limited
from forum.kit.verdict import Refused, refuse
from forum.register import keys
from forum.register.queries import site_keys


@blueprint.get("/declarations/<int:identity>/evidence.zip")
@limited("60/hour")
def evidence(identity: int):
    """What is not public has no evidence yet, also for those who write it."""
    dossier = dossier_or_404(identity)
    found = evidence_of(dossier) if dossier.frozen else None
    if found is None:
        abort(404)
    response = Response(bundle(found, _seal), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="declaration-{identity}-evidence.zip"'
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def _seal(message: bytes) -> tuple[str, str]:
    name = site_keys()[-1].key_id
    try:
        return name, keys.sign(name, message)
    except keys.KeyMissing as missing:
        raise Refused(refuse(_("The key of this site is not at hand, so that nothing can be sealed."))) from missing
