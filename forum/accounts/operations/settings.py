"""What people change about themselves: profile, password, address; and the mandate under which they act."""

from typing import Any

from forum import ledger
from forum.accounts import names, passwords
from forum.accounts.actor import Actor
from forum.accounts.operations import passkeys
from forum.accounts.operations.links import find_link, mint_link, revoke, spend
from forum.accounts.queries.people import find_by_email
from forum.accounts.sessions import end_sessions
from forum.kit import mail
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import OutboxMail, Person, WebSession
from models.base import db

# What the form offers as one choice: (the daily digest, what asks something at once).
MAIL = {"daily": ("daily", "at-once"), "off": ("off", "at-once"), "digest": ("daily", "off"), "none": ("off", "off")}


def mail_choice(person: Person) -> str:
    return next((name for name, kept in MAIL.items() if kept == (person.digest, person.notices)), "daily")


def change_profile(person: Person, name: str, language: str, time_zone: str, mail_choice: str) -> None:
    name = names.cleaned(name)
    require(names.acceptable(name))
    renamed = name != person.name
    person.name, person.language, person.time_zone = name, language, time_zone
    person.digest, person.notices = MAIL[mail_choice]
    db.session.flush()
    if renamed:
        passkeys.renew_enrolments(person)


def change_password(actor: Actor, person: Person, password: str, but_session: int | None) -> None:
    """After the old one was checked; all other sessions end, and links that were mailed before."""
    require(passwords.acceptable(password, person))
    passwords.set_password(person, password)
    end_sessions(person.id, but=but_session)
    revoke(person.id, "reset", "address")
    ledger.record("person.password_changed", actor, ("person", person.id), person.name)


def ask_for_address(person: Person, address: str) -> None:
    """A link to the new address, a word to the old one. An address that has an account hears nothing, and nobody is told."""
    if address == person.email:
        raise Refused(refuse(_("This is your present address.")))
    data = {"address": address}
    mail.queue(person.email, "address_notice", data, person=person, language=person.language)
    row = mail.queue(address, "address", {}, person=person, language=person.language)
    db.session.flush()
    if find_by_email(address):
        db.session.delete(row)
        db.session.flush()


def change_address(token: str) -> Person:
    """The link was opened by whoever reads mail at the new address."""
    link = find_link("address", token)
    taken = find_by_email(link.email) if link else None
    if taken:
        raise Refused(refuse(_("This address belongs to an account already."), _("Choose another one.")))
    link = spend("address", token)
    person = db.session.get_one(Person, link.person_id)
    person.email = link.email
    db.session.flush()
    revoke(person.id, "reset", "address")  # who still reads mail at the old address gets in by none of them
    ledger.record("person.address_changed", None, ("person", person.id), person.name)
    return person


def mint_address(row: OutboxMail) -> dict[str, Any]:
    person = db.session.get(Person, row.person_id or 0)
    return {
        "token": mint_link("address", person, email=row.recipient) if person else "",
    }


def act_under(session: WebSession, actor: Actor, mandate_id: int) -> None:
    """Choose the mandate for the acts to come."""
    if mandate_id not in [mandate.id for mandate in actor.mandates]:
        raise Refused(
            refuse(_("This mandate is not in force, or it is not yours."), _("Reload the page to see those you hold."))
        )
    session.mandate_id = mandate_id
    db.session.flush()
