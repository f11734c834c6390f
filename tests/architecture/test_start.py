"""What a start does not wait for: large libraries are imported by the function that uses them first."""

import json
import os
import subprocess
import sys

from forum.kit.config import ROOT

# For files, devices, sums over the network, mails, other processes, and for a database that has to be changed.
AT_FIRST_USE = {
    "alembic", "cbor2", "docx", "email_validator", "flask_migrate", "lxml", "mako", "openpyxl", "PIL", "psycopg", "pygments",
    "pyhanko", "redis", "segno", "snowballstemmer", "typst", "webauthn", "xlsxwriter", "forum.desk.demo.playing",
    "forum.kit.redisbus",
}  # fmt: skip


def test_a_start_imports_no_library_that_only_some_requests_use(tmp_path):
    code = "import json, sys; from app import create_asgi; create_asgi(); print(json.dumps(list(sys.modules)))"
    settings = {"PATH": os.environ["PATH"], "FORUM_MODE": "demo", "FORUM_FOLDER": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=settings, stdout=subprocess.PIPE, check=True)
    imported = set(json.loads(done.stdout))
    assert "forum.desk.views" in imported
    assert not AT_FIRST_USE & imported


def test_an_address_is_spelt_by_a_function_that_the_first_link_compiles(app):
    rule = next(rule for rule in app.url_map.iter_rules() if rule.rule == "/declarations/<int:identity>")
    values = {name: 7 for name in rule.arguments}
    first, second = rule.build(values), rule.build(values)
    assert first == second and first is not None and "7" in first[1]
    assert rule.build({**values, "told": "x"}) == (first[0], first[1] + "?told=x")
    assert rule.build({**values, "told": "x"}, append_unknown=False) == first
