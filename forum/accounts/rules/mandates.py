"""Who may add, verify and end a mandate: staff, and the mayor for the people of the city."""

import datetime as dt

from forum.accounts.actor import Actor, may_act
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Mandate, Role
from models.mandate import BUREAU_ROLES, CITY_ROLES, STAFF_ROLES

# The secretariat and the Bureau get their powers from an administrator, everybody else from any member of staff.
RESERVED = (*STAFF_ROLES, *BUREAU_ROLES)
OF_THE_CITY = (Role.DEPUTY, Role.DELEGATE)
LONGEST_AHEAD = dt.timedelta(days=3660)


def acts_for_secretariat(actor: Actor) -> bool:
    return actor.acts_as(*STAFF_ROLES)


def may_add_anything(actor: Actor) -> Verdict:
    """Whether there is any mandate that this actor may add."""
    if not (allowed := may_act(actor)):
        return allowed
    if acts_for_secretariat(actor) or actor.acts_as(Role.MAYOR):
        return ALLOWED
    return refuse(
        _("Mandates are added by the secretariat and, for their own city, by mayors."), _("Ask the mayor's office.")
    )


def can_add(actor: Actor | None, role: str, city_id: int | None) -> Verdict:
    """`None` is the forum itself: the demo, and the first administrator."""
    if actor is None:
        return ALLOWED
    if not (allowed := may_add_anything(actor)):
        return allowed
    if acts_for_secretariat(actor):
        return _reserved(actor, role)
    if role not in OF_THE_CITY or city_id != actor.city_id:
        sentence = _("A mayor adds deputies and delegates of their own city only.")
        return refuse(sentence, _("The secretariat adds all other mandates."))
    return ALLOWED


def can_verify(mandate: Mandate, actor: Actor) -> Verdict:
    """Staff with the evidence before them, never for themselves."""
    if not (allowed := may_act(actor)):
        return allowed
    if not acts_for_secretariat(actor):
        return refuse(_("Only the secretariat verifies mandates."))
    if mandate.person_id == actor.person_id:
        return refuse(_("Nobody verifies their own mandate."), _("Another member of the secretariat does."))
    if mandate.ended_at or (mandate.ends_on and mandate.ends_on < clock.today()):
        return refuse(_("This mandate has ended."), _("Add a new one."))
    return _reserved(actor, mandate.role)


def can_end(mandate: Mandate, actor: Actor) -> Verdict:
    """Staff; the mayor for deputies and delegates of the city; and everybody may lay down their own."""
    if not actor.signed_in or actor.read_only:
        return may_act(actor)
    if mandate.ended_at or (mandate.ends_on and mandate.ends_on < clock.today()):
        return refuse(_("This mandate has ended already."))
    if mandate.person_id == actor.person_id:
        return ALLOWED
    if not (allowed := may_act(actor)):
        return allowed
    if acts_for_secretariat(actor):
        return _reserved(actor, mandate.role)
    if actor.acts_as(Role.MAYOR) and mandate.role in OF_THE_CITY and mandate.city_id == actor.city_id:
        return ALLOWED
    sentence = _("Mandates are ended by the secretariat and, for their own deputies and delegates, by mayors.")
    return refuse(sentence, _("Ask the mayor's office."))


def good_term(role: str, starts_on: dt.date, ends_on: dt.date | None) -> Verdict:
    """A term ends after it begins, and not before today; a deputy's always has an end."""
    if ends_on is None and role == Role.DEPUTY:
        return refuse(_("A deputy stands in until a date."), _("Enter the last day."))
    if ends_on and ends_on < starts_on:
        return refuse(_("The last day is before the first."), _("Change one of the two."))
    if ends_on and ends_on < clock.today():
        return refuse(_("The last day has passed."), _("Enter a day from today on."))
    if max(starts_on, ends_on or starts_on) > clock.today() + LONGEST_AHEAD:
        return refuse(_("This is more than ten years ahead."), _("Enter the end of the present term."))
    return ALLOWED


def good_holder(role: str, city_id: int | None, body_id: int | None, organisation: str) -> Verdict:
    """Each role has its kind of holder."""
    if role in CITY_ROLES and not city_id:
        return refuse(_("Choose the city that this mandate is of."))
    if role == Role.STATE and not (body_id and organisation):
        return refuse(_("Enter the member State and choose the body."), _("A delegate of a State sits on one body."))
    if role not in CITY_ROLES and not organisation and not body_id:
        return refuse(_("Enter the organisation that this mandate is of."))
    return ALLOWED


def _reserved(actor: Actor, role: str) -> Verdict:
    if role in RESERVED and not actor.acts_as(Role.ADMIN):
        sentence = _("Mandates of the secretariat and the Bureau are in the hands of an administrator.")
        return refuse(sentence, _("Ask an administrator."))
    return ALLOWED
