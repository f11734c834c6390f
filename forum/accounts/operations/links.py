"""Mailed links: minted when the mail is sent, kept as a hash, good for one thing, once, for a while."""

import datetime as dt
from typing import Any

from sqlalchemy import delete, select, update

from forum import ledger
from forum.accounts import passwords
from forum.accounts.queries.people import find_by_email
from forum.accounts.sessions import end_sessions
from forum.kit import clock, mail
from forum.kit.i18n import _
from forum.kit.security import new_token, token_hash
from forum.kit.verdict import Refused, Verdict, refuse, require
from models import OneTimeLink, OutboxMail, Person
from models.base import db

LINK_LASTS = {"invitation": dt.timedelta(days=14), "reset": dt.timedelta(hours=1), "address": dt.timedelta(hours=24)}
LINK_LASTS |= {"keep-factor": dt.timedelta(days=44)}  # the longest waiting period, and until it has lapsed


def mint_link(kind: str, person: Person, email: str = "", mandate_id: int | None = None) -> str:
    """A fresh single-use token; the database keeps its hash."""
    token, now = new_token(), clock.now()
    row = OneTimeLink(kind=kind, token_hash=token_hash(token), email=email or person.email, person_id=person.id)
    row.mandate_id, row.created_at, row.expires_at = mandate_id, now, now + LINK_LASTS[kind]
    db.session.add(row)
    db.session.flush()
    return token


def find_link(kind: str, token: str) -> OneTimeLink | None:
    """The link, if it is still good for this."""
    row = db.session.scalar(select(OneTimeLink).filter_by(token_hash=token_hash(token), kind=kind, used_at=None))
    return row if row and row.expires_at > clock.now() else None


def spend(kind: str, token: str) -> OneTimeLink:
    """Use a link up, and with it all others of its kind that the person still has. Raises Refused."""
    row, now = find_link(kind, token), clock.now()
    statement = update(OneTimeLink).where(OneTimeLink.id == (row.id if row else 0), OneTimeLink.used_at.is_(None))
    used = db.session.scalars(statement.values(used_at=now).returning(OneTimeLink.id)).all()
    if row is None or not used:
        raise Refused(spent(kind))
    others = update(OneTimeLink).filter_by(kind=kind, person_id=row.person_id, used_at=None)
    db.session.execute(others.values(used_at=now))
    return row


def spent(kind: str) -> Verdict:
    remedies = {
        "invitation": _("Ask whoever invited you to send the invitation again."),
        "address": _("Ask for a new one in your settings."),
        "keep-factor": _("Sign in and see your settings, or tell the secretariat if this was not you."),
    }
    return refuse(_("This link was used or has expired."), remedies.get(kind, _("Ask for a new one on the sign-in page.")))


def revoke(person_id: int, *kinds: str) -> None:
    """Links of these kinds that were mailed before are worth nothing from now on, and mails that still wait bring none."""
    links = update(OneTimeLink).where(OneTimeLink.person_id == person_id, OneTimeLink.kind.in_(kinds))
    db.session.execute(links.where(OneTimeLink.used_at.is_(None)).values(used_at=clock.now()))
    mails = delete(OutboxMail).where(OutboxMail.person_id == person_id, OutboxMail.template.in_(kinds))
    db.session.execute(mails.where(OutboxMail.state != "sent"))


def ask_for_link(kind: str, person: Person) -> None:
    """Queue the mail; the link in it is made when it is sent."""
    mail.queue(person.email, kind, {}, person=person, language=person.language)


def ask_for_reset(email: str, language: str) -> None:
    """The same work for everybody, whether there is such an account or not; the invited are invited again."""
    person = find_by_email(email)
    known = person is not None and person.closed_at is None
    template = "invitation" if person and not person.password_hash else "reset"
    row = mail.queue(email.strip().lower()[:254], template, {}, language=person.language if person else language)
    row.person_id = person.id if person and known else None
    db.session.flush()
    if not known:
        db.session.delete(row)
        db.session.flush()


def use_link(token: str, password: str) -> Person:
    """Set a new password by a mailed link; sessions and other links of the person end, the second factor stays."""
    link = find_link("reset", token)
    person = db.session.get(Person, link.person_id) if link else None
    require(passwords.acceptable(password, person))
    person = db.session.get_one(Person, spend("reset", token).person_id)
    passwords.set_password(person, password)
    end_sessions(person.id)
    revoke(person.id, "reset", "address")  # whoever knew the old password may have asked for another address
    ledger.record("person.password_changed", None, ("person", person.id), person.name)
    return person


def mint_reset(row: OutboxMail) -> dict[str, Any]:
    person = db.session.get(Person, row.person_id or 0)
    return {"token": mint_link("reset", person) if person else ""}
