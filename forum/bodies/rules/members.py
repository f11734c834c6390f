"""Who sits on a body: a mandate of the role "state" on it, for a member that is entered under the same name."""

import datetime as dt

from forum.accounts.actor import Actor, may_act
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import BodyMember, Mandate
from models.mandate import Role

CHAIRS = ("chair", "vice-chair")


def seated(member: BodyMember, day: dt.date) -> bool:
    """The membership has begun and is not over."""
    return (member.since is None or member.since <= day) and (member.until is None or day <= member.until)


def speaks_for(mandate: Mandate, member: BodyMember) -> bool:
    return (
        mandate.role == Role.STATE
        and mandate.body_id == member.body_id
        and mandate.organisation.strip().casefold() == member.name.strip().casefold()
    )


def holds_seat(actor: Actor, member: BodyMember) -> bool:
    """Any mandate of this person in force is for this member: enough to read."""
    return seated(member, clock.today()) and any(speaks_for(mandate, member) for mandate in actor.mandates)


def may_speak(actor: Actor, member: BodyMember | None) -> Verdict:
    """The mandate in use is for this member, and the member takes part in what the body says."""
    if not (verdict := may_act(actor)):
        return verdict
    here = member is not None and actor.mandate is not None and speaks_for(actor.mandate, member)
    if member is None or not here or not seated(member, clock.today()):
        return refuse(
            _("Only members of the body do this."), _("Act under your mandate for a member; the secretariat enters members.")
        )
    if member.kind == "observer":
        return refuse(_("Observers of a body read; they state no position and ask nothing."), _("Ask a member of the body."))
    return ALLOWED
