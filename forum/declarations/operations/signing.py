"""Signing for a city: the signature and its entry in the register are one, in one transaction."""

from sqlalchemy.exc import IntegrityError

from forum.accounts.actor import Actor
from forum.accounts.rules.delegation import delegation_of
from forum.declarations.dossier import Dossier
from forum.declarations.operations import intents
from forum.declarations.operations.counting import recount
from forum.declarations.operations.record import record
from forum.declarations.rules import signing as rules
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.register.confirmation import Confirmation
from forum.register.operations import appending
from models import Signature, SigningIntent
from models.base import db


def sign(dossier: Dossier, actor: Actor, intent: SigningIntent, how: Confirmation) -> Signature:
    """Sign what `intent` says; the caller has verified the confirmation. Raises Conflict, Refused."""
    require(rules.can_sign(dossier, actor))
    said = intents.statement_of(intent)
    intents.same_text(dossier, said["text_sha256"])
    intents.still_true(dossier, actor, said)
    intents.take(intent, intents.SIGNS)
    row = Signature(declaration_id=dossier.id, version_id=intent.version_id, city_id=actor.city_id, at=clock.now())
    row.person_id, row.mandate_id, row.byline = actor.person_id or 0, actor.mandate_id or 0, actor.byline
    row.remark, row.reservation, row.reserved_clauses = intent.remark, intent.reservation, intent.reserved_clauses
    row.statement, row.method, row.key_id = intent.statement, how.method, how.key_id
    row.delegation = (actor.mandate and delegation_of(actor.mandate)) or ""
    row.standing, row.withdrawal, row.contest = True, None, None
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as twice:
        raise Refused(refuse(_("Your city has signed this version."))) from twice
    row.register_index = appending.enter(said, how, dossier.id).index
    dossier.signatures = [*dossier.signatures, row]
    recount(dossier, {row.city_id})
    data = {"version": said["version"], "byline": row.byline, "method": row.method}
    record(dossier, "signed", actor, signature_id=row.id, register_index=row.register_index, **data)
    return row
