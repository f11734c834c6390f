"""Who may answer a challenge, with what, and who closes it."""

from forum.accounts.actor import Actor
from forum.exchange.rules.contributions import can_contribute
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Challenge, Experience


def can_answer(challenge: Challenge, actor: Actor) -> Verdict:
    """Any city but the one that asks, as long as the challenge is open."""
    if not (allowed := can_contribute(actor)):
        return allowed
    if challenge.city_id == actor.city_id:
        return refuse(_("A city does not answer its own challenge."), _("Other cities answer; you can comment or close it."))
    if challenge.state != "published":
        return refuse(_("This challenge is not published."), _("The city that asks publishes it."))
    if challenge.closed:
        return refuse(_("This challenge is closed."), _("The city that asked said what it used; you can still comment."))
    return ALLOWED


def can_answer_with(challenge: Challenge, experience: Experience | None, actor: Actor, used: set[int]) -> Verdict:
    """With a published experience of one's own city, each once; `used` holds the ids that answered already."""
    if not (allowed := can_answer(challenge, actor)):
        return allowed
    if experience is None:
        return ALLOWED
    if experience.city_id != actor.city_id or experience.state != "published":
        remedy = _("Choose one of yours, or offer help in words.")
        return refuse(_("A city answers with its own published experiences."), remedy)
    if experience.id in used:
        return refuse(_("This experience was already given as an answer."), _("Choose another one, or write a comment."))
    return ALLOWED


def can_close(challenge: Challenge, actor: Actor) -> Verdict:
    """The city that asked, once."""
    if not (allowed := can_contribute(actor)):
        return allowed
    if challenge.city_id != actor.city_id:
        return refuse(_("Only the city that asked closes this challenge."), _("Answer it, or comment."))
    if challenge.state != "published":
        return refuse(_("This challenge is not published."), _("Publish it first."))
    if challenge.closed:
        return refuse(_("This challenge is closed already."), _("What was used stands on its page."))
    return ALLOWED
