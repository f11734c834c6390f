"""The rows behind a number, the newest first: the statement that is counted, in pages."""

from sqlalchemy import select

from forum.kit.paging import Page, keyset
from forum.reporting.numbers import Number, Period


def rows_behind(number: Number, period: Period, after: str | None) -> Page:
    found = number.rows(period).subquery()
    return keyset(select(found), [found.c.at, found.c.id], after, row=lambda row: [row.at, row.id])
