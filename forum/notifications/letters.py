"""The words of the two mails: one at once for what asks something, one a day for the rest."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.kit import mail, subjects
from forum.kit.security import address
from forum.kit.subjects import Subject
from forum.ledger.queries import LOADS
from forum.notifications import asking, changes, closing, reasons, tickets, wording
from forum.notifications.digests import grouped
from forum.notifications.signing import beside
from models import Comment, LedgerEvent, OutboxMail
from models.base import db

VISIBLE_OR_SILENT = ("contribution", "declaration", "amendment", "recommendation", "comment")
QUOTED = 600  # letters of a comment


def register() -> None:
    mail.register_words("notice", notice)
    mail.register_words("digest", digest)


def notice(row: OutboxMail) -> dict[str, Any]:
    """Raises NothingToSay where the reader may not see the thing any more."""
    actor = load_actor(row.person_id or 0)
    event = next(iter(_events([row.data["event_id"]])), None)
    if event is None or actor is None or actor.person is None:
        raise mail.NothingToSay
    if event.id in closing.among(actor, [event.id]):
        raise mail.NothingToSay
    subject = _subject(event, actor)
    by, quote, signing = asking.due(event), _quote(event, actor), beside(event, actor)
    return {
        "sentence": mail.one_line(wording.sentence(event)),
        "title": event.title,
        "asked": asking.asked(event) if row.data.get("asks", True) else "",
        "asks": row.data.get("asks", True),
        "by_moment": by if isinstance(by, dt.datetime) else None,
        "by_day": by if by and not isinstance(by, dt.datetime) else None,
        "as_whom": asking.addressed_as(actor, row.data.get("reason", "")),
        "reason": reasons.reason(row.data.get("reason", "")),
        "quote": quote,
        "url": address(signing.path or _own_place(event, row.data.get("reason", "")) or _place(event, subject, quote)),
        "changes": changes.changes(event),
        "button": signing.button,
        "signing": signing,
        "mute": tickets.mute_url(actor.person.id, event.subject_kind, event.subject_id) if subject else "",
        "unsubscribe": tickets.unsubscribe_url(actor.person.id, "notice"),
        "settings": address("/settings"),
    }


def digest(row: OutboxMail) -> dict[str, Any]:
    """Grouped by the thing, with the sentences; things that may not be seen any more are left out."""
    actor = load_actor(row.person_id or 0)
    if actor is None or actor.person is None:
        raise mail.NothingToSay
    closed = closing.among(actor, row.data["event_ids"])
    events = [event for event in _events(row.data["event_ids"]) if event.id not in closed]
    visible = subjects.find_many([(e.subject_kind, e.subject_id) for e in events], actor)
    groups = []
    for title, some in grouped(events):
        subject = visible.get((some[0].subject_kind, some[0].subject_id))
        if subject is None and some[0].subject_kind in VISIBLE_OR_SILENT:
            continue
        lines = [(mail.one_line(wording.sentence(event)), event.at) for event in some]
        mute = tickets.mute_url(actor.person.id, some[0].subject_kind, some[0].subject_id) if subject else ""
        groups.append(
            {
                "title": mail.one_line(subject.title if subject else title),
                "url": address(subject.url if subject else "/inbox"),
                "lines": lines,
                "mute": mute,
            }
        )
    if not groups:
        raise mail.NothingToSay
    return {
        "groups": groups,
        "count": sum(len(group["lines"]) for group in groups),
        "url": address("/inbox"),
        "unsubscribe": tickets.unsubscribe_url(actor.person.id, "digest"),
        "settings": address("/settings"),
    }


def _events(ids: list[int]) -> list[LedgerEvent]:
    return list(
        db.session.scalars(select(LedgerEvent).where(LedgerEvent.id.in_(ids)).options(*LOADS).order_by(LedgerEvent.id))
    )


def _subject(event: LedgerEvent, actor: Actor) -> Subject | None:
    subject = subjects.find(event.subject_kind, event.subject_id, actor)
    if subject is None and event.subject_kind in VISIBLE_OR_SILENT and not event.verb.startswith("moderation."):
        raise mail.NothingToSay
    return subject


def _own_place(event: LedgerEvent, reason: str) -> str:
    """A contested act has a page for the secretariat and the holder; others read the declaration."""
    if event.verb in changes.CONTESTED and reason not in ("staff", "holder"):
        return ""
    return changes.place(event)


def _place(event: LedgerEvent, subject: Subject | None, quote: str) -> str:
    """Talk leads to the comment, anything else to the thing."""
    if quote:
        return f"/comments/{event.data['comment_id']}"
    return subject.url if subject else "/inbox"


def _quote(event: LedgerEvent, actor: Actor) -> str:
    """What was said, where it may still be read."""
    comment_id = event.data.get("comment_id")
    if not comment_id or not event.verb.startswith("comment.") or subjects.find("comment", comment_id, actor) is None:
        return ""
    words = db.session.scalar(select(Comment.text).filter_by(id=comment_id)) or ""
    return words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"
