"""Each entry about a declaration as a row that lists can ask for, written in the transaction that appends it."""

from typing import Any

from models import Declaration, Mandate, RegisteredAct, RegisterEntry
from models.base import db

ABOUT = ("withdraws", "contests")  # what a statement calls the entry that it is about


def follow(entry: RegisterEntry, said: dict[str, Any]) -> None:
    """Acts of the chair and of a deadline stand under the lead city, as their statements do."""
    if entry.declaration_id is None:
        return
    mandate = db.session.get(Mandate, said["mandate"]) if "mandate" in said else None
    row = RegisteredAct(index=entry.index, declaration_id=entry.declaration_id, kind=entry.kind, method=entry.method)
    row.city_id = mandate.city_id if mandate and mandate.city_id else _lead_city(entry.declaration_id)
    row.version, row.at = int(said.get("version", 0)), entry.at
    row.about = next((int(said[name]) for name in ABOUT if name in said), None)
    db.session.add(row)
    db.session.flush()


def _lead_city(declaration_id: int) -> int:
    declaration = db.session.get(Declaration, declaration_id)
    assert declaration is not None
    return declaration.lead_city_id
