"""Asking the city behind an experience to be put in touch."""

from forum import ledger
from forum.accounts.actor import Actor
from forum.exchange import queries, rules
from forum.kit import clock
from forum.kit.verdict import require
from models import ContactRequest, Contribution
from models.base import db


def ask_contact(actor: Actor, row: Contribution, text: str) -> ContactRequest:
    """The city is given the name, office and address of who asks, and their words."""
    require(rules.can_ask_contact(row, actor, queries.has_asked(row.id, actor)))
    who = {"person_id": actor.person_id, "mandate_id": actor.mandate_id, "byline": actor.byline[:500]}
    request = ContactRequest(experience_id=row.id, text=text, at=clock.now(), **who)
    db.session.add(request)
    ledger.record("experience.contact_requested", actor, ("contribution", row.id), row.title)
    return request
