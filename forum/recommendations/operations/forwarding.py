"""The Bureau clears, one person prepares, another confirms: power is used with two pens."""

from dataclasses import dataclass
from typing import Any

from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.recommendations import rules
from forum.recommendations.case import FORWARD, NOT_FORWARD, Case
from forum.recommendations.operations.record import act, drop_pending, end_assignment
from forum.recommendations.workflow import judge
from models import AgendaItem, Body, BodySession, Forwarding, ForwardingConfirmation, Path, PathMove
from models.base import db


def clear(case: Case, actor: Any, note: str = "") -> None:
    act(case, "clear", actor, "cleared", note, internal=True)


@dataclass(frozen=True)
class Destination:
    """One body, the session that shall have it before it, and the words with which it goes there."""

    body: Body
    session: BodySession
    cover_note: str
    languages: tuple[str, ...] = ("en",)
    agenda_item: AgendaItem | None = None


def prepare_forwarding(case: Case, actor: Any, destinations: list[Destination]) -> Forwarding:
    """To which bodies and sessions, in which words; nothing leaves yet."""
    _check(case, destinations)
    act(case, "prepare_forwarding", actor, "forwarding_prepared", prepared_by_id=actor.person_id)
    forwarding = _prepare(case, actor, FORWARD, "")
    for to in destinations:
        path = Path(
            recommendation_id=case.id,
            body=to.body,
            session=to.session,
            agenda_item=to.agenda_item,
            forwarding_id=forwarding.id,
            stage="prepared",
            turn=1,
            cover_note=to.cover_note,
            languages=" ".join(to.languages),
        )
        db.session.add(path)
        case.paths.append(path)
    db.session.flush()
    return forwarding


def _check(case: Case, destinations: list[Destination]) -> None:
    if case.lead not in case.agreed:
        raise Refused(
            refuse(
                _("The lead sponsor has not agreed to the words as they stand."),
                _("%(city)s was asked; wait for its mayor.", city=case.row.lead_city.name),
            )
        )
    asked = {one.body_id for one in case.addressees}
    if not destinations:
        raise Refused(refuse(_("A forwarding goes to at least one body."), _("Choose a body and its session.")))
    if len({to.body.id for to in destinations}) < len(destinations) or any(to.body.id not in asked for to in destinations):
        raise Refused(refuse(_("It goes once to each of the bodies that are asked."), _("Choose among these bodies.")))
    if any(to.session.body_id != to.body.id for to in destinations):
        raise Refused(refuse(_("This is a session of another body."), _("Choose a session of the body that is asked.")))


def confirm_forwarding(case: Case, actor: Any, note: str = "") -> None:
    """The second person; from here on everybody can read it."""
    _check_the_first(case, actor, "confirm_forwarding")
    sent, now = case.prepared_paths, clock.now()
    sessions = ", ".join(path.session.name for path in sent if path.session)
    bodies = ", ".join(path.body.name for path in sent)
    act(case, "confirm_forwarding", actor, "forwarded", session=sessions, body=bodies, path_ids=[path.id for path in sent])
    case.row.public_at = now
    for path in sent:
        path.stage, path.forwarded_at, path.turn = "forwarded", now, path.turn + 1
        db.session.add(
            PathMove(
                path_id=path.id,
                move="forward",
                source="prepared",
                target="forwarded",
                person_id=actor.person_id,
                mandate_id=actor.mandate_id,
                at=now,
                to_session_id=path.session_id,
            )
        )
    _confirm(case, actor, note)


def prepare_not_forwarding(case: Case, actor: Any, reason: str) -> Forwarding:
    act(case, "prepare_not_forwarding", actor, "not_forwarding_prepared", prepared_by_id=actor.person_id)
    return _prepare(case, actor, NOT_FORWARD, reason)


def confirm_not_forwarding(case: Case, actor: Any, note: str = "") -> None:
    """The reason that was prepared is what the sponsors read."""
    _check_the_first(case, actor, "confirm_not_forwarding")
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
    db.session.add(_signed(pending, actor, note))
    drop_pending(case)
    db.session.flush()


def _check_the_first(case: Case, actor: Any, move: str) -> None:
    """A city may have begun to ask, or the preparer to speak for one, since it was prepared."""
    require(judge(case, move, actor))
    if case.pending:
        require(rules.preparer_stands(case, load_actor(case.pending.prepared_by_id)))


def _prepare(case: Case, actor: Any, kind: str, words: str) -> Forwarding:
    case.pending = Forwarding(
        recommendation_id=case.id,
        kind=kind,
        cover_note=words,
        state="prepared",
        prepared_by_id=actor.person_id,
        prepared_by=actor.person,
        prepared_at=clock.now(),
    )
    case.row.prepared = kind
    db.session.add(case.pending)
    db.session.flush()
    return case.pending


def _confirm(case: Case, actor: Any, note: str) -> None:
    pending = case.pending
    assert pending is not None
    pending.state = "confirmed"
    db.session.add(_signed(pending, actor, note))
    case.pending, case.row.prepared = None, ""
    db.session.flush()


def _signed(pending: Forwarding, actor: Any, note: str) -> ForwardingConfirmation:
    return ForwardingConfirmation(
        forwarding_id=pending.id,
        confirmed_by_id=actor.person_id,
        mandate_id=actor.mandate_id,
        at=clock.now(),
        note=note[:500],
    )
