"""Helping a person who has lost every second factor: two members of staff, days between, and a person who can say no."""

import datetime as dt

from forum.accounts.actor import Actor, may_act
from forum.accounts.rules.mandates import acts_for_secretariat
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.templating import exact, longdate
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import FactorRecovery, Person, Role

SHORTEST_REASON, LONGEST_REASON = 20, 500
LAPSES = dt.timedelta(days=14)  # what nobody asked for any more must not stand open for ever
SECOND = (Role.APPROVER, Role.ADMIN)


def state_of(row: FactorRecovery) -> str:
    """asked | waiting | ready | done | stopped | lapsed."""
    if row.done_at or row.stopped_at:
        return "done" if row.done_at else "stopped"
    if clock.now() >= (row.ready_at or row.asked_at) + LAPSES:
        return "lapsed"
    if row.ready_at is None:
        return "asked"
    return "ready" if clock.now() >= row.ready_at else "waiting"


def can_ask(actor: Actor, person: Person, factor: bool, under_way: bool) -> Verdict:
    """`factor`: whether a second factor is set; without one the password alone opens the account."""
    if not (allowed := _staff(actor, person.id)):
        return allowed
    if person.closed_at:
        return refuse(_("This account is closed."))
    if not factor:
        sentence = _("This account has no second factor: the password alone opens it.")
        return refuse(sentence, _("A new password comes by mail; lost passkeys are removed in the settings."))
    if under_way:
        return refuse(_("A recovery is under way already."), _("See where it stands below."))
    return ALLOWED


def good_reason(reason: str) -> Verdict:
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        remedy = _("Say how you checked who it is: by video, in the office, through somebody both of you know.")
        return refuse(_("Between 20 and 500 characters."), remedy)
    return ALLOWED


def can_agree(actor: Actor, row: FactorRecovery) -> Verdict:
    """An approver or an administrator, who is neither the person nor the one who asked."""
    if not (allowed := _staff(actor, row.person_id)):
        return allowed
    if actor.role not in SECOND:
        return refuse(_("Only an approver or an administrator agrees to this."), _("Ask one of them."))
    if row.asked_by_id == actor.person_id:
        return refuse(_("Nobody agrees to what they asked for themselves."), _("Another approver or administrator does."))
    if (state := state_of(row)) != "asked":
        return refuse(_gone(row, state) or _("Somebody has agreed already."))
    return ALLOWED


def can_finish(actor: Actor, row: FactorRecovery) -> Verdict:
    """Any of the staff but the person, when two have agreed and the waiting is over."""
    if not (allowed := _staff(actor, row.person_id)):
        return allowed
    state = state_of(row)
    if state == "asked":
        return refuse(_("Nobody has agreed yet."), _("An approver or an administrator does, who did not ask for it."))
    if state == "waiting":
        sentence = _("The person can still stop it, until %(moment)s.", moment=exact(row.ready_at))
        return refuse(sentence, _("Come back then."))
    return ALLOWED if state == "ready" else refuse(_gone(row, state))


def can_stop(actor: Actor, row: FactorRecovery) -> Verdict:
    """The person, at any time before it is done; and any of the staff."""
    if not actor.signed_in or actor.read_only:
        return may_act(actor)
    if row.person_id != actor.person_id and not (allowed := _staff(actor, row.person_id)):
        return allowed
    if (state := state_of(row)) in ("done", "stopped", "lapsed"):
        return refuse(_gone(row, state))
    return ALLOWED


def _staff(actor: Actor, person_id: int) -> Verdict:
    if not (allowed := may_act(actor)):
        return allowed
    if not acts_for_secretariat(actor):
        return refuse(_("Only the secretariat helps with a lost second factor."))
    if person_id == actor.person_id:
        return refuse(_("Nobody recovers their own account."), _("Two others of the secretariat do."))
    return ALLOWED


def _gone(row: FactorRecovery, state: str) -> str:
    if state == "done":
        return _("This was done on %(day)s.", day=longdate(row.done_at))
    if state == "stopped":
        return _("This was stopped on %(day)s.", day=longdate(row.stopped_at))
    if state == "lapsed":
        return _("This has lapsed: nothing came of it for two weeks. Ask anew.")
    return ""
