"""A prepared signature falls with the mandate that it hangs on: said once, to the city's mayors and delegates."""

from collections.abc import Iterable

from sqlalchemy import update

from forum import ledger
from forum.declarations.queries import preparing as queries
from forum.declarations.rules import preparing as rules
from forum.kit import clock
from forum.kit.database import changed_one, transaction
from models import LedgerEvent, SigningRequest


def void_ended() -> None:
    """Runs on the clock, for mandates whose last day has passed."""
    with transaction():
        _void(queries.waiting())


def hear(event: LedgerEvent) -> None:
    """A mandate was ended: what hangs on it is void in the same transaction."""
    if cities := queries.cities_of(event.subject_id):
        _void(queries.waiting(cities))


def _void(requests: Iterable[SigningRequest]) -> None:
    rows = list(requests)
    mandates = queries.mandates_of({row.city_id for row in rows})
    fallen = [(row, verdict) for row in rows if not (verdict := rules.stands(row, mandates[row.city_id]))]
    titles = queries.titles({row.declaration_id for row, _verdict in fallen})
    for row, verdict in fallen:
        unset = update(SigningRequest).where(SigningRequest.id == row.id, SigningRequest.void_at.is_(None))
        if changed_one(unset.values(void_at=clock.now())):
            subject, title = ("declaration", row.declaration_id), titles[row.declaration_id]
            said, why = "declaration.preparation_voided", verdict.sentence
            ledger.record(said, None, subject, title, city_id=row.city_id, request_id=row.id, reason=why)
