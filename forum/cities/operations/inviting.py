"""Inviting the office of a city that has just been accredited."""

from forum.accounts.actor import Actor
from forum.accounts.operations.inviting import invite
from forum.kit.i18n import _
from models import AccreditationProposal, Mandate, Role


def invite_office(actor: Actor, proposal: AccreditationProposal) -> Mandate:
    """An account, a mandate that staff have still to verify, and a mail with a link that works once."""
    return invite(
        actor,
        proposal.contact_email,
        proposal.contact_name,
        role=Role.MAYOR,
        office=proposal.office,
        city_id=proposal.city_id,
        evidence=_("Invited by the secretariat with the accreditation of the city."),
    )
