"""What a mail about a signature has beside the others: the way to its page, who signed, the head of the register."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from forum.accounts.actor import Actor
from forum.declarations.letters import signing_path
from forum.declarations.queries.counting import counts
from forum.kit.i18n import _
from forum.register.queries import newest_head
from models import City, Declaration, LedgerEvent, Mandate, Signature
from models.base import db
from models.mandate import Role

TO_SIGN = ("declaration.opened", "declaration.signature_prepared", "declaration.version_issued")
TO_PREPARE = ("declaration.delegate_asked", "declaration.preparation_voided")
NAMED = 8  # cities by name in a mail; the others are a number
ROOT = 16  # digits of a root that are enough to compare by eye


@dataclass(frozen=True)
class Beside:
    path: str = ""  # where the one button leads; empty for the page of the thing
    button: str = ""
    signed: list[str] = field(default_factory=list)
    more: int = 0
    head: str = ""


def beside(event: LedgerEvent, actor: Actor) -> Beside:
    """Nothing for any other act, and for who can neither sign nor prepare."""
    if event.verb not in TO_SIGN + TO_PREPARE:
        return Beside()
    row = db.session.get(Declaration, event.subject_id)
    if row is None:
        return Beside()
    path, button = _way(event, row, actor)
    cities = list(_cities(row))
    return Beside(path, button, cities[:NAMED], max(0, len(cities) - NAMED), head_line())


def head_line() -> str:
    """ "412, 9f86d081884c7d65": size and first digits of the root; an old mail shows that a register was changed."""
    head = newest_head()
    return f"{head.size}, {head.root[:ROOT]}" if head else ""


def _way(event: LedgerEvent, row: Declaration, actor: Actor) -> tuple[str, str]:
    signs = _mandate(event, actor, Role.MAYOR, Role.DEPUTY)
    if signs and row.signing_ends_at and event.verb in TO_SIGN:
        button = _("Confirm the signature") if event.verb == "declaration.signature_prepared" else _("Read and sign")
        return signing_path(row.id, signs.id, row.signing_ends_at), button
    if event.verb in TO_PREPARE and _mandate(event, actor, Role.DELEGATE):
        return f"/declarations/{row.id}/signature/preparation", _("Prepare the signature")
    return "", ""


def _mandate(event: LedgerEvent, actor: Actor, *roles: str) -> Mandate | None:
    """The one of the city that acted, where the act is within a city; else the first."""
    fitting = [m for m in actor.mandates if m.role in roles]
    own = [m for m in fitting if m.city_id == event.city_id]
    return next(iter(own or fitting), None)


def _cities(row: Declaration) -> Any:
    """Those that count, in the order of signing."""
    statement = select(City.name).join(Signature, Signature.city_id == City.id)
    statement = statement.where(Signature.declaration_id == row.id, counts())
    return db.session.scalars(statement.group_by(City.id, City.name).order_by(func.min(Signature.id)))
