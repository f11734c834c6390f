"""The order of the features is the architecture: imports go down, views stay private, flask stays at the edge."""

import ast
from pathlib import Path

import pytest

from forum import FEATURES

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("rules", "workflow", "queries", "operations", "forms", "views")
FILES = sorted(p for folder in ("forum", "models") for p in (ROOT / folder).rglob("*.py"))
# Composition roots: they set the whole forum up and may know all of it.
ROOTS = ("forum/__main__.py", "forum/__init__.py")
# `from flask import Flask` names a type only, for installation and commands.
EDGE = ("views", "identity", "feeds", "files", "__init__")


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def feature_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "forum" and len(parts) > 1 and parts[1] in FEATURES else None


def label(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=label)
def test_imports_go_down(path):
    name = label(path)
    if name in ROOTS:
        return
    if name.startswith("models/"):
        assert not [n for n in imported(path) if n.startswith(("forum", "app"))], "models import nothing of ours"
        return
    own = FEATURES.index(path.relative_to(ROOT / "forum").parts[0])
    for other in imported(path):
        assert other != "app", f"{name} imports the app"
        feature = feature_of(other)
        assert feature is None or FEATURES.index(feature) <= own, f"{name} imports upwards: {other}"


@pytest.mark.parametrize("path", FILES, ids=label)
def test_inside_a_feature_words_go_down(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    word = next((p for p in parts if p in WORDS), None)
    if parts[0] != "forum" or word is None:
        return
    for other in imported(path):
        found = next((p for p in other.split(".")[2:3] if p in WORDS), None)
        if found is None or feature_of(other) in (None, "kit"):
            continue
        if feature_of(other) == parts[1]:
            assert WORDS.index(found) <= WORDS.index(word), f"{label(path)} imports {other}"
        else:
            assert found not in ("views", "forms"), f"{label(path)} imports another feature's {found}: {other}"


@pytest.mark.parametrize("path", FILES, ids=label)
def test_only_the_edge_knows_flask(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] == "models" or parts[1] in ("kit", "api", "live") or label(path) in ROOTS:
        return
    if any(p in EDGE for p in parts[2:]):
        return
    wrong = [n for n in imported(path) if n.split(".")[0] in ("flask", "flask_login") and n not in ("flask", "flask.Flask")]
    assert not wrong, f"{label(path)} imports {wrong}"


@pytest.mark.parametrize("path", FILES, ids=label)
def test_files_and_functions_stay_small(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 250, f"{label(path)} asks to be split by noun"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{label(path)}: {node.name} is longer than 40 lines"


@pytest.mark.parametrize("path", FILES, ids=label)
def test_a_module_begins_with_a_sentence(path):
    if path.read_text().strip():
        assert ast.get_docstring(ast.parse(path.read_text())), f"{label(path)} does not say what it is"
