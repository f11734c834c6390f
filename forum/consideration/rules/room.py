"""Who reads and writes in the room of a body: its members among themselves, with the secretariat, and nobody else."""

import datetime as dt

from forum.accounts.actor import Actor, may_act
from forum.bodies.rules import may_speak
from forum.bodies.rules.members import CHAIRS
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from forum.recommendations import rules as lower
from forum.recommendations.case import Case
from models import BodyMember, BodyQuestion, Path, WordingSuggestion

SUPPORT, WITH_COMMENTS, CANNOT = "support", "support-with-comments", "cannot-support"
BEFORE = ("forwarded", "considered")  # stages of a path in which the body has it before it


def enters(actor: Actor, seats: list[BodyMember]) -> bool:
    """Members, observers among them, and the secretariat. A conflict of interest is judged for each recommendation."""
    return bool(seats) or actor.is_staff


def presides(actor: Actor, seats: list[BodyMember]) -> bool:
    """The whole room at a glance: who chairs it, and the secretariat that serves it."""
    return actor.is_staff or any(seat.kind in CHAIRS for seat in seats)


def still_before(path: Path) -> Verdict:
    if path.stage in BEFORE:
        return ALLOWED
    return refuse(_("The body has answered it; what was said here is kept as it is."))


def can_speak(actor: Actor, seat: BodyMember | None, path: Path) -> Verdict:
    """Ask, state a position, suggest words: under a mandate for a member in force now."""
    return first_refusal(may_speak(actor, seat), still_before(path))


def good_position(stance: str, text: str) -> Verdict:
    if stance not in (SUPPORT, WITH_COMMENTS, CANNOT):
        return refuse(_("Choose one of the three positions."))
    if stance != SUPPORT and not text.strip():
        return refuse(_("Say in words what you comment on, or why you cannot support it."))
    return ALLOWED


def good_due_day(day: dt.date) -> Verdict:
    if day <= clock.today():
        return refuse(_("Give the sponsors at least until tomorrow."))
    return ALLOWED


def can_withdraw(actor: Actor, seat: BodyMember | None, path: Path, suggestion: WordingSuggestion) -> Verdict:
    if seat and seat.id != suggestion.member_id:
        return refuse(_("Another member suggested this."), _("Only that member withdraws it."))
    if suggestion.withdrawn_at:
        return refuse(_("This suggestion was withdrawn already."))
    return can_speak(actor, seat, path)


def reads_questions(case: Case, actor: Actor) -> bool:
    """Cities that ask for it and those who review read what the members of the body asked; the public does not."""
    return lower.sees_points(case, actor)


def can_answer(case: Case, actor: Actor, question: BodyQuestion) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if question.answered_at:
        return refuse(_("This question is answered already."))
    return lower.of_lead_city(case, actor)
