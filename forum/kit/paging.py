"""Keyset pages: the next page begins after the last row of this one, however long the list grows."""

import base64
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for
from sqlalchemy import Select, select, tuple_, union_all

from models.base import Moment, db

SIZE = 25
LARGEST = 2**31  # no number in a key is as large


@dataclass
class Page:
    items: Sequence[Any]
    next_token: str | None = None
    total: int | None = None
    size: int = SIZE
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> int:
        return len(self.items)

    @property
    def next_url(self) -> str | None:
        return self._url(self.next_token) if self.next_token else None

    @property
    def previous_url(self) -> str | None:
        """Back to the beginning; browsers know the way to the page before."""
        return self._url(None) if request.args.get("after") else None

    def _url(self, token: str | None) -> str:
        arguments = {k: v for k, v in request.args.lists() if k != "after"}
        if token:
            arguments["after"] = [token]
        return url_for(request.endpoint or "", **(request.view_args or {}), **arguments)


def keyset(
    statement: Select[Any],
    columns: Sequence[Any],
    after: str | None,
    size: int = SIZE,
    row: Any = None,
    ascending: bool = False,
) -> Page:
    """A page ordered by `columns`, all descending, the last of them unique. `row(item)` gives an item's values of them."""
    statement = _beyond(statement, columns, after, ascending)
    order = [column.asc() if ascending else column.desc() for column in columns]
    found = db.session.execute(statement.order_by(*order).limit(size + 1))
    items = list(found.unique().scalars()) if row is None else list(found.unique().all())
    more, items = len(items) > size, items[:size]
    read = row or (lambda item: [getattr(item, column.key) for column in columns])
    return Page(items, _encode(read(items[-1])) if more else None, size=size)


def first_of_each(
    statement: Select[Any], columns: Sequence[Any], after: str | None, parts: Sequence[Any], order: Sequence[Any],
    ascending: bool = False,
) -> Any:  # fmt: skip
    """A condition for `keyset`: as many rows as a page has of each of these `parts` (conditions), in the order of an index.

    A list over several parts of a table then costs the same however many rows the parts have; together they would be sorted.
    """
    statement = _beyond(statement.with_only_columns(columns[-1]), columns, after, ascending).order_by(*order).limit(SIZE + 1)
    return columns[-1].in_(union_all(*[select(statement.where(part).subquery()) for part in parts]))


def _beyond(statement: Select[Any], columns: Sequence[Any], after: str | None, ascending: bool) -> Select[Any]:
    """What comes after the last row of the page before."""
    values = _decode(after, columns)
    if values is None:
        return statement
    here, there = tuple_(*columns), tuple_(*values)
    return statement.where(here > there if ascending else here < there)


def _encode(values: Sequence[Any]) -> str:
    plain = [["t", v.isoformat()] if hasattr(v, "isoformat") else ["v", v] for v in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(token: str | None, columns: Sequence[Any]) -> list[Any] | None:
    """A token that somebody cut or made up begins at the beginning."""
    if not token:
        return None
    try:
        raw = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        values = [dt.datetime.fromisoformat(v) if kind == "t" else v for kind, v in raw]
    except (ValueError, TypeError, RecursionError):
        return None
    fit = len(values) == len(columns) and all(map(_fits, values, columns))
    return [_as_kept(value, column) for value, column in zip(values, columns, strict=True)] if fit else None


def _as_kept(value: Any, column: Any) -> Any:
    """A day is compared with days: with a time beside it, it would stand after itself."""
    return value.date() if isinstance(value, dt.datetime) and not isinstance(column.type, Moment) else value


def _fits(value: Any, column: Any) -> bool:
    """Whether the database can compare this value with the column; one that it cannot would be an error of ours."""
    if isinstance(column.type, Moment):
        return isinstance(value, dt.datetime) and value.tzinfo is not None
    try:
        kind = column.type.python_type
    except NotImplementedError:
        kind = type(value)
    if issubclass(kind, int | float):
        return isinstance(value, int | float) and abs(value) < LARGEST
    if issubclass(kind, dt.date):
        return isinstance(value, dt.datetime)
    return isinstance(value, str) and "\0" not in value
