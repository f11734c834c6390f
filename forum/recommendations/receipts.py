"""The receipt by mail: once, on submission, to who submitted it and who wrote the draft; it names the forum's reference."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kit import mail
from forum.kit.security import address
from forum.recommendations.case import Case, reference
from models import Addressee, Ask, OutboxMail, Person, Recommendation
from models.base import db

TEMPLATE = "receipt"


def send(case: Case, people: Iterable[int | None]) -> None:
    """Put it into the outbox, in the transaction of the submission."""
    wanted = [key for key in dict.fromkeys(people) if key]
    for person in db.session.scalars(select(Person).where(Person.id.in_(wanted), Person.closed_at.is_(None))):
        data = {"recommendation_id": case.id, "at": case.row.submitted_at.isoformat() if case.row.submitted_at else ""}
        mail.queue(person.email, TEMPLATE, data, person=person, language=person.language)


def words(row: OutboxMail) -> dict[str, Any]:
    found = db.session.get(Recommendation, row.data["recommendation_id"], options=[joinedload(Recommendation.lead_city)])
    if found is None:
        raise mail.NothingToSay
    bodies = select(Addressee).filter_by(recommendation_id=found.id).options(joinedload(Addressee.body))
    asks = select(Ask).filter_by(recommendation_id=found.id).order_by(Ask.number)
    return {
        "reference": reference(found),
        "title": mail.one_line(found.title),
        "bodies": [one.body.name for one in db.session.scalars(bodies.order_by(Addressee.position))],
        "asks": len(list(db.session.scalars(asks))),
        "city": found.lead_city.name,
        "submitted_at": found.submitted_at,
        "page": address(f"/recommendations/{found.id}"),
        "receipt": address(f"/recommendations/{found.id}/receipt"),
    }
