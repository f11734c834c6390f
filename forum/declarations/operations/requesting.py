"""What mayor and delegates of a city hand to each other on the way to a signature, and declining it."""

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.entering import digest_of, enter
from forum.declarations.operations.record import record
from forum.declarations.rules import signing as rules
from forum.kit import clock
from forum.kit.verdict import require
from forum.kit.visible import all_visible
from models import SigningRequest
from models.base import db


def decline(dossier: Dossier, actor: Actor, reason: str) -> SigningRequest:
    """The city does not sign this version, and says why; it can still sign later."""
    require(rules.can_decline(dossier, actor))
    require(all_visible(reason))
    row = _request(dossier, actor, "declined", reason)
    row.register_index = enter(dossier, actor, "decline", reason_sha256=digest_of(reason)).index
    record(dossier, "declined", actor, reason=reason, register_index=row.register_index)
    return row


def prepare(
    dossier: Dossier,
    actor: Actor,
    note: str,
    remark: str = "",
    reservation: str = "",
    reserved: list[str] | None = None,
) -> SigningRequest:
    """A delegate prepares the signature, with its statement and reservations; the newest preparation counts."""
    require(rules.can_prepare(dossier, actor))
    require(rules.reserves_well(dossier, reservation, reserved or []))
    require(all_visible(remark, reservation, note))
    void(dossier.id, actor.city_id or 0)
    row = _request(dossier, actor, "prepared", note)
    row.remark, row.reservation, row.reserved_clauses = remark, reservation, sorted(reserved or [])
    record(dossier, "signature_prepared", actor, note=note)
    return row


def take_back(dossier: Dossier, actor: Actor) -> None:
    """A delegate of the city takes back what was prepared; the mayor can sign without it."""
    require(rules.can_prepare(dossier, actor))
    void(dossier.id, actor.city_id or 0)
    record(dossier, "preparation_taken_back", actor)


def ask_delegate(dossier: Dossier, actor: Actor, note: str) -> None:
    """The mayor passes it to the city's delegates, who read it and prepare the signature."""
    require(rules.can_ask_delegate(dossier, actor))
    _request(dossier, actor, "asked", note)
    record(dossier, "delegate_asked", actor, note=note)


def void(declaration_id: int, city_id: int) -> None:
    """What was prepared for this city counts no more."""
    mine = SigningRequest.declaration_id == declaration_id, SigningRequest.city_id == city_id
    waiting = update(SigningRequest).where(*mine, SigningRequest.kind == "prepared", SigningRequest.void_at.is_(None))
    db.session.execute(waiting.values(void_at=clock.now()).execution_options(synchronize_session=False))


def _request(dossier: Dossier, actor: Actor, kind: str, note: str) -> SigningRequest:
    version = dossier.version
    row = SigningRequest(declaration_id=dossier.id, version_id=version.id if version else 0, kind=kind, note=note)
    row.city_id, row.person_id, row.mandate_id = actor.city_id or 0, actor.person_id or 0, actor.mandate_id or 0
    row.at = clock.now()
    db.session.add(row)
    db.session.flush()
    return row
