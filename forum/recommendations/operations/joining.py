"""Instead of asking the same again: a city asks the lead of another recommendation to be taken in."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from forum import ledger
from forum.accounts.actor import in_force
from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import record, sign
from forum.recommendations.operations.sponsors import release_the_screener
from forum.recommendations.queries.joining import request_of
from models import JoinRequest, Mandate, Sponsor
from models.base import db

LONGEST_ANSWER = 500


def ask_to_join(case: Case, actor: Any, text: str) -> JoinRequest:
    """The mayor agrees to the wording that stands, if the lead takes the city in."""
    last = request_of(case.id, actor.city_id)
    require(rules.can_ask_to_join(case, actor, last is not None and last.state == "waiting"))
    row = JoinRequest(
        recommendation_id=case.id,
        city_id=actor.city_id,
        city=actor.mandate.city,
        person_id=actor.person_id,
        mandate_id=actor.mandate_id,
        byline=actor.byline,
        text=text,
        edit=case.row.edit,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    _tell(case, "joining_asked", actor)
    return row


def answer_joining(case: Case, actor: Any, row: JoinRequest, accepts: bool, answer: str = "") -> Sponsor | None:
    """An accepted city agreed to the wording that it read; to a newer one it is asked again."""
    require(rules.can_answer_joining(case, actor))
    if accepts:
        require(rules.can_be_taken_in(row.city))
    _answer(row, "accepted" if accepts else "declined", answer)
    if not accepts:
        _tell(case, "joining_declined", actor, asked_city_id=row.city_id)
        return None
    speaks = _still_speaks(row)
    sponsor = db.session.scalar(select(Sponsor).filter_by(recommendation_id=case.id, city_id=row.city_id))
    if sponsor is None:
        sponsor = Sponsor(recommendation_id=case.id, city_id=row.city_id)
        db.session.add(sponsor)
    if speaks:
        sponsor.state, sponsor.at, sponsor.edit = "agreed", clock.now(), row.edit
        sponsor.person_id, sponsor.mandate_id, sponsor.byline = row.person_id, row.mandate_id, row.byline
    else:
        sign(sponsor, actor, "invited")
    sponsor.city, sponsor.reason = row.city, ""
    db.session.flush()
    if case.sponsor(row.city_id) is None:
        case.sponsors.append(sponsor)
    release_the_screener(case)
    record(case, "joining_accepted", actor, asked_city_id=row.city_id)
    if not speaks:
        record(case, "sponsor_invited", actor, invited_city_id=row.city_id)
    return sponsor


def _answer(row: JoinRequest, state: str, words: str) -> None:
    """Of two answers at one moment one is given."""
    db.session.flush()
    waits = update(JoinRequest).where(JoinRequest.id == row.id, JoinRequest.state == "waiting")
    if not changed_one(waits.values(state=state, answer=words[:LONGEST_ANSWER], answered_at=clock.now())):
        raise Refused(refuse(_("This request was answered already.")))
    db.session.refresh(row, ["state", "answer", "answered_at"])


def _still_speaks(row: JoinRequest) -> bool:
    """Whether the mandate holds under which the city asked; otherwise its mayor of today is asked."""
    statement = select(Mandate).filter_by(id=row.mandate_id).options(joinedload(Mandate.verification))
    return in_force(db.session.scalars(statement.execution_options(populate_existing=True)).one(), clock.today())


def _tell(case: Case, verb: str, actor: Any, **data: Any) -> None:
    """Between two cities: never public, also where the recommendation is."""
    subject = ("recommendation", case.id)
    ledger.record(f"recommendation.{verb}", actor, subject, case.row.title, public=False, **data)
