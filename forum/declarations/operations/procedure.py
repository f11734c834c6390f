"""Moving a declaration through its stages, and what a passed deadline does by itself."""

import datetime as dt

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.record import record, remember, step
from forum.declarations.operations.versions import freeze
from forum.declarations.queries.declarations import WITH_LEAD, dossier_of
from forum.declarations.workflow import FLOW, move
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from models import Declaration, DeclarationAdoption, LedgerEvent, Version
from models.base import db
from models.declaration import Stage


def open_consultation(dossier: Dossier, actor: Actor, note: str = "") -> None:
    step(dossier, "open_consultation", actor, "consultation_opened", note)


def start_silence(dossier: Dossier, actor: Actor, ends_at: dt.datetime) -> None:
    """The text is agreed unless a city breaks the silence before `ends_at`."""
    _in_future(ends_at)
    step(dossier, "start_silence", actor, "silence_started", ends_at=ends_at.isoformat())
    dossier.row.silence_ends_at = ends_at


def break_silence(dossier: Dossier, actor: Actor, reason: str) -> None:
    step(dossier, "break_silence", actor, "silence_broken", reason)
    dossier.row.silence_ends_at = None


def resume_drafting(dossier: Dossier, actor: Actor, reason: str) -> None:
    step(dossier, "resume_drafting", actor, "drafting_resumed", reason)
    dossier.row.silence_ends_at = None


def open_signature(dossier: Dossier, actor: Actor, ends_at: dt.datetime) -> Version:
    """Freeze the text as the next version and open it for signature until `ends_at`."""
    _in_future(ends_at)
    kind = "substantive" if dossier.versions else "first"
    source, target = move(dossier, "open_signature", actor)
    version = freeze(dossier, actor, kind)
    dossier.row.signing_ends_at = ends_at
    remember(dossier, "open_signature", source, target, actor)
    record(dossier, "opened", actor, version=version.number, sha256=version.sha256, ends_at=ends_at.isoformat())
    return version


def unfreeze(dossier: Dossier, actor: Actor, reason: str) -> None:
    """Back to drafting before the first signature; the frozen version stays on record."""
    step(dossier, "unfreeze", actor, "drafting_resumed", reason)
    dossier.row.signing_ends_at = None
    dossier.row.silence_ends_at = None


def adopt(dossier: Dossier, actor: Actor, adopted_on: dt.date, place: str) -> None:
    """The chair's act; signing may go on after it."""
    if adopted_on > clock.today():
        raise Refused(refuse(_("This day has not come yet."), _("Record the adoption when it has happened.")))
    step(dossier, "adopt", actor, "adopted", adopted_on=adopted_on.isoformat(), place=place)
    version = dossier.version
    row = DeclarationAdoption(
        declaration_id=dossier.id, version_id=version.id if version else 0, place=place, at=clock.now()
    )
    row.adopted_on, row.person_id, row.mandate_id = adopted_on, actor.person_id or 0, actor.mandate_id or 0
    db.session.add(row)
    db.session.flush()


def close(dossier: Dossier, actor: Actor, note: str = "") -> None:
    step(dossier, "close", actor, "closed", note)


def note_deadlines() -> None:
    """Write down once what deadlines have done; rules compare with the clock and do not wait for this."""
    with transaction():
        now = clock.now()
        ended = select(Declaration).where(Declaration.stage == Stage.SILENCE, Declaration.silence_ends_at <= now)
        for row in db.session.scalars(ended.options(WITH_LEAD)):
            since = row.silence_ends_at
            told = select(LedgerEvent.id).filter_by(
                verb="declaration.silence_ended", subject_kind="declaration", subject_id=row.id
            )
            if db.session.scalar(told.where(LedgerEvent.at >= since)) is None:
                record(dossier_of(row), "silence_ended", None)
        closing = select(Declaration).where(Declaration.stage == Stage.ADOPTED, Declaration.signing_ends_at <= now)
        held = closing.options(WITH_LEAD).with_for_update(of=Declaration, skip_locked=True)
        for row in db.session.scalars(held):
            dossier = dossier_of(row)
            source, target = FLOW.force(row, Stage.CLOSED)
            remember(dossier, "close", source, target, None)
            record(dossier, "closed", None)


def _in_future(moment: dt.datetime) -> None:
    if moment <= clock.now():
        raise Refused(refuse(_("This deadline has passed already."), _("Choose a later moment.")))
