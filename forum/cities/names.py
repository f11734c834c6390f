"""A city's name without accents is kept beside it, so that it is found however it is typed."""

from typing import Any

from sqlalchemy import event

from forum.kit.text import folded
from models import City


def watch() -> None:
    if not event.contains(City.name, "set", _keep):
        event.listen(City.name, "set", _keep)


def _keep(city: City, value: str, _old: Any, _initiator: Any) -> None:
    city.plain_name = folded(value)[:200]
