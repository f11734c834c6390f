"""The Bureau clears, one person prepares, another confirms: power is used with two pens."""

from typing import Any

from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from forum.recommendations.case import FORWARD, NOT_FORWARD, Case
from forum.recommendations.operations.record import act, end_assignment
from models import BodySession, Forwarding, ForwardingConfirmation
from models.base import db


def clear(case: Case, actor: Any, note: str = "") -> None:
    act(case, "clear", actor, "cleared", note, internal=True)


def prepare_forwarding(case: Case, actor: Any, session: BodySession, cover_note: str) -> Forwarding:
    """To which session, in which words; nothing leaves yet."""
    if session.body_id != case.row.body_id:
        raise Refused(refuse(_("This is a session of another body."), _("Choose a session of the body that is asked.")))
    act(case, "prepare_forwarding", actor, "forwarding_prepared", prepared_by_id=actor.person_id)
    return _prepare(case, actor, FORWARD, cover_note, session)


def confirm_forwarding(case: Case, actor: Any, note: str = "") -> None:
    """The second person; from here on everybody can read it."""
    pending = case.pending
    act(case, "confirm_forwarding", actor, "forwarded", session=pending.session.name if pending and pending.session else "")
    case.row.public_at = clock.now()
    _confirm(case, actor, note)


def prepare_not_forwarding(case: Case, actor: Any, reason: str) -> Forwarding:
    act(case, "prepare_not_forwarding", actor, "not_forwarding_prepared", prepared_by_id=actor.person_id)
    return _prepare(case, actor, NOT_FORWARD, reason, None)


def confirm_not_forwarding(case: Case, actor: Any, note: str = "") -> None:
    """The reason that was prepared is what the sponsors read."""
    reason = case.pending.cover_note if case.pending else ""
    act(case, "confirm_not_forwarding", actor, "not_forwarded", reason)
    _confirm(case, actor, note)
    end_assignment(case)
    db.session.flush()


def send_back(case: Case, actor: Any, note: str) -> None:
    """The second person disagrees; the editor prepares anew."""
    pending = case.pending
    act(case, "send_back", actor, "preparation_sent_back", prepared_by_id=pending.prepared_by_id if pending else None)
    assert pending is not None
    pending.state = "sent-back"
    db.session.add(_signed(pending, actor, note))
    case.pending = None
    db.session.flush()


def _prepare(case: Case, actor: Any, kind: str, words: str, session: BodySession | None) -> Forwarding:
    case.pending = Forwarding(
        recommendation_id=case.id,
        kind=kind,
        session=session,
        cover_note=words,
        state="prepared",
        prepared_by_id=actor.person_id,
        prepared_by=actor.person,
        prepared_at=clock.now(),
    )
    db.session.add(case.pending)
    db.session.flush()
    return case.pending


def _confirm(case: Case, actor: Any, note: str) -> None:
    pending = case.pending
    assert pending is not None
    pending.state = "confirmed"
    db.session.add(_signed(pending, actor, note))
    case.pending = None
    db.session.flush()


def _signed(pending: Forwarding, actor: Any, note: str) -> ForwardingConfirmation:
    return ForwardingConfirmation(
        forwarding_id=pending.id,
        confirmed_by_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
        note=note[:500],
    )
