"""Inviting the office of an accredited city: an account, a mandate that staff have still to verify, and a mail."""

from sqlalchemy import select

from forum.accounts import operations as accounts
from forum.accounts.actor import Actor
from forum.kit import clock
from forum.kit.i18n import _
from models import AccreditationProposal, Mandate, Person, Role
from models.base import db


def invite_office(actor: Actor, proposal: AccreditationProposal) -> Person:
    """An address that has an account keeps it; the mail with the link goes out in any case."""
    person = accounts.find_by_email(proposal.contact_email)
    if person is None:
        person = Person(name=proposal.contact_name, email=proposal.contact_email, created_at=clock.now())
        db.session.add(person)
        db.session.flush()
    if not _holds(person, proposal):
        mandate = Mandate(person_id=person.id, role=Role.MAYOR, city_id=proposal.city_id, office=proposal.office)
        mandate.evidence = _("Invited by the secretariat with the accreditation of the city.")
        mandate.added_by_id, mandate.starts_on, mandate.created_at = actor.person_id, clock.today(), clock.now()
        db.session.add(mandate)
        db.session.flush()
    accounts.ask_for_link("invitation", person)
    return person


def _holds(person: Person, proposal: AccreditationProposal) -> bool:
    statement = select(Mandate.id).filter_by(person_id=person.id, city_id=proposal.city_id, role=Role.MAYOR)
    return db.session.scalar(statement.limit(1)) is not None
