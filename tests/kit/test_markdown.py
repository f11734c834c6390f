"""User text becomes safe HTML, in bounded time."""

import time

import pytest

from forum.kit import markdown


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", "javascript:"),
        ("<img src=x onerror=alert(1)>", "onerror"),
        ("![x](https://elsewhere.example/a.png)", "elsewhere"),
        ("<p style='position:fixed'>x</p>", "style"),
        ("<svg onload=alert(1)>", "<svg"),
    ],
)
def test_hostile_text_is_inert(app, text, absent):
    assert absent not in markdown.render(text)


def test_headings_move_below_ours(app):
    assert markdown.render("# One\n\n## Two") == "<h3>One</h3>\n<h4>Two</h4>"


@pytest.mark.parametrize("text", ["[" * 20_000, "> " * 300 + "x", "`" * 30_000, "x" * 100_001, "[a](b)" * 2_001])
def test_slow_text_is_shown_plain_and_the_worker_lives_on(app, text):
    begun = time.monotonic()
    assert markdown.render(text)
    assert time.monotonic() - begun < 15  # a loop that never ends would not come back at all
    assert markdown.render("*still here*") == "<p><em>still here</em></p>"
