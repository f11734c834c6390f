"""The register of signatures as it is read: acts under filters, and how many signatures count, by city and by month.

Only acts on texts that are public are listed, for everybody alike. The numbers keep the filters of text, place, method
and time; kind and state narrow the list alone.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from forum.declarations.queries.counting import counts
from forum.declarations.queries.declarations import PUBLIC
from forum.kit import clock
from forum.kit.paging import Page, keyset
from models import City, Declaration, RegisteredAct, RegisterEntry, Signature, SignatureContest, SignatureWithdrawal
from models.base import db

KINDS = (
    "open", "sign", "sign-with-reservation", "decline", "withdraw", "contest", "corrigendum", "object", "adopt", "close",
)  # fmt: skip
METHODS = ("passkey", "password+totp", "password", "session", "site")
STANDING, WITHDRAWN, CONTESTED, NOTED, LAPSED = STATES = ("standing", "withdrawn", "contested", "noted", "lapsed")
PIECE = 1000  # rows of a table read at once


@dataclass(frozen=True)
class Choice:
    """What the address asks for; days are those of the forum's zone, both inclusive."""

    declaration: int | None = None
    country: str = ""
    city: str = ""  # slug
    kind: str = ""
    method: str = ""
    state: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Signing:
    """A city with its signatures that count; enough for a map and a line."""

    id: int
    slug: str
    name: str
    country_iso2: str
    latitude: float
    longitude: float
    count: int

    @property
    def place(self) -> tuple[int, float, float]:
        return self.id, self.latitude, self.longitude


COLUMNS = (
    RegisteredAct.index, RegisteredAct.kind, RegisteredAct.method, RegisteredAct.version, RegisteredAct.at,
    Declaration.id.label("declaration_id"), Declaration.title, Declaration.invented,
    City.name.label("city"), City.slug, City.country_iso2, RegisterEntry.content, RegisterEntry.leaf,
    Signature.id.label("signature_id"), counts().label("counts"), SignatureWithdrawal.noted,
    SignatureWithdrawal.at.label("withdrawn_at"), SignatureContest.at.label("contested_at"),
)  # fmt: skip


def state(row: Any) -> str:
    """Of a row with COLUMNS; empty for acts that are no signature, unless somebody contests them."""
    if row.contested_at:
        return CONTESTED
    if row.signature_id is None:
        return ""
    if row.withdrawn_at:
        return NOTED if row.noted else WITHDRAWN
    return STANDING if row.counts else LAPSED


def page(choice: Choice, after: str | None) -> Page:
    """Newest first."""
    return keyset(_acts(choice), [RegisteredAct.index], after, row=lambda row: [row.index])


def every(choice: Choice) -> Iterator[Any]:
    """All of them, newest first, some at a time."""
    last = -1
    while True:
        statement = _acts(choice).order_by(RegisteredAct.index.desc()).limit(PIECE)
        rows = db.session.execute(statement if last < 0 else statement.where(RegisteredAct.index < last)).all()
        yield from rows
        if len(rows) < PIECE:
            return
        last = int(rows[-1][0])


def total(choice: Choice) -> int:
    """How many acts there are; only what the choice asks about is joined."""
    statement: Any = select(func.count()).select_from(RegisteredAct)
    statement = statement.join(Declaration, Declaration.id == RegisteredAct.declaration_id)
    if choice.country or choice.city:
        statement = statement.join(City, City.id == RegisteredAct.city_id)
    if choice.state:
        statement = _with_state(statement)
    return db.session.scalar(_narrowed(statement, choice)) or 0


def by_city(choice: Choice) -> list[Signing]:
    """Most signatures first."""
    columns = (City.id, City.slug, City.name, City.country_iso2, City.latitude, City.longitude)
    statement = _counted(choice, *columns, func.count(), cities=True).group_by(City.id)
    found = [Signing(*row) for row in db.session.execute(statement)]
    return sorted(found, key=lambda city: (-city.count, city.name.casefold(), city.id))


def by_month(choice: Choice) -> dict[dt.date, int]:
    """The first day of each month in which somebody signed, oldest first; in UTC."""
    year, month = func.extract("year", Signature.at), func.extract("month", Signature.at)
    rows = db.session.execute(_counted(choice, year, month, func.count()).group_by(year, month).order_by(year, month))
    return {dt.date(int(y), int(m), 1): count for y, m, count in rows}


def declarations() -> list[Any]:
    """Public texts of which the register knows: id and title."""
    known = select(RegisteredAct.index).where(RegisteredAct.declaration_id == Declaration.id).exists()
    statement = select(Declaration.id, Declaration.title, Declaration.invented).where(Declaration.stage.in_(PUBLIC), known)
    return list(db.session.execute(statement.order_by(Declaration.title, Declaration.id)))


def country_codes() -> list[str]:
    """Of all cities that have acted on a text that is public."""
    acts = select(RegisteredAct.index).join(Declaration, Declaration.id == RegisteredAct.declaration_id)
    acted = acts.where(RegisteredAct.city_id == City.id, _public()).correlate(City)
    return list(db.session.scalars(select(City.country_iso2).where(acted.exists()).distinct()))


def joined(statement: Any) -> Any:
    """All that COLUMNS are read from."""
    return _with_state(
        statement.select_from(RegisteredAct)
        .join(RegisterEntry, RegisterEntry.index == RegisteredAct.index)
        .join(Declaration, Declaration.id == RegisteredAct.declaration_id)
        .join(City, City.id == RegisteredAct.city_id)
    )


def _with_state(statement: Any) -> Any:
    return (
        statement.outerjoin(Signature, Signature.register_index == RegisteredAct.index)
        .outerjoin(SignatureWithdrawal, SignatureWithdrawal.signature_id == Signature.id)
        .outerjoin(SignatureContest, SignatureContest.contests == RegisteredAct.index)
    )


def _acts(choice: Choice) -> Any:
    return _narrowed(joined(select(*COLUMNS)), choice)


def _narrowed(statement: Any, choice: Choice) -> Any:
    statement = statement.where(_public(), *_place(choice), *_time(choice, RegisteredAct.at))
    if choice.declaration is not None:
        statement = statement.where(RegisteredAct.declaration_id == choice.declaration)
    for name in ("kind", "method"):
        if getattr(choice, name):
            statement = statement.where(getattr(RegisteredAct, name) == getattr(choice, name))
    return statement.where(_in_state(choice.state)) if choice.state else statement


def _public() -> ColumnElement[bool]:
    """Nearly all are: as an expression, so that lists are read in their order and not gathered by stage and sorted."""
    return func.coalesce(Declaration.stage, "").in_(PUBLIC)


def _counted(choice: Choice, *columns: Any, cities: bool = False) -> Select[Any]:
    """Signatures that count, each once; with their cities where somebody asks about them."""
    statement = select(*columns).select_from(Signature).join(Declaration, Declaration.id == Signature.declaration_id)
    if cities or choice.country or choice.city:
        statement = statement.join(City, City.id == Signature.city_id)
    statement = statement.where(counts(), _public(), *_place(choice), *_time(choice, Signature.at))
    if choice.declaration is not None:
        statement = statement.where(Signature.declaration_id == choice.declaration)
    return statement.where(Signature.method == choice.method) if choice.method else statement


def _place(choice: Choice) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if choice.country:
        found.append(City.country_iso2 == choice.country)
    if choice.city:
        found.append(City.slug == choice.city)
    return found


def _time(choice: Choice, column: Any) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if choice.since:
        found.append(column >= _begin(choice.since))
    if choice.until:
        found.append(column < _begin(choice.until + dt.timedelta(days=1)))
    return found


def _begin(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.FORUM_ZONE)


def _in_state(name: str) -> ColumnElement[bool]:
    """As `state` says it of a row."""
    contested, gone = SignatureContest.id.is_not(None), SignatureWithdrawal.id.is_not(None)
    if name == CONTESTED:
        return contested
    if name in (WITHDRAWN, NOTED):
        return ~contested & gone & (SignatureWithdrawal.noted if name == NOTED else ~SignatureWithdrawal.noted)
    counted = counts() if name == STANDING else ~counts() & Signature.id.is_not(None)
    return ~contested & ~gone & counted
