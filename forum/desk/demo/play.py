"""The acts of the demo in the order of time: each part writes its steps down, and they are played from first to last."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.kit.config import ROOT
from models import City, Person

DATA = ROOT / "data" / "demo"
Step = Callable[[], Any]


@dataclass
class Play:
    begin: dt.datetime
    cities: dict[str, City] = field(default_factory=dict)  # by slug
    people: dict[str, Person] = field(default_factory=dict)  # by address
    made: dict[str, Any] = field(default_factory=dict)  # what later steps need of earlier ones, by a name of their choice
    steps: list[tuple[dt.datetime, int, Step]] = field(default_factory=list)

    def ago(self, days: float, step: Step) -> None:
        """`step` happens so many days before now, in the order of writing where the moments are equal."""
        self.steps.append((clock.now() - dt.timedelta(days=days), len(self.steps), step))

    def run(self) -> None:
        for moment, _order, step in sorted(self.steps, key=lambda s: s[:2]):
            with clock.at(moment):
                step()

    def actor(self, email: str) -> Actor:
        """The person as they could act at the moment of the step."""
        return load_actor(self.people[email].id)

    def mayor(self, city: str) -> Actor:
        return self.actor(f"mayor.{city}@demo.example" if city != "porto-claro" else "mayor@demo.example")

    def delegate(self, city: str) -> Actor:
        return self.actor(f"delegate.{city}@demo.example" if city != "porto-claro" else "delegate@demo.example")


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
