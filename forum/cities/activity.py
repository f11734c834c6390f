"""A city's newest public act is kept beside it, so that the directory can put the lively ones first."""

from sqlalchemy import update

from forum import ledger
from models import City, LedgerEvent
from models.base import db

ACTS = ("experience.", "challenge.", "declaration.", "recommendation.", "city.accredited")


def watch() -> None:
    for prefix in ACTS:
        ledger.listen(prefix, note)


def note(event: LedgerEvent) -> None:
    if event.public and event.city_id:
        db.session.execute(
            update(City).where(City.id == event.city_id).values(active_at=event.at),
            execution_options={"synchronize_session": False},
        )
