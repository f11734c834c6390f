"""What is said about a deadline, once each: a day before it passes, and when a consultation has ended."""

import datetime as dt

from sqlalchemy import func, select

from forum.declarations.dossier import Dossier
from forum.declarations.operations.record import record
from forum.declarations.queries import parts
from forum.declarations.queries.declarations import WITH_LEAD, dossier_of
from forum.kit import clock
from forum.kit.database import transaction
from models import Declaration, LedgerEvent, StageChange
from models.base import db
from models.declaration import Stage

AHEAD = dt.timedelta(days=1)
SIGNING = "signing_closing"
# stage -> (its deadline, what is said a day before, what is said when it has passed)
BELLS = {
    Stage.CONSULTATION: ("consultation_ends_at", "consultation_closing", "consultation_ended"),
    Stage.OPEN: ("signing_ends_at", SIGNING, ""),
    Stage.ADOPTED: ("signing_ends_at", SIGNING, ""),
    Stage.SILENCE: ("silence_ends_at", "silence_closing", ""),  # its end is told by `procedure.note_deadlines`
}


def remind() -> None:
    """Runs on the clock. A deadline that was moved is spoken of again."""
    with transaction():
        for stage, (column, before, after) in BELLS.items():
            ends = getattr(Declaration, column)
            soon = select(Declaration).where(Declaration.stage == stage, ends <= clock.now() + AHEAD)
            for row in db.session.scalars(soon.options(WITH_LEAD)):
                passed = getattr(row, column) <= clock.now()
                verb = after if passed else before
                if verb and (passed or _was_long(row, stage, getattr(row, column))):
                    _say_once(row, verb, "ended_at" if passed else "ends_at", getattr(row, column))


def _asked(dossier: Dossier) -> list[int]:
    """Cities that were asked whether they keep their signature, and have not answered."""
    said = {r.city_id for r in parts.declined(dossier.id) if r.version_id in dossier.binding and r.void_at is None}
    return sorted({s.city_id for s in dossier.lapsed} - said)


def _was_long(row: Declaration, stage: str, ends: dt.datetime) -> bool:
    """Whoever was told of it less than a day before its end needs no reminder."""
    said = select(func.max(StageChange.at)).filter_by(declaration_id=row.id, target=stage)
    since: dt.datetime | None = db.session.scalar(said)
    return since is None or ends - since > AHEAD


def _say_once(row: Declaration, verb: str, key: str, ends: dt.datetime) -> None:
    known = select(LedgerEvent).filter_by(verb=f"declaration.{verb}", subject_kind="declaration", subject_id=row.id)
    moment = ends.isoformat()
    if moment in {event.data.get(key) for event in db.session.scalars(known)}:
        return
    dossier, data = dossier_of(row), {key: moment}
    if verb != SIGNING:
        record(dossier, verb, None, **data)
    elif asked := _asked(dossier):  # of cities that have signed and were asked again, and of nobody else
        record(dossier, verb, None, asked_city_ids=asked, **data)
