"""Moving a declaration through its stages, and what a passed deadline does by itself."""

import datetime as dt

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import pausing
from forum.declarations.operations.entering import enter, enter_opening
from forum.declarations.operations.record import record, remember, step
from forum.declarations.operations.versions import freeze
from forum.declarations.queries.declarations import WITH_LEAD, dossier_of
from forum.declarations.workflow import FLOW, judge, move
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Declaration, DeclarationAdoption, LedgerEvent, Version
from models.base import db
from models.declaration import Stage


def open_consultation(dossier: Dossier, actor: Actor, note: str = "", ends_at: dt.datetime | None = None) -> None:
    """Every accredited city is asked, until `ends_at` where one is given."""
    if ends_at:
        _in_future(ends_at)
    step(dossier, "open_consultation", actor, "consultation_opened", note, **_ends(ends_at))
    pausing.lapse(dossier, actor)
    dossier.row.consultation_ends_at = ends_at


def move_deadline(dossier: Dossier, actor: Actor, ends_at: dt.datetime, reason: str) -> None:
    """The consultation ends sooner or later than was said; who had been told is told again."""
    require(judge(dossier, "move_deadline", actor))
    _in_future(ends_at)
    before, dossier.row.consultation_ends_at = dossier.row.consultation_ends_at, ends_at
    remember(dossier, "move_deadline", dossier.stage, dossier.stage, actor, reason)
    said = {"before": before.isoformat()} if before else {}
    record(dossier, "deadline_moved", actor, reason=reason, **_ends(ends_at), **said)


def start_silence(dossier: Dossier, actor: Actor, ends_at: dt.datetime) -> None:
    """The text is agreed unless a city breaks the silence before `ends_at`."""
    _in_future(ends_at)
    step(dossier, "start_silence", actor, "silence_started", ends_at=ends_at.isoformat())
    dossier.row.silence_ends_at = ends_at


def break_silence(dossier: Dossier, actor: Actor, reason: str) -> None:
    """Back to the consultation, whose deadline has passed or never was: the lead city or the Bureau gives it a new one."""
    step(dossier, "break_silence", actor, "silence_broken", reason)
    dossier.row.silence_ends_at = dossier.row.consultation_ends_at = None


def resume_drafting(dossier: Dossier, actor: Actor, reason: str) -> None:
    step(dossier, "resume_drafting", actor, "drafting_resumed", reason)
    dossier.row.silence_ends_at = dossier.row.consultation_ends_at = None


def open_signature(dossier: Dossier, actor: Actor, ends_at: dt.datetime, note: str = "") -> Version:
    """Freeze the text as the next version and open it for signature until `ends_at`."""
    _in_future(ends_at)
    kind = "substantive" if dossier.versions else "first"
    source, target = move(dossier, "open_signature", actor)
    version = freeze(dossier, actor, kind, note)
    dossier.row.signing_ends_at = ends_at
    enter_opening(dossier, actor, version)
    remember(dossier, "open_signature", source, target, actor, note)
    data = {"version": version.number, "sha256": version.sha256, "ends_at": ends_at.isoformat()}
    record(dossier, "opened", actor, reason=note, **data)
    return version


def unfreeze(dossier: Dossier, actor: Actor, reason: str) -> None:
    """Back to drafting before the first signature; the frozen version stays on record."""
    version = dossier.version
    data = {"version": version.number, "sha256": version.sha256} if version else {}
    step(dossier, "unfreeze", actor, "unfrozen", reason, **data)
    dossier.row.signing_ends_at = dossier.row.silence_ends_at = dossier.row.consultation_ends_at = None


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
    enter(dossier, actor, "adopt", adopted_on=adopted_on.isoformat(), place=place)
    db.session.flush()


def close(dossier: Dossier, actor: Actor, note: str = "") -> None:
    step(dossier, "close", actor, "closed", note)
    enter(dossier, actor, "close")


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
            if dossier.correction is not None:  # it waits until the signatories have had their time
                continue
            source, target = FLOW.force(row, Stage.CLOSED)
            remember(dossier, "close", source, target, None)
            enter(dossier, None, "close")
            record(dossier, "closed", None)


def _ends(moment: dt.datetime | None) -> dict[str, str]:
    return {"ends_at": moment.isoformat()} if moment else {}


def _in_future(moment: dt.datetime) -> None:
    if moment <= clock.now():
        raise Refused(refuse(_("This deadline has passed already."), _("Choose a later moment.")))
