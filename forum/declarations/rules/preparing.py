"""What becomes of a prepared signature when the mandate ends that prepared it, or the one that it was prepared for."""

import datetime as dt
from collections.abc import Iterable

from forum.accounts.actor import in_force
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Mandate, SigningRequest
from models.mandate import Role


def stands(request: SigningRequest, mandates: Iterable[Mandate]) -> Verdict:
    """`mandates` are all of the city, with their verification. True when it passes, whether or not it was written down."""
    day, of_city = clock.today(), list(mandates)
    own = next((m for m in of_city if m.id == request.mandate_id), None)
    if own is None or not in_force(own, day):
        sentence = _("The mandate under which this was prepared has ended.")
        return refuse(sentence, _("Another delegate can prepare it anew; it can be signed without it."))
    mayors = [m for m in of_city if m.role == Role.MAYOR and held_at(m, request.at)]
    if mayors and not any(in_force(m, day) for m in mayors):
        sentence = _("The mandate of the mayor for whom this was prepared has ended.")
        return refuse(sentence, _("A delegate can prepare it for the new mayor."))
    if request.void_at is not None:
        return refuse(_("It was taken back."), _("It can be prepared anew, or signed without it."))
    return ALLOWED


def held_at(mandate: Mandate, moment: dt.datetime) -> bool:
    """Whether a mandate was in force at a moment of the past."""
    day = moment.astimezone(clock.FORUM_ZONE).date()
    verified = mandate.verification is not None and mandate.verification.verified_at <= moment
    begun = verified and mandate.starts_on <= day
    over = mandate.ended_at is not None and mandate.ended_at <= moment
    return begun and (mandate.ends_on is None or day <= mandate.ends_on) and not over
