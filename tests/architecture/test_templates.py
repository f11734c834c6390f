"""Templates: parts stay short, macros live in ui/, nothing is inline, every word can be translated."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "templates"
FILES = sorted(FOLDER.rglob("*.html"))
MAIL = {path for path in FILES if "mail" in path.parts}


def label(path):
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", FILES, ids=label)
def test_a_part_is_short(path):
    if path.parent.name in ("ui", "styleguide") or path.name == "base.html":
        return
    limit = 60 if path.name.startswith("_") else 120
    assert len(path.read_text().splitlines()) <= limit


@pytest.mark.parametrize("path", FILES, ids=label)
def test_macros_only_in_ui(path):
    if path.parent.name != "ui":
        assert "{% macro" not in path.read_text()


@pytest.mark.parametrize("path", [p for p in FILES if p not in MAIL], ids=label)
def test_nothing_inline(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text) and "<style" not in text
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)


@pytest.mark.parametrize("path", FILES, ids=label)
def test_every_word_goes_through_gettext(path):
    text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)
    text = re.sub(r"{%-?\s*trans.*?endtrans\s*-?%}", "", text, flags=re.S)
    text = re.sub(r"{{.*?}}|{%.*?%}", " ", text, flags=re.S)
    text = re.sub(r"<(script|style|svg|code|pre)\b.*?</\1>", " ", text, flags=re.S)
    text = re.sub(r"<!--.*?-->|<[^>]*>|&\w+;", " ", text, flags=re.S)
    bare = [w for w in re.findall(r"[A-Za-z]{3,}", text) if w not in ("html", "doctype", "SHA", "JSON", "PDF", "Atom")]
    assert not bare, f"{label(path)}: {bare[:6]}"
