"""A return to the sponsors: points tied to fields, more time for the answer, and points that are settled."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import fields, rules
from forum.recommendations.case import Case
from forum.recommendations.operations.record import act, record
from forum.recommendations.queries import returning as reading
from models import Extension, ReturnPoint, ReturnRound
from models.base import db

MOST_POINTS = 50


@dataclass(frozen=True)
class PointWords:
    """One point as the editor gives it; `field` is a name of recommendations/fields, empty for the whole text."""

    text: str
    field: str = fields.WHOLE


def return_with_points(
    case: Case, actor: Any, points: Sequence[PointWords | str], answer_due_on: dt.date | None = None
) -> None:
    """Numbered points for the sponsors, each to be answered by a day; the text is kept as it was returned."""
    given = [PointWords(point) if isinstance(point, str) else point for point in points]
    if not given or len(given) > MOST_POINTS:
        raise Refused(refuse(_("A return has between 1 and 50 numbered points."), _("Add a point, or join some.")))
    known = fields.in_order(case)
    if any(point.field and point.field not in known for point in given):
        raise Refused(refuse(_("A point is about a field that the text does not have."), _("Choose another field.")))
    number = case.round + 1
    due: dict[str, Any] = {"due_on": answer_due_on.isoformat()} if answer_due_on else {}
    act(case, "return", actor, "returned", round=number, points=len(given), **due)
    db.session.add(
        ReturnRound(
            recommendation_id=case.id,
            round=number,
            before=fields.present(case),
            answer_due_on=answer_due_on,
            at=clock.now(),
        )
    )
    for place, point in enumerate(given, 1):
        row = ReturnPoint(
            recommendation_id=case.id, round=number, number=place, field=point.field, text=point.text, answer=""
        )
        db.session.add(row)
        case.points.append(row)
    db.session.flush()


def settle(case: Case, actor: Any, point: ReturnPoint) -> None:
    """The desk has what it asked for. Of two at one moment one settles it."""
    require(rules.can_settle(case, actor))
    _mark(point, ReturnPoint.settled_at.is_(None), _("Somebody else settled this point a moment ago."), actor)
    record(case, "point_settled", actor, round=point.round, number=point.number)


def keep_open(case: Case, actor: Any, point: ReturnPoint) -> None:
    """It was settled, and is open again: the next return proposes it."""
    require(rules.can_settle(case, actor))
    _mark(point, ReturnPoint.settled_at.is_not(None), _("This point is open."), None)
    record(case, "point_reopened", actor, round=point.round, number=point.number)


def _mark(point: ReturnPoint, as_seen: Any, otherwise: str, actor: Any) -> None:
    values = {"settled_at": clock.now() if actor else None, "settled_by_id": actor.person_id if actor else None}
    db.session.flush()
    if not changed_one(update(ReturnPoint).where(ReturnPoint.id == point.id, as_seen).values(**values)):
        raise Refused(refuse(otherwise, _("Reload the page to see where it stands.")))
    db.session.refresh(point, ["settled_at", "settled_by_id"])


def ask_more_time(case: Case, actor: Any, until: dt.date, reason: str) -> Extension:
    """The lead sponsor asks for a later day; the present one holds until the secretariat has answered."""
    last = reading.last_round(case.id)
    require(rules.can_ask_more_time(case, actor, last, reading.asked_extension(case.id, case.round)))
    assert last is not None and last.answer_due_on is not None  # the rule saw the day
    _later(until, max(last.answer_due_on, clock.today()))
    row = Extension(
        recommendation_id=case.id,
        round=last.round,
        until=until,
        reason=reason,
        state="asked",
        note="",
        person_id=actor.person_id,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    record(case, "extension_asked", actor, until=until.isoformat())
    return row


def grant(case: Case, actor: Any, asked: Extension | None, until: dt.date, note: str = "") -> None:
    """The answer is due on this day now, perhaps another one than was asked; it is a new day, and is reminded of anew."""
    require(rules.can_decide_extension(case, actor, asked))
    assert asked is not None  # the rule saw it
    last = reading.last_round(case.id)
    assert last is not None and last.answer_due_on is not None  # it was asked for in a round with a day
    _later(until, max(last.answer_due_on, clock.today()))
    _decide(asked, actor, "granted", until, note)
    last.answer_due_on, last.reminded_at = until, None
    db.session.flush()
    record(case, "extension_granted", actor, due_on=until.isoformat())


def refuse_more_time(case: Case, actor: Any, asked: Extension | None, note: str) -> None:
    require(rules.can_decide_extension(case, actor, asked))
    assert asked is not None  # the rule saw it
    last = reading.last_round(case.id)
    _decide(asked, actor, "refused", None, note)
    due = {"due_on": last.answer_due_on.isoformat()} if last and last.answer_due_on else {}
    record(case, "extension_refused", actor, **due)


def _decide(asked: Extension, actor: Any, state: str, until: dt.date | None, note: str) -> None:
    db.session.flush()
    values = {
        "state": state,
        "granted_until": until,
        "note": note,
        "decided_by_id": actor.person_id,
        "decided_at": clock.now(),
    }
    as_seen = update(Extension).where(Extension.id == asked.id, Extension.state == "asked")
    if not changed_one(as_seen.values(**values)):
        raise Refused(refuse(_("Somebody else answered this a moment ago."), _("Reload the page to see the answer.")))
    db.session.refresh(asked)


def _later(until: dt.date, than: dt.date) -> None:
    if until <= than:
        raise Refused(refuse(_("The day must be later than the one that holds now."), _("Choose a later day.")))
