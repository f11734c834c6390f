"""The picture of a chain: where each node stands and how the lines between them run, in plain numbers for an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from forum.reporting.stories import Graph, Node

WIDE, HIGH, GAP, LANE, EDGE = 184, 84, 16, 42, 4  # of a node, between nodes, between columns, around all
LETTERS, LINES = 25, 2


@dataclass(frozen=True)
class Box:
    """A node at its place; `lines` are its title as far as there is room."""

    node: Node
    x: int
    y: int
    lines: Sequence[str]


@dataclass
class Picture:
    width: int
    height: int
    boxes: list[Box] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # paths from the end of one box to the beginning of another


def picture(graph: Graph) -> Picture:
    """Columns in the order of time, without empty ones; a node stands no higher than what it came from."""
    columns = sorted({node.column for node in graph.nodes.values()})
    before: dict[str, list[str]] = {}
    for source, target in graph.edges:
        before.setdefault(target, []).append(source)
    places: dict[str, tuple[int, int]] = {}
    filled = dict.fromkeys(columns, 0)
    for node in graph.nodes.values():
        origins = [places[key][1] for key in before.get(node.key, []) if key in places]
        row = max(filled[node.column], min(origins, default=0))
        filled[node.column] = row + 1
        places[node.key] = columns.index(node.column), row
    drawn = Picture(
        width=len(columns) * (WIDE + LANE) - LANE + 2 * EDGE if columns else 0,
        height=max(filled.values(), default=0) * (HIGH + GAP) - GAP + 2 * EDGE if columns else 0,
    )
    drawn.boxes = [Box(node, *_corner(places[key]), fitted(node.title)) for key, node in graph.nodes.items()]
    both = [(source, target) for source, target in graph.edges if source in places and target in places]
    drawn.lines = [_line(places[source], places[target]) for source, target in both]  # what is not shown here has no line
    return drawn


def fitted(title: str) -> list[str]:
    """A title in lines of a box; three points say that there is more of it."""
    lines = wrap(title, LETTERS) or [""]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][: LETTERS - 2].rstrip()} …"]
    return lines


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    column, row = place
    return EDGE + column * (WIDE + LANE), EDGE + row * (HIGH + GAP)


def _line(source: tuple[int, int], target: tuple[int, int]) -> str:
    """From the right edge to the left edge; within one column, down along its right side."""
    x, y = _corner(source)
    to_x, to_y = _corner(target)
    begin, end = (x + WIDE, y + HIGH // 2), (to_x, to_y + HIGH // 2)
    if x == to_x:
        bend = x + WIDE + LANE // 2
        return f"M{begin[0]} {begin[1]} C{bend} {begin[1]} {bend} {end[1]} {x + WIDE} {end[1]}"
    middle = end[0] - LANE // 2
    return f"M{begin[0]} {begin[1]} H{middle - LANE // 2} C{middle} {begin[1]} {middle} {end[1]} {end[0]} {end[1]}"
