"""The public record of a declaration for other programs: signatories as CSV, everything as JSON, its events as a feed."""

from typing import Any

from flask import Response, abort, jsonify

from forum.cities import countries
from forum.declarations.dossier import Dossier
from forum.declarations.queries import parts
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404
from forum.declarations.views.sheet import reservation_numbers
from forum.kit import atom, tables
from forum.kit.i18n import _l
from forum.kit.security import address as full_address
from forum.ledger.queries import history
from models import Signature

HEAD = (
    "city", "country", "signed by", "signed at", "version", "sha256", "statement", "reserved paragraphs", "reservation",
    "counts", "withdrawn at", "reason of the withdrawal",
)  # fmt: skip
FEED = 50
SENTENCES = {
    "opened": _l("Opened for signature"),
    "signed": _l("Signed"),
    "signature_withdrawn": _l("A signature was withdrawn"),
    "version_issued": _l("A new version was issued"),
    "corrected": _l("The wording was corrected; open to objection"),
    "correction_objected": _l("A signatory objected to the correction; it is not in force"),
    "act_contested": _l("A signature or its withdrawal is contested by the person in whose name it stands"),
    "contest_settled": _l("The secretariat settled a contested act"),
    "adopted": _l("Adopted"),
    "closed": _l("Closed"),
}


@blueprint.get("/declarations/<int:identity>/signatures.csv")
def signatures_csv(identity: int):
    dossier = _public_or_404(identity)
    rows = [_row(dossier, signature) for signature in dossier.signatures]
    response = Response(tables.to_csv(HEAD, rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="declaration-{identity}-signatures.csv"'
    return response


@blueprint.get("/declarations/<int:identity>.json")
def as_json(identity: int):
    dossier = _public_or_404(identity)
    row, adoption = dossier.row, parts.adoption(identity)
    return jsonify(
        declaration=dossier.id,
        title=row.title,
        address=full_address(address(dossier)),
        stage=dossier.stage,
        invented=row.invented,
        language=row.language,
        lead_city=row.lead_city.name,
        drafting_cities=[city.name for city in dossier.cities],
        signing_ends_at=row.signing_ends_at.isoformat() if row.signing_ends_at else None,
        adoption={"on": adoption.adopted_on.isoformat(), "place": adoption.place} if adoption else None,
        versions=[_version(dossier, version) for version in dossier.versions],
        signature_count=len(dossier.standing),
        signatures=[dict(zip(HEAD, _row(dossier, s), strict=True)) for s in dossier.signatures],
    )


@blueprint.get("/declarations/<int:identity>/feed.atom")
def feed(identity: int):
    """Its public events, newest first."""
    dossier = _public_or_404(identity)
    verbs = [f"declaration.{verb}" for verb in SENTENCES]
    events = [event for event in history("declaration", identity, verbs, limit=FEED) if event.public]
    page, title = address(dossier), dossier.row.title
    entries = [
        atom.Entry(page, _sentence(event), event.at, f"event-{event.id}", summary=_about(title, event)) for event in events
    ]
    return atom.feed(title, page, entries)


def _sentence(event: Any) -> str:
    return str(SENTENCES.get(event.verb.partition(".")[2], event.verb))


def _about(title: str, event: Any) -> str:
    return f"{title}, {event.city.name}" if event.city else title


def _public_or_404(identity: int) -> Dossier:
    """There is no public record of a text that is still being drafted."""
    dossier = dossier_or_404(identity)
    if not dossier.frozen:
        abort(404)
    return dossier


def _row(dossier: Dossier, signature: Signature) -> tuple[Any, ...]:
    gone = signature.withdrawal
    return (
        signature.city.name,
        countries.names().get(signature.city.country_iso2, signature.city.country_iso2),
        signature.byline,
        signature.at.isoformat(),
        signature.version.number,
        signature.version.sha256,
        signature.remark,
        ", ".join(label for _uid, label in reservation_numbers(dossier, signature)),
        signature.reservation,
        "yes" if signature in dossier.standing else "no",
        gone.at.isoformat() if gone else "",
        gone.reason if gone else "",
    )


def _version(dossier: Dossier, version: Any) -> dict[str, Any]:
    place = f"{address(dossier)}/versions/{version.number}"
    return {
        "number": version.number,
        "kind": version.kind,
        "sha256": version.sha256,
        "frozen_at": version.at.isoformat(),
        "canonical": full_address(f"{place}.json"),
    }
