"""Who may comment, change or take back a comment, react and follow."""

from forum.accounts.actor import Actor, may_act
from forum.kit.i18n import _
from forum.kit.subjects import Subject
from forum.kit.verdict import ALLOWED, Verdict, first_refusal, refuse
from models import Comment, Role

PER_MINUTE = 10
LONGEST = 20_000  # characters of one comment


def can_comment(subject: Subject, actor: Actor) -> Verdict:
    """Everybody with a mandate in force, while the subject takes comments."""
    return first_refusal(may_act(actor), is_open(subject))


def is_open(subject: Subject) -> Verdict:
    if subject.open_for_comments:
        return ALLOWED
    return refuse(_("This no longer takes comments."), _("What was said stays readable."))


def is_held(actor: Actor, known: bool) -> bool:
    """A comment of an observer of whom nothing was shown yet waits until the secretariat has read it."""
    return actor.role == Role.OBSERVER and not known


def keeps_pace(written: int) -> Verdict:
    """`written`: how many comments the person wrote in the last minute."""
    if written < PER_MINUTE:
        return ALLOWED
    sentence = _("You wrote %(number)s comments in the last minute.", number=written)
    return refuse(sentence, _("Wait a minute and send it again; your words are kept."))


def can_edit(comment: Comment, subject: Subject, actor: Actor) -> Verdict:
    return first_refusal(may_act(actor), _own(comment, actor), _standing(comment), is_open(subject))


def can_withdraw(comment: Comment, actor: Actor) -> Verdict:
    """Also where the subject is closed: one may always take one's own words back."""
    return first_refusal(may_act(actor), _own(comment, actor), _standing(comment))


def can_react(actor: Actor) -> Verdict:
    return may_act(actor)


def can_follow(actor: Actor) -> Verdict:
    """No mandate is needed to be told of things."""
    if not actor.signed_in:
        return refuse(_("You are not signed in."), _("Sign in to do this."))
    if actor.read_only:
        return refuse(_("You are viewing the site as somebody else and cannot act."), _("End the view to act as yourself."))
    return ALLOWED


def can_see(comment: Comment, actor: Actor | None) -> bool:
    """Whether the words may be read by this actor who may see the subject; all of them by the forum itself."""
    if actor is None or comment.state == "shown":
        return True
    return (actor.person_id is not None and comment.person_id == actor.person_id) or actor.is_staff


def _own(comment: Comment, actor: Actor) -> Verdict:
    if comment.person_id == actor.person_id:
        return ALLOWED
    return refuse(_("Only its author changes a comment."), _("Flag it if it breaks a rule."))


def _standing(comment: Comment) -> Verdict:
    if comment.state == "withdrawn":
        return refuse(_("This comment was withdrawn."), _("Write a new one."))
    if comment.state == "hidden":
        return refuse(_("The secretariat hid this comment."), _("You can appeal against the decision."))
    return ALLOWED
