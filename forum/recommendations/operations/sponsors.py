"""Cities join the lead sponsor, or leave before the recommendation does."""

from typing import Any

from sqlalchemy import select

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import record
from models import City, Sponsor
from models.base import db


def invite(case: Case, actor: Any, city: City) -> Sponsor:
    """Ask a city to sponsor; it counts when its mayor agrees."""
    require(rules.can_invite(case, actor))
    if city.accredited_at is None:
        raise Refused(refuse(_("This city is not accredited yet.")))
    if case.sponsor(city.id):
        raise Refused(refuse(_("%(city)s is on the list already.", city=city.name)))
    row = db.session.scalar(select(Sponsor).filter_by(recommendation_id=case.id, city_id=city.id))
    if row is None:
        row = Sponsor(recommendation_id=case.id, city_id=city.id)
        db.session.add(row)
    _sign(row, actor, "invited")
    row.city = city
    db.session.flush()
    case.sponsors.append(row)
    record(case, "sponsor_invited", actor, invited_city_id=city.id)
    return row


def agree(case: Case, actor: Any) -> None:
    require(rules.can_agree(case, actor))
    _sign(case.sponsor(actor.city_id), actor, "agreed")
    db.session.flush()
    record(case, "sponsor_agreed", actor)


def leave(case: Case, actor: Any) -> None:
    """Take the own city off the list, or decline the invitation."""
    require(rules.can_leave(case, actor))
    sponsor = case.sponsor(actor.city_id)
    assert sponsor is not None  # the rule saw the city among the sponsors
    _sign(sponsor, actor, "left")
    case.sponsors.remove(sponsor)
    db.session.flush()
    record(case, "noted", actor, what="sponsor_left")


def _sign(sponsor: Any, actor: Any, state: str) -> None:
    sponsor.state, sponsor.at = state, clock.now()
    sponsor.person_id, sponsor.mandate_id, sponsor.byline = actor.person_id, actor.mandate_id, actor.byline
