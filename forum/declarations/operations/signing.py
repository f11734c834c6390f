"""Signing for a city, withdrawing, declining, and how a mayor and a delegate hand it to each other."""

import secrets

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.counting import recount
from forum.declarations.operations.record import record
from forum.declarations.rules import signing as rules
from forum.kit import clock
from forum.kit.canonical import canonical_json, canonical_text, sha256_hex
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import Signature, SignatureWithdrawal, SigningRequest
from models.base import db


def sign(
    dossier: Dossier, actor: Actor, seen: str, remark: str = "", reservation: str = "", reserved: list[str] | None = None
) -> Signature:
    """Sign the version whose SHA-256 was `seen`; the caller has confirmed the password. Raises Conflict, Refused."""
    require(rules.can_sign(dossier, actor))
    require(rules.reserves_well(dossier, reservation, reserved or []))
    version = dossier.version
    if version is None or version.sha256 != seen:
        changed = refuse(_("The text was changed while you were reading."), _("Read the new version, then sign it."))
        raise Conflict(changed, version.sha256 if version else "", seen)
    row = Signature(declaration_id=dossier.id, version_id=version.id, city_id=actor.city_id, at=clock.now())
    row.person_id, row.mandate_id, row.byline = actor.person_id or 0, actor.mandate_id or 0, actor.byline
    row.remark, row.reservation, row.reserved_clauses = remark, reservation, reserved or []
    row.statement, row.method = statement(dossier, actor, remark, reservation, row.reserved_clauses), "password"
    row.standing = True
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as twice:
        raise Refused(refuse(_("Your city has signed this version."))) from twice
    dossier.signatures = [*dossier.signatures, row]
    recount(dossier, [row.city_id])
    record(dossier, "signed", actor, signature_id=row.id, version=version.number, byline=row.byline)
    return row


def statement(dossier: Dossier, actor: Actor, remark: str, reservation: str, reserved: list[str]) -> str:
    """What is signed, as canonical JSON; absent values are omitted."""
    version, mandate = dossier.version, actor.mandate
    if version is None or mandate is None or actor.person is None:
        raise ValueError("a statement needs a version and a mandate")
    fields: dict[str, str | int] = {
        "v": 1,
        "kind": "sign-with-reservation" if reservation else "sign",
        "declaration": dossier.id,
        "version": version.number,
        "text_sha256": version.sha256,
        "city": mandate.city.name,
        "holder": actor.person.name,
        "office": mandate.office,
        "mandate": mandate.id,
        "role": mandate.role,
        "nonce": secrets.token_hex(16),
        "iat": int(clock.now().timestamp()),
    }
    if remark:
        fields["remark_sha256"] = sha256_hex(canonical_text(remark))
    if reservation:
        named = {"clauses": sorted(reserved), "text": canonical_text(reservation)}
        fields["reservation_sha256"] = sha256_hex(canonical_json(named))
    return canonical_json(fields)


def withdraw(dossier: Dossier, actor: Actor, reason: str) -> None:
    """A new entry beside the signature, which stays on record."""
    require(rules.can_withdraw(dossier, actor))
    row = dossier.signature_of(actor.city_id)
    if row is None:
        return
    done = update(Signature).where(Signature.id == row.id, Signature.standing).values(standing=False)
    if not changed_one(done):
        raise Refused(refuse(_("No signature of your city stands under this version.")))
    db.session.refresh(row, ["standing"])
    entry = SignatureWithdrawal(signature_id=row.id, reason=reason, at=clock.now())
    entry.person_id, entry.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    db.session.add(entry)
    recount(dossier, [row.city_id])
    record(dossier, "signature_withdrawn", actor, signature_id=row.id, reason=reason)


def decline(dossier: Dossier, actor: Actor, reason: str) -> None:
    require(rules.can_decline(dossier, actor))
    _request(dossier, actor, "declined", reason)
    record(dossier, "declined", actor, reason=reason)


def prepare(dossier: Dossier, actor: Actor, note: str) -> None:
    """A delegate tells the mayor that this is ready to sign, with a note."""
    require(rules.can_prepare(dossier, actor))
    _request(dossier, actor, "prepared", note)
    record(dossier, "signature_prepared", actor, note=note)


def ask_delegate(dossier: Dossier, actor: Actor, note: str) -> None:
    """The mayor passes it to the city's delegates, who read it and prepare the signature."""
    require(rules.can_ask_delegate(dossier, actor))
    _request(dossier, actor, "asked", note)
    record(dossier, "delegate_asked", actor, note=note)


def _request(dossier: Dossier, actor: Actor, kind: str, note: str) -> None:
    version = dossier.version
    row = SigningRequest(declaration_id=dossier.id, version_id=version.id if version else 0, kind=kind, note=note)
    row.city_id, row.person_id, row.mandate_id = actor.city_id or 0, actor.person_id or 0, actor.mandate_id or 0
    row.at = clock.now()
    db.session.add(row)
    db.session.flush()
