"""The way through the queue as addresses carry it: the view, its filters, and the run that one works through."""

from collections.abc import Iterable

from flask import request

from forum.screening.queries.queue import LONGEST_RUN, VIEWS
from forum.screening.queries.views import FILTERS, SORTS


def view() -> str:
    name = request.values.get("view", "")
    return name if name in VIEWS else ""


def chosen() -> dict[str, str]:
    return {name: value for name in FILTERS if (value := request.args.get(name, "").strip()[:200])}


def sort() -> str:
    asked = request.args.get("sort", "")
    return asked if asked in SORTS else "due"


def written(run: Iterable[int]) -> str:
    """Its numbers in the order of the run, short enough for an address."""
    return ".".join(f"{identity:x}" for identity in run)


def run() -> list[int]:
    parts = request.values.get("run", "")[: LONGEST_RUN * 9].split(".")[:LONGEST_RUN]
    try:
        return [number for part in parts if 0 < (number := int(part, 16)) < 2**31]
    except ValueError:
        return []
