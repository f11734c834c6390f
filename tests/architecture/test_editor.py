"""The drafting editor that ships: light enough, exactly what its sources build, and its own tests pass."""

import gzip
import os
import shutil
import subprocess

import pytest

from forum.kit.assets import STATIC
from forum.kit.config import ROOT
from tests import services

FRONTEND = ROOT / "frontend"
BUNDLE = STATIC / "dist" / "drafting.js"


@pytest.fixture
def node() -> str:
    """Node.js with the editor's packages, as `make editor` installs them."""
    found = shutil.which("node")
    if not found or not (FRONTEND / "node_modules").is_dir():
        services.missing("Node.js with the packages of frontend/ (make editor)")
    return str(found)


def test_the_editor_weighs_at_most_130_kb():
    assert len(gzip.compress(BUNDLE.read_bytes(), 9)) <= 130 * 1024


def test_the_bundle_is_what_the_sources_build(node, tmp_path):
    subprocess.run([node, "build.js"], cwd=FRONTEND, env=os.environ | {"FORUM_DIST": str(tmp_path)}, check=True)
    for built in tmp_path.iterdir():
        assert built.read_bytes() == (BUNDLE.parent / built.name).read_bytes(), f"{built.name} is old: make editor"
    assert (tmp_path / BUNDLE.name).is_file()


def test_the_editors_own_tests_pass(node):
    tests = sorted(str(path.relative_to(FRONTEND)) for path in (FRONTEND / "test").rglob("*.test.js"))
    assert tests
    run = subprocess.run([node, "--test", *tests], cwd=FRONTEND, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout[-4000:]
