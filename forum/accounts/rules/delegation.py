"""Delegation of authority: a deputy's mandate is one, from its first day to its last, granted by the mayor."""

import datetime as dt
from collections.abc import Iterable

from forum.accounts.actor import Actor, in_force, may_act
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.templating import longdate
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.kit.visible import all_visible
from models import Mandate, Person, Role
from models.mandate import CITY_ROLES

SHORTEST_SCOPE, LONGEST_SCOPE = 3, 500


def delegation_of(mandate: Mandate) -> str | None:
    """ "2026-11-01/2026-12-31" (an interval after ISO 8601) for a deputy, None for everybody else."""
    if mandate.role != Role.DEPUTY or mandate.ends_on is None:
        return None
    return f"{mandate.starts_on.isoformat()}/{mandate.ends_on.isoformat()}"


def in_words(mandate: Mandate) -> str:
    """How a deputy acts, beside everything that they sign; empty for everybody else."""
    if mandate.role != Role.DEPUTY or mandate.ends_on is None:
        return ""
    first, last = longdate(mandate.starts_on), longdate(mandate.ends_on)
    return _("under a delegation of authority from %(first)s to %(last)s", first=first, last=last)


def can_delegate(actor: Actor) -> Verdict:
    """A deputy cannot pass on what was delegated."""
    if not (allowed := may_act(actor)):
        return allowed
    if not actor.acts_as(Role.MAYOR):
        return refuse(_("Only the mayor delegates authority."), _("Ask the mayor's office."))
    return ALLOWED


def can_receive(actor: Actor, person: Person | None, mandates: Iterable[Mandate]) -> Verdict:
    """`mandates` are all of the person; a delegation goes to somebody who acts for the city already."""
    if person is None or person.closed_at:
        return refuse(_("Choose a person of the city."))
    if person.id == actor.person_id:
        return refuse(_("This is you."), _("A delegation goes to somebody else."))
    day = clock.today()
    if not any(m.city_id == actor.city_id and m.role in CITY_ROLES and in_force(m, day) for m in mandates):
        remedy = _("Invite them under People of my city; the secretariat verifies it.")
        return refuse(_("This person holds no mandate of the city today."), remedy)
    return ALLOWED


def good_scope(scope: str) -> Verdict:
    if not SHORTEST_SCOPE <= len(scope) <= LONGEST_SCOPE:
        return refuse(_("Say what it covers, in 3 to 500 characters."), _("For example: all signatures of the forum."))
    return all_visible(scope)


def free_then(mandates: Iterable[Mandate], city_id: int | None, starts_on: dt.date, ends_on: dt.date) -> Verdict:
    """One delegation a person at a time: two for the same days would say two things about one act."""
    for one in mandates:
        if one.role != Role.DEPUTY or one.city_id != city_id or one.ended_at:
            continue
        if one.starts_on <= ends_on and (one.ends_on is None or starts_on <= one.ends_on):
            sentence = _("A delegation to this person covers some of these days already.")
            return refuse(sentence, _("End it first, or choose other days."))
    return ALLOWED
