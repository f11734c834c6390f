"""Cities join the lead sponsor, or leave before the recommendation does."""

from typing import Any

from sqlalchemy import select

from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import end_assignment, record, sign
from forum.recommendations.queries.queue import editors
from models import City, Sponsor
from models.base import db

LONGEST_REASON = 500


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
    sign(row, actor, "invited")
    row.reason = ""
    row.city = city
    db.session.flush()
    case.sponsors.append(row)
    release_the_screener(case)
    record(case, "sponsor_invited", actor, invited_city_id=city.id)
    return row


def release_the_screener(case: Case) -> None:
    """Who screens it has a part in it from the moment on which their city is asked."""
    if case.assignment and case.assignment.assignee_id not in [
        person.id for person in editors(case.involved, case.interested)
    ]:
        end_assignment(case)


def agree(case: Case, actor: Any) -> None:
    require(rules.can_agree(case, actor))
    sponsor = case.sponsor(actor.city_id)
    assert sponsor is not None  # the rule saw the city among the sponsors
    sign(sponsor, actor, "agreed", case.row.edit)
    db.session.flush()
    record(case, "sponsor_agreed", actor)


def ask_again(case: Case, actor: Any) -> list[Sponsor]:
    """Those that agreed to an earlier wording are asked to read the present one."""
    require(rules.can_invite(case, actor))
    again = case.to_ask_again
    if not again:
        raise Refused(refuse(_("Every city that agreed has agreed to the present wording.")))
    record(case, "sponsor_invited", actor, invited_city_id=[sponsor.city_id for sponsor in again])
    return again


def leave(case: Case, actor: Any, reason: str = "") -> None:
    """Take the own city off the list, or decline the invitation; the lead reads the reason."""
    require(rules.can_leave(case, actor))
    sponsor = case.sponsor(actor.city_id)
    assert sponsor is not None  # the rule saw the city among the sponsors
    sign(sponsor, actor, "left")
    sponsor.reason = reason[:LONGEST_REASON]
    case.sponsors.remove(sponsor)
    db.session.flush()
    record(case, "sponsor_left", actor)
