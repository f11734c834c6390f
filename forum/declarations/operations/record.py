"""What every act leaves behind: the change of stage in the declaration's own history, and an event in the ledger."""

from typing import Any

from forum import ledger
from forum.declarations.dossier import Dossier
from forum.declarations.workflow import FLOW, move
from forum.kit import clock
from models import Amendment, StageChange
from models.base import db

INTERNAL = (
    "declined", "delegate_asked", "signature_prepared", "preparation_taken_back", "translation_begun", "translation_changed",
    "signing_closing",
)  # fmt: skip


def step(dossier: Dossier, name: str, actor: Any, verb: str, reason: str = "", **data: Any) -> None:
    """Judge, move, remember, record: the whole of a simple move."""
    source, target = move(dossier, name, actor)
    if FLOW.moves[name].target:
        remember(dossier, name, source, target, actor, reason)
    record(dossier, verb, actor, reason=reason, **data)


def remember(dossier: Dossier, name: str, source: str, target: str, actor: Any, reason: str = "") -> None:
    """`actor` is None where a deadline moved it."""
    row = StageChange(declaration_id=dossier.id, move=name, source=source, target=target, reason=reason, at=clock.now())
    row.person_id, row.mandate_id = getattr(actor, "person_id", None), getattr(actor, "mandate_id", None)
    row.city_id = getattr(actor, "city_id", None)
    db.session.add(row)


def record(dossier: Dossier, verb: str, actor: Any, **data: Any) -> None:
    """Append to the ledger; the public hears of a text that is open for signature, not of what a city decides for itself."""
    subject, public = ("declaration", dossier.id), dossier.frozen and verb not in INTERNAL
    ledger.record(f"declaration.{verb}", actor, subject, dossier.row.title, public=public, **data)


def record_amendment(dossier: Dossier, verb: str, actor: Any, amendment: Amendment, **data: Any) -> None:
    """An act about one amendment, of which its own page is the place; never public, since only decided ones are."""
    subject = ("amendment", amendment.id)
    data = {"number": amendment.number, "proposer_id": amendment.person_id} | data
    ledger.record(f"amendment.{verb}", actor, subject, dossier.row.title, declaration_id=dossier.id, **data)
