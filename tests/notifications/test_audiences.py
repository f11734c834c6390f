"""Every verb that is recorded anywhere is told to somebody or is silent on purpose, and every one has a sentence."""

import ast
import re
from pathlib import Path

import pytest

from forum.notifications import asking, audiences, wording

ROOT = Path(__file__).resolve().parents[2] / "forum"
SUBJECTS = "experience|challenge|comment|declaration|recommendation|city|mandate|person|moderation|body"
WHOLE = re.compile(rf"({SUBJECTS})\.([a-z_]+)")
# Where an operation calls its feature's own `record(thing, "signed", ...)`, the prefix comes from the folder.
PREFIX = {"declarations": "declaration", "recommendations": "recommendation"}
NO_VERBS = {"moderation.queue", "moderation.case", "moderation.log"}  # endpoints that look like verbs
RECORDERS = {"record": 1, "step": 3, "act": 3, "_record": 1}


def recorded() -> set[str]:
    found = set()
    for path in ROOT.rglob("operations*/**/*.py"):
        found |= verbs_of(path)
    for path in ROOT.rglob("operations.py"):
        found |= verbs_of(path)
    return found - NO_VERBS


def verbs_of(path: Path) -> set[str]:
    feature, tree, found = path.relative_to(ROOT).parts[0], ast.parse(path.read_text()), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WHOLE.fullmatch(node.value):
            found.add(node.value)
        if isinstance(node, ast.Call) and feature in PREFIX:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            place = RECORDERS.get(name)
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if place is not None and words and "." not in words[-1]:
                found.add(f"{PREFIX[feature]}.{words[-1]}")
    return found


def test_the_search_for_verbs_finds_them():
    assert {"comment.posted", "declaration.signed", "recommendation.forwarded", "city.accredited"} <= recorded()


def test_every_recorded_verb_is_told_or_silent():
    assert recorded() - set(audiences.TABLE) - wording.SILENT == set()


def test_no_verb_is_both():
    assert not set(audiences.TABLE) & wording.SILENT


def test_every_verb_has_a_sentence_and_a_sentence_for_what_it_asks():
    assert (set(audiences.TABLE) | wording.SILENT) - set(wording.SENTENCES) == set()
    asks = {verb for verb, audience in audiences.TABLE.items() if audience.asks}
    assert asks - set(asking.ASKED) == set()


@pytest.mark.parametrize("verb", sorted(wording.SENTENCES))
def test_a_sentence_can_be_said(app, verb):
    with app.test_request_context():
        words = str(wording.SENTENCES[verb]) % {"who": "Braga", "title": "Clean air", "body": "the Committee"}
        assert "Clean air" in words and "%" not in words
