"""Getting in and out, setting a password by a mailed link, and verifying mandates."""

import datetime as dt

from sqlalchemy import select, update

from forum import ledger
from forum.accounts import passwords, rules
from forum.accounts.actor import Actor
from forum.accounts.sessions import end_sessions
from forum.kit import clock, mail
from forum.kit.i18n import _
from forum.kit.security import new_token, token_hash
from forum.kit.verdict import Refused, refuse, require
from models import Mandate, MandateVerification, OneTimeLink, Person, WebSession
from models.base import db

LINK_LASTS = {"invitation": dt.timedelta(days=14), "reset": dt.timedelta(hours=1)}


def find_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).filter_by(email=email.strip().lower()))


def end_session(session: WebSession) -> None:
    session.ended_at = clock.now()


def mint_link(kind: str, person: Person) -> str:
    """A fresh single-use token; the database keeps its hash."""
    token, now = new_token(), clock.now()
    row = OneTimeLink(kind=kind, token_hash=token_hash(token), email=person.email, person_id=person.id)
    row.created_at, row.expires_at = now, now + LINK_LASTS[kind]
    db.session.add(row)
    return token


def ask_for_link(kind: str, person: Person) -> None:
    """Queue the mail; the link in it is made when it is sent."""
    mail.queue(person.email, kind, {}, person=person, language=person.language)


def use_link(token: str, password: str) -> Person:
    """Set a password by a mailed link: once, before it expires; all sessions of the person end."""
    require(passwords.acceptable(password))
    row = db.session.scalar(select(OneTimeLink).filter_by(token_hash=token_hash(token)))
    now = clock.now()
    statement = update(OneTimeLink).where(
        OneTimeLink.id == (row.id if row else 0), OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now
    )
    used = db.session.scalars(statement.values(used_at=now).returning(OneTimeLink.id)).all()
    if row is None or not used:
        raise Refused(refuse(_("This link was used or has expired."), _("Ask for a new one on the sign-in page.")))
    person = db.session.get_one(Person, row.person_id)
    passwords.set_password(person, password)
    end_sessions(person.id)
    return person


def verify_mandate(actor: Actor, mandate: Mandate, note: str = "") -> None:
    require(rules.can_verify(mandate, actor))
    row = MandateVerification(mandate_id=mandate.id, verified_by_id=actor.person_id, verified_at=clock.now(), note=note)
    db.session.add(row)
    ledger.record("mandate.verified", actor, ("person", mandate.person_id), mandate.office, holder_id=mandate.person_id)
