"""Adding a mandate, verifying it with the evidence at hand, and ending it before its last day."""

import datetime as dt

from sqlalchemy.exc import IntegrityError

from forum import ledger
from forum.accounts import names
from forum.accounts.actor import Actor, title_of
from forum.accounts.operations import passkeys
from forum.accounts.queries import mandates as queries
from forum.accounts.rules import mandates as rules
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Mandate, MandateEnding, MandateVerification, Person, Role
from models.base import db


def add_mandate(
    actor: Actor | None,
    person: Person,
    *,
    role: str,
    office: str,
    city_id: int | None = None,
    body_id: int | None = None,
    organisation: str = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    evidence: str = "",
) -> Mandate:
    """A mandate that nobody has verified yet; staff hear of it."""
    office, starts_on = names.cleaned(office), starts_on or clock.today()
    require(rules.can_add(actor, role, city_id))
    require(names.acceptable_office(office))
    require(rules.good_term(role, starts_on, ends_on))
    require(rules.good_holder(role, city_id, body_id, organisation))
    row = Mandate(person_id=person.id, role=role, city_id=city_id, body_id=body_id, organisation=organisation.strip())
    row.office, row.evidence, row.starts_on, row.ends_on = office, evidence.strip(), starts_on, ends_on
    row.added_by_id, row.created_at = (actor.person_id if actor else None), clock.now()
    db.session.add(row)
    db.session.flush()
    loaded = queries.find(row.id) or row
    title = f"{person.name}, {title_of(loaded)}"
    ledger.record("mandate.added", actor, ("person", person.id), title, city_id=city_id, mandate_of=row.id)
    return loaded


def verify_mandate(actor: Actor, mandate: Mandate, note: str = "") -> None:
    """By one person, once; of two at one moment the second is told."""
    require(rules.can_verify(mandate, actor))
    row = MandateVerification(mandate_id=mandate.id, verified_by_id=actor.person_id, verified_at=clock.now(), note=note)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(refuse(_("Somebody else verified this a moment ago."))) from None
    ledger.record("mandate.verified", actor, ("person", mandate.person_id), mandate.office, holder_id=mandate.person_id)


def end_mandate(actor: Actor, mandate: Mandate, reason: str = "") -> None:
    """From this moment on nothing can be done under it; acts of before keep it."""
    require(rules.can_end(mandate, actor))
    if mandate.role == Role.ADMIN and not queries.administrators(but=mandate.person_id):
        raise Refused(refuse(_("This is the last administrator."), _("Add and verify another one first.")))
    now, today = clock.now(), clock.today()
    row = MandateEnding(mandate_id=mandate.id, ended_by_id=actor.person_id, ended_at=now, reason=reason.strip()[:500])
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(refuse(_("This mandate has ended already."))) from None
    mandate.ended_at = now
    mandate.ends_on = min(mandate.ends_on or today, today)
    passkeys.revoke_for(mandate.id, "mandate-ended")
    ledger.record("mandate.ended", actor, ("person", mandate.person_id), mandate.office, holder_id=mandate.person_id)
