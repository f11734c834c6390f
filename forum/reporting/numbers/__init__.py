"""The numbers that the forum shows: each has one definition here, and every page, paper and file counts by it.

`get("answered").count(Period(first, last))` counts, `.rows_url(period)` leads to the rows; `counts` asks for several.
"""

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import select

from forum.kit.database import read
from forum.reporting.numbers.asked import ASKED, VERB_NUMBERS
from forum.reporting.numbers.definition import Number
from forum.reporting.numbers.exchange import EXCHANGE
from forum.reporting.numbers.period import ALWAYS, Period, period_in
from models.base import db

__all__ = ["ALWAYS", "NUMBERS", "Number", "Period", "counts", "get", "of_all_time", "period_in"]

NUMBERS = {number.key: number for number in (*EXCHANGE, *ASKED, *VERB_NUMBERS)}


def get(key: str) -> Number:
    return NUMBERS[key]


def counts(keys: Iterable[str], period: Period = ALWAYS) -> dict[str, int]:
    """Several numbers in one statement."""
    wanted = tuple(keys)
    row = db.session.execute(select(*[get(key).counted(period).scalar_subquery() for key in wanted])).one()
    return dict(zip(wanted, row, strict=True))


def of_all_time(*keys: str) -> dict[str, int]:
    """The same without a period; what was counted is kept until the database changes."""
    return dict(zip(keys, read(_statement(keys), {})[0], strict=True))


@lru_cache
def _statement(keys: tuple[str, ...]):  # type: ignore[no-untyped-def]
    return select(*[get(key).counted(ALWAYS).scalar_subquery().label(key) for key in keys])
