"""Who may say "we did this too", and who tells what came of it."""

import datetime as dt

from forum.accounts.actor import Actor
from forum.exchange.rules.contributions import can_contribute
from forum.kit import clock, dates
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Adoption, Experience

YEAR = dt.timedelta(days=365)


def can_adopt(experience: Experience, actor: Actor, adopted_by: set[int]) -> Verdict:
    """Any other city, once; `adopted_by` holds the ids of the cities that did."""
    if not (allowed := can_contribute(actor)):
        return allowed
    if experience.city_id == actor.city_id:
        return refuse(_("This is your own city's experience."), _("Another city can say that it did this too."))
    if experience.state != "published":
        return refuse(_("This text is not published."), _("Its city publishes it."))
    if actor.city_id in adopted_by:
        return refuse(_("Your city has said that it did this too."), _("A year later it tells what came of it."))
    return ALLOWED


def outcome_due(adoption: Adoption) -> bool:
    """A year has passed and nothing was told yet."""
    return adoption.outcome_at is None and clock.now() >= adoption.at + YEAR


def can_tell_outcome(adoption: Adoption, actor: Actor, language: str = "en") -> Verdict:
    """The city that adopted, once, from a year after."""
    if not (allowed := can_contribute(actor)):
        return allowed
    if adoption.city_id != actor.city_id:
        return refuse(_("Only the city that did this too tells what came of it."), _("You can ask in a comment."))
    if adoption.outcome_at is not None:
        return refuse(_("What came of it was told already."), _("Add to it in a comment."))
    if not outcome_due(adoption):
        day = dates.long((adoption.at + YEAR).date(), language)
        sentence = _("What came of it is told a year later, from %(day)s on.", day=day)
        return refuse(sentence, _("Until then, write a comment."))
    return ALLOWED
