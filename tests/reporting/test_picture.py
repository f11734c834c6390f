"""The picture: nothing lies on anything else, lines go forward, and what has no place is not drawn."""

import random

from forum.reporting.picture import GAP, HIGH, LINES, WIDE, fitted, picture
from forum.reporting.stories import Graph, Node


def chance(seed: int) -> Graph:
    """A graph of chance whose edges go from earlier to later columns."""
    drawn, dice = Graph(), random.Random(seed)
    for number in range(dice.randint(1, 40)):
        column = dice.randint(0, 5)
        earlier = [key for key, node in drawn.nodes.items() if node.column <= column]
        drawn.add(
            Node(f"n{number}", column, "Kind", "x " * number), *dice.sample(earlier, min(len(earlier), dice.randint(0, 2)))
        )
    return drawn


def test_no_box_lies_on_another_and_all_lie_inside():
    for seed in range(50):
        graph = chance(seed)
        drawn = picture(graph)
        assert len(drawn.boxes) == len(graph.nodes) and len(drawn.lines) == len(graph.edges)
        for one in drawn.boxes:
            assert 0 <= one.x <= drawn.width - WIDE
            assert one.y + HIGH <= drawn.height, seed
            for other in drawn.boxes:
                assert one is other or one.x != other.x or abs(one.y - other.y) >= HIGH + GAP


def test_columns_follow_time_and_empty_ones_are_left_out():
    graph = Graph()
    graph.add(Node("b", 4, "", ""), graph.add(Node("a", 1, "", "")))
    first, second = sorted(picture(graph).boxes, key=lambda box: box.node.column)
    assert first.x < second.x < first.x + 2 * WIDE and first.y == second.y


def test_a_long_title_says_that_there_is_more_of_it():
    assert fitted("Shade in every street") == ["Shade in every street"]
    lines = fitted("Guidance on shade in the streets of every city of the region, with figures")
    assert len(lines) == LINES and lines[-1].endswith("…")
    assert fitted("") == [""]


def test_what_is_not_drawn_has_no_line():
    graph = Graph()
    key = graph.add(Node("a", 1, "", ""))
    graph.edges += [(key, "elsewhere"), ("elsewhere", key)]
    drawn = picture(graph)
    assert len(drawn.boxes) == 1 and drawn.lines == []
