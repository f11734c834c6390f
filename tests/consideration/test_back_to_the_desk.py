"""A follow-up comes back to the desk once for each day, and asks the database one question when nothing is new."""

import datetime as dt

from sqlalchemy import select

from forum.consideration.operations import returning
from forum.kit import clock
from models import LedgerEvent, Milestone
from tests.counting import count_statements
from tests.recommendations.conftest import body, experience, people, write

__all__ = ["body", "experience", "people", "write"]
DAY = dt.timedelta(days=1)


def told(session):
    known = select(LedgerEvent).filter_by(verb="recommendation.review_due").order_by(LedgerEvent.id)
    return [event.data["due"] for event in session.scalars(known)]


def reads():
    with count_statements() as seen:
        returning.remind()
    return [one for one in seen if one.lstrip().upper().startswith(("SELECT", "UPDATE", "INSERT"))]


def test_each_day_is_told_once_by_one_statement_when_nothing_is_new(people, write, make, session):
    row, who = write("follow-up").row, {"person_id": people.editor.person_id, "mandate_id": people.editor.mandate_id}
    today = clock.today()
    row.review_on = today
    late = make.add(Milestone(recommendation_id=row.id, text="Guidance", due_on=today - DAY, at=clock.now(), **who))
    make.add(Milestone(recommendation_id=row.id, text="To come", due_on=today, at=clock.now(), **who))
    write("draft", "Another").row.review_on = today
    session.commit()
    review, milestone = f"review {today}", f"milestone {late.id} {today - DAY}"
    returning.remind()
    assert told(session) == [[review, milestone]]
    assert len(reads()) == 1 and told(session) == [[review, milestone]]
    late.due_on = today - 2 * DAY
    session.commit()
    returning.remind()
    assert told(session)[1:] == [[f"milestone {late.id} {today - 2 * DAY}"]]
    row.review_on = today - DAY
    session.commit()
    returning.remind()
    assert told(session)[2:] == [[f"review {today - DAY}"]] and len(reads()) == 1
