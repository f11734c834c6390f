"""A statement is built by the server, shown to whoever confirms it, kept for ten minutes and used once."""

import datetime as dt
import json
from typing import Any

from sqlalchemy import select, update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.entering import digest_of, digest_of_reservation, facts
from forum.declarations.rules import signing as rules
from forum.kit import clock
from forum.kit.canonical import canonical_json
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from forum.kit.visible import all_visible
from forum.register.operations import appending
from models import SigningIntent
from models.base import db

LIFE = dt.timedelta(minutes=10)
PERSONAL = ("holder", "office", "city", "mandate", "role", "delegation")
SIGNS, WITHDRAWS = ("sign", "sign-with-reservation"), ("withdraw",)


def to_sign(
    dossier: Dossier, actor: Actor, seen: str, remark: str = "", reservation: str = "", reserved: list[str] | None = None
) -> SigningIntent:
    """To sign the version whose manifest has the SHA-256 `seen`. Raises Conflict when it is another one by now; Refused."""
    require(rules.can_sign(dossier, actor))
    require(rules.reserves_well(dossier, reservation, reserved or []))
    require(all_visible(remark, reservation))
    same_text(dossier, seen)
    kind = "sign-with-reservation" if reservation else "sign"
    digests = {
        "remark_sha256": digest_of(remark),
        "reservation_sha256": digest_of_reservation(reservation, reserved or []),
    }
    row = _kept(dossier, actor, kind, **digests)
    row.remark, row.reservation, row.reserved_clauses = remark, reservation, sorted(reserved or [])
    db.session.flush()
    return row


def to_withdraw(dossier: Dossier, actor: Actor, reason: str) -> SigningIntent:
    """To withdraw the standing signature of the city, or to note that after signing has ended."""
    require(rules.can_withdraw(dossier, actor))
    require(all_visible(reason))
    row = dossier.signature_of(actor.city_id)
    effect = "noted" if rules.is_note(dossier) else "withdrawn"
    index = row.register_index if row else None
    intent = _kept(dossier, actor, "withdraw", withdraws=index, effect=effect, reason_sha256=digest_of(reason))
    intent.reason = reason
    db.session.flush()
    return intent


def find(nonce: str, dossier: Dossier, actor: Actor) -> SigningIntent:
    """What this person began here under this mandate. Raises Refused."""
    mine = {"nonce": nonce, "declaration_id": dossier.id, "mandate_id": actor.mandate_id, "person_id": actor.person_id}
    row = db.session.scalar(select(SigningIntent).filter_by(**mine))
    if row is None:
        raise Refused(refuse(_("This was begun by somebody else, or not at all."), _("Begin again from the page.")))
    return row


def take(intent: SigningIntent, kinds: tuple[str, ...]) -> None:
    """Use it up. Raises Refused when it says something else than what is being done, was used before, or is too old."""
    if intent.kind not in kinds:
        raise Refused(refuse(_("This confirms something else."), _("Begin again from the page.")))
    if intent.expires_at <= clock.now():
        raise Refused(refuse(_("More than ten minutes passed before this was confirmed."), _("Begin again from the page.")))
    unused = update(SigningIntent).where(SigningIntent.id == intent.id, SigningIntent.used_at.is_(None))
    if not changed_one(unused.values(used_at=clock.now())):
        raise Refused(refuse(_("This was confirmed already."), _("Reload the page to see where it stands.")))


def still_true(dossier: Dossier, actor: Actor, said: dict[str, Any]) -> None:
    """Raises Refused where name, office, city or delegation became others since the statement was built."""
    now = {name: value for name, value in facts(dossier, actor).items() if value}
    if any(said.get(name) != now.get(name) for name in PERSONAL):
        raise Refused(refuse(_("Things changed since you began this."), _("Begin again from the page.")))


def same_text(dossier: Dossier, seen: str) -> None:
    """Raises Conflict unless the version in force is the one that was read."""
    version = dossier.version
    if version is None or version.manifest_sha256 != seen:
        changed = refuse(_("The text was changed while you were reading."), _("Read the new version, then sign it."))
        raise Conflict(changed, version.manifest_sha256 if version else "", seen)


def statement_of(intent: SigningIntent) -> dict[str, Any]:
    """As it will stand in the register."""
    said: dict[str, Any] = json.loads(intent.statement)
    return said


def _kept(dossier: Dossier, actor: Actor, kind: str, **more: str | int | None) -> SigningIntent:
    now = clock.began()  # a deadline looks at when the request began, and the statement says the same
    said = appending.statement(kind, exp=int((now + LIFE).timestamp()), **(facts(dossier, actor) | more))
    row = SigningIntent(nonce=said["nonce"], kind=kind, statement=canonical_json(said), declaration_id=dossier.id)
    row.version_id = dossier.version.id if dossier.version else 0
    row.person_id, row.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    row.created_at, row.expires_at = now, now + LIFE
    db.session.add(row)
    return row
