"""What waits for the Bureau: recommendations to clear, and the procedure of declarations."""

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.desk.tasks import LATER, SOON, Task
from forum.kit import clock
from forum.kit.i18n import _
from forum.screening.queries import queue
from models import Declaration
from models.base import db
from models.declaration import Stage
from models.mandate import Role

MOST = 50
MOVING = (Stage.CONSULTATION, Stage.SILENCE, Stage.OPEN, Stage.ADOPTED)


def to_clear(actor: Actor) -> list[Task]:
    """One statement; a member whose city sponsors a text does not see it here."""
    return [
        Task(row.title, _("The secretariat accepted it for %(body)s.", body=row.body.name), _("Read and clear"),
             "recommendations.clearance", {"identity": row.id}, since=row.submitted_at, mandate_id=actor.mandate_id)
        for row in queue.to_clear(actor, None).items
    ]  # fmt: skip


def procedure(actor: Actor) -> list[Task]:
    """One statement; opening, adopting and closing are the chair's."""
    statement = select(Declaration).where(Declaration.stage.in_(MOVING)).order_by(Declaration.id).limit(MOST)
    rows = list(db.session.scalars(statement))
    return [task for row in rows if (task := _step(actor, row))]


def _step(actor: Actor, row: Declaration) -> Task | None:
    chairs, now = actor.role == Role.CHAIR, clock.now()
    if row.stage == Stage.CONSULTATION:
        return _task(actor, row, _("In consultation."), _("Start the silence procedure"), "silence", LATER)
    if not chairs:
        return None
    if row.stage == Stage.SILENCE:
        over = row.silence_ends_at is not None and row.silence_ends_at <= now
        why = _("The silence procedure ended and nobody broke it.")
        return _task(actor, row, why, _("Open for signature"), "opening", SOON) if over else None
    over = row.signing_ends_at is not None and row.signing_ends_at <= now
    if row.stage == Stage.OPEN and row.signature_count:
        why = _("Signing has ended.") if over else _("Cities have signed; it can be adopted while signing goes on.")
        return _task(actor, row, why, _("Record the adoption"), "adoption", SOON if over else LATER)
    return _task(actor, row, _("Signing has ended."), _("Close"), "closing", LATER) if over else None


def _task(actor: Actor, row: Declaration, why: str, act: str, page: str, rank: int) -> Task:
    since = row.silence_ends_at if page == "opening" else row.text_edited_at
    return Task(row.title, why, act, f"declarations.{page}", {"identity": row.id}, None, rank, since, actor.mandate_id)
