"""Parts that a higher feature adds to a lower feature's page: the page asks for them by name and never imports upwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True)
class Panel:
    order: int
    name: str
    draw: Callable[[Any, Any], str]  # (actor, thing) -> HTML of a whole section, or "" where there is nothing to show


_panels: dict[str, list[Panel]] = {}


def register(place: str, order: int, name: str, draw: Callable[[Any, Any], str]) -> None:
    """`place` is a page with a margin for others, e.g. "city" or "contribution"."""
    panels = [panel for panel in _panels.get(place, []) if panel.name != name]
    _panels[place] = sorted([*panels, Panel(order, name, draw)], key=lambda panel: panel.order)


def draw(place: str, actor: Any, thing: Any) -> list[Markup]:
    """The sections of a place, in order, without the empty ones."""
    return [Markup(html) for panel in _panels.get(place, []) if (html := panel.draw(actor, thing).strip())]
