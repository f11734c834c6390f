"""Withdrawing a signature: a new entry beside it, which stays on record; after closing only a note."""

from sqlalchemy import update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import intents
from forum.declarations.operations.counting import recount
from forum.declarations.operations.record import record
from forum.declarations.rules import signing as rules
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.register.confirmation import Confirmation
from forum.register.operations import appending
from models import Signature, SignatureWithdrawal, SigningIntent
from models.base import db


def withdraw(dossier: Dossier, actor: Actor, intent: SigningIntent, how: Confirmation) -> SignatureWithdrawal:
    """Withdraw what `intent` says; the caller has verified the confirmation. Raises Refused."""
    require(rules.can_withdraw(dossier, actor))
    said, row = intents.statement_of(intent), dossier.signature_of(actor.city_id)
    noted = said["effect"] == "noted"
    if row is None or row.register_index != said.get("withdraws") or noted != rules.is_note(dossier):
        raise Refused(refuse(_("Things changed since you began this."), _("Begin again from the page.")))
    intents.still_true(dossier, actor, said)
    intents.take(intent, intents.WITHDRAWS)
    if not noted:
        done = update(Signature).where(Signature.id == row.id, Signature.standing).values(standing=False)
        if not changed_one(done):
            raise Refused(refuse(_("No signature of your city stands under this version.")))
        db.session.refresh(row, ["standing"])
    entry = SignatureWithdrawal(signature_id=row.id, reason=intent.reason, at=clock.now(), noted=noted, method=how.method)
    entry.person_id, entry.mandate_id = actor.person_id or 0, actor.mandate_id or 0
    entry.register_index = appending.enter(said, how, dossier.id).index
    row.withdrawal = entry
    db.session.add(entry)
    recount(dossier, {row.city_id})
    record(dossier, "withdrawal_noted" if noted else "signature_withdrawn", actor, signature_id=row.id, reason=intent.reason)
    return entry
