"""The register in a backup: whole, as a part of its own, its head in the manifest; and no way back that forgets silently.

The keys of the site are in no backup of the database, and neither is the newest published head: they lie in FORUM_KEYS.
"""

import io
import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection

from forum.kit import backups, site
from forum.kit.canonical import canonical_json
from forum.kit.database import reading_from
from forum.register import published, queries, starting, tree
from forum.register.auditing import audit
from forum.register.queries.standing import Gap, between, entries
from forum.register.spelling import leaf_of
from models.base import db

PART = "register.json"


def write(app: Flask, target: str) -> int:
    return backups.write(app, target, _of_the_same_state)


def restore(app: Flask, source: str, verify_only: bool = False, accept_shorter: bool = False) -> int:
    """Refuses a backup whose register is not whole, or lacks entries that this machine knows to have been published."""
    gaps: list[tuple[published.Head, Gap]] = []

    def check(folder: Path, manifest: dict[str, Any]) -> list[str]:
        document = _document(folder, manifest)
        problems = _broken(folder, manifest, document) if document else []
        if document and not problems:
            print(f"Its register is whole: {entries(document['head']['size'])}. Its head:")
            print(json.dumps({name: document[name] for name in ("head", "head_key", "head_signature")}, indent=1))
        if found := _gap(document):
            gaps.append(found)
            if verify_only:
                print(found[1].sentence)
            elif not (found[1].shorter and accept_shorter):
                problems += [found[1].sentence, _remedy(found[1])]
        return problems

    done = backups.restore(app, source, verify_only, check)
    if done == 0 and not verify_only:
        with app.app_context():
            for stated, found in gaps:
                starting.accept(stated, found)
            _say_whether_the_key_is_here()
    return done


def _of_the_same_state(connection: Connection) -> tuple[dict[str, bytes], dict[str, Any]]:
    with reading_from(connection):
        if queries.newest_head() is None:
            return {}, {}
        site.load()
        document = queries.document()
    return {PART: canonical_json(document).encode()}, {"register": document["head"]}


def _document(folder: Path, manifest: dict[str, Any]) -> dict[str, Any] | None:
    """None where the register of the backup has no entry yet."""
    if PART not in manifest["sha256"]:
        return None
    document: dict[str, Any] = json.loads((folder / PART).read_text())
    return document


def _broken(folder: Path, manifest: dict[str, Any], document: dict[str, Any]) -> list[str]:
    problems = [f"The register of this backup is not whole: {finding}" for finding in audit(document)]
    if document["head"] != manifest.get("register"):
        problems.append("The manifest names another head than the register of this backup has.")
    kept = _contents(folder / "database", manifest["engine"])
    if kept != [canonical_json(entry) for entry in document["entries"]]:
        problems.append("The database of this backup holds other entries than its register.json.")
    return problems


def _gap(document: dict[str, Any] | None) -> tuple[published.Head, Gap] | None:
    """Between what was published and what this backup has."""
    stated = published.read()
    if stated is None:
        return None
    head = document["head"] if document else {"size": 0, "time": None}
    nodes = tree.nodes_of([leaf_of(entry) for entry in document["entries"]] if document else [])
    found = between(stated, head["size"], head["time"], lambda size: tree.root(size, nodes).hex())
    return (stated, found) if found else None


def _remedy(found: Gap) -> str:
    if found.shorter:
        return f"Restore a newer backup. If there is none, say {starting.FLAG}: what is missing stays missing."
    return "This is the backup of another forum, or FORUM_KEYS is the folder of another."


def _contents(dump: Path, engine: str) -> list[str]:
    """The entries as the copied database holds them, in their order."""
    if engine == "sqlite":
        with closing(sqlite3.connect(dump)) as database:
            return [row[0] for row in database.execute('select content from register_entry order by "index"')]
    command = ["pg_restore", "--data-only", "--table=register_entry", "--file=-", str(dump)]
    return _copied(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _copied(script: str) -> list[str]:
    """From PostgreSQL's text format of COPY: a line for each row, tabs between columns, backslashes doubled."""
    columns: list[str] = []
    rows: dict[int, str] = {}
    for line in io.StringIO(script, newline="\n"):
        if line.startswith("COPY "):
            columns = [name.strip(' "') for name in line[line.index("(") + 1 : line.index(")")].split(",")]
        elif line.startswith("\\."):
            columns = []
        elif columns:
            row = dict(zip(columns, line.rstrip("\n").split("\t"), strict=True))
            rows[int(row["index"])] = row["content"].replace("\\\\", "\\")
    return [rows[index] for index in sorted(rows)]


def _say_whether_the_key_is_here() -> None:
    if found := starting.key_problem():
        print(found)
    db.session.rollback()
