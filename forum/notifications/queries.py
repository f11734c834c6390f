"""Reading inboxes and the outbox."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from forum.kit import subjects
from forum.kit.paging import Page, keyset
from forum.notifications import closing
from forum.recommendations.queries.interests import of_interest_to
from models import LedgerEvent, Notification, OutboxMail, Recommendation
from models.base import db

WITH_EVENT = (
    joinedload(Notification.event).joinedload(LedgerEvent.city),
    joinedload(Notification.event).joinedload(LedgerEvent.person),
)
FILTERS = ("all", "asks", "unread")
JUDGED = ("recommendation", "flag", "decision")  # closed to staff with a conflict of interest
STATES = ("waiting", "held", "sent", "failed", "dropped")


def _own(actor: Any) -> Any:
    """Notices of this person, without those of reviews from which they are kept away by now."""
    return select(Notification).where(Notification.person_id == actor.person_id, ~closing.closed_to(actor))


def inbox(actor: Any, after: str | None, chosen: str = "all") -> Page:
    statement = _own(actor).options(*WITH_EVENT)
    if chosen == "unread":
        statement = statement.where(Notification.read_at.is_(None))
    elif chosen == "asks":
        statement = statement.where(Notification.asks)
    return keyset(statement, [Notification.id], after)


def unread(actor: Any) -> tuple[int, int]:
    """How many are unread, and how many of these ask something; one statement."""
    some = _own(actor).where(Notification.read_at.is_(None)).subquery()
    asking = func.coalesce(func.sum(case((some.c.asks, 1), else_=0)), 0)
    count, asks = db.session.execute(select(func.count(), asking).select_from(some)).one()
    return count, asks


def get(actor: Any, notification_id: int) -> Notification | None:
    return db.session.scalar(_own(actor).where(Notification.id == notification_id).options(*WITH_EVENT))


def outbox(after: str | None, state: str = "") -> Page:
    statement = select(OutboxMail).options(joinedload(OutboxMail.person))
    if state in STATES:
        statement = statement.filter_by(state=state)
    return keyset(statement, [OutboxMail.id], after)


def titles(rows: Sequence[OutboxMail]) -> dict[int, str]:
    """What the things are called that the mails are about, by the mail's id; the first of them in a digest."""
    about = {row.id: row.data.get("event_id") or next(iter(row.data.get("event_ids", [])), None) for row in rows}
    ids = [event_id for event_id in about.values() if event_id]
    statement = select(LedgerEvent.id, LedgerEvent.title).where(LedgerEvent.id.in_(ids))
    found = {event_id: title for event_id, title in db.session.execute(statement)}
    return {mail_id: found[event_id] for mail_id, event_id in about.items() if event_id in found}


def closed_to(actor: Any, rows: Sequence[OutboxMail]) -> set[int]:
    """Mails about a review or a moderation case in which this member of the secretariat may take no part."""
    about = {row.id: [*filter(None, [row.data.get("event_id")]), *row.data.get("event_ids", [])] for row in rows}
    direct = {row.id: row.data["recommendation_id"] for row in rows if row.data.get("recommendation_id")}
    ids = {event_id for some in about.values() for event_id in some}
    if not ids and not direct:
        return set()
    columns = (LedgerEvent.id, LedgerEvent.subject_kind, LedgerEvent.subject_id)
    found = db.session.execute(select(*columns).where(LedgerEvent.id.in_(ids), LedgerEvent.subject_kind.in_(JUDGED)))
    keys = {event_id: (kind, identity) for event_id, kind, identity in found}
    cases = {key for key in keys.values() if key[0] != "recommendation"}
    closed = cases - set(subjects.find_many(cases, actor))
    reviews = {identity for kind, identity in keys.values() if kind == "recommendation"} | set(direct.values())
    partial = _partial(actor, reviews)
    closed |= {("recommendation", identity) for identity in partial}
    shut = {mail_id for mail_id, some in about.items() if any(keys.get(event_id) in closed for event_id in some)}
    return shut | {mail_id for mail_id, identity in direct.items() if identity in partial}


def _partial(actor: Any, ids: set[int]) -> set[int]:
    """Those of these recommendations that nobody outside reads yet, and in which this person has an interest."""
    own = {mandate.city_id for mandate in actor.mandates if mandate.city_id}
    mine = (Recommendation.public_at.is_(None), of_interest_to(actor.person_id, own))
    return set(db.session.scalars(select(Recommendation.id).where(Recommendation.id.in_(ids), *mine)))


def outbox_counts() -> dict[str, int]:
    return {
        state: count
        for state, count in db.session.execute(select(OutboxMail.state, func.count()).group_by(OutboxMail.state))
    }


def get_mail(mail_id: int) -> OutboxMail | None:
    return db.session.scalar(select(OutboxMail).filter_by(id=mail_id).options(joinedload(OutboxMail.person)))
