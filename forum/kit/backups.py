"""A backup is one tar file: the database, the uploaded files, and a manifest with a SHA-256 of each."""

import hashlib
import io
import json
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from forum.kit import clock
from models.base import db

MANIFEST = "manifest.json"
NOT_AGAIN = text("UPDATE outbox_mail SET state = 'failed', last_error = 'restored from a backup' WHERE state = 'waiting'")
More = Callable[[Connection], tuple[dict[str, bytes], dict[str, Any]]]
Check = Callable[[Path, dict[str, Any]], list[str]]


def nothing_more(_connection: Connection) -> tuple[dict[str, bytes], dict[str, Any]]:
    return {}, {}


def nothing_wrong(_folder: Path, _manifest: dict[str, Any]) -> list[str]:
    return []


def write(app: Flask, target: str, more: More = nothing_more) -> int:
    """Write the backup; SQLite is copied by its own online backup, PostgreSQL by pg_dump.

    `more` gets a connection to exactly the state that is copied, and gives further parts and what the manifest says of it.
    """
    with app.app_context(), tempfile.TemporaryDirectory() as scratch:
        folder = Path(app.config["FORUM_FOLDER"]) / "files"
        with _dumped(Path(scratch)) as (dump, connection):
            further, notes = more(connection)
        parts = {"database": dump} | {name: _kept(Path(scratch) / name, data) for name, data in further.items()}
        if folder.is_dir():
            parts |= {f"files/{path.name}": path for path in sorted(folder.iterdir()) if path.is_file()}
        manifest = notes | {
            "at": clock.now().isoformat(),
            "engine": db.engine.dialect.name,
            "sha256": {n: _digest(p) for n, p in parts.items()},
        }
        with tarfile.open(target, "w:gz") as archive:
            for name, path in parts.items():
                archive.add(path, name)
            data = json.dumps(manifest, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    print(f"{len(parts)} parts in {target}")
    return 0


def restore(app: Flask, source: str, verify_only: bool = False, check: Check = nothing_wrong) -> int:
    """Check every part against the manifest, then put it back; mail that waits in it is not sent again.

    `check` gets the folder with the parts and the manifest, and returns what stands against putting them back.
    """
    with tarfile.open(source) as archive, tempfile.TemporaryDirectory() as scratch:
        archive.extractall(scratch, filter="data")
        folder = Path(scratch)
        manifest = json.loads((folder / MANIFEST).read_text())
        broken = [name for name, digest in manifest["sha256"].items() if _digest(folder / name) != digest]
        if broken:
            print(f"This backup is damaged: {', '.join(broken)}.", file=sys.stderr)
            return 1
        print(f"The backup of {manifest['at']} is whole: {len(manifest['sha256'])} parts.")
        with app.app_context():
            if problems := check(folder, manifest):
                print(*problems, sep="\n", file=sys.stderr)
                return 1
            if not verify_only:
                _put_back(app, folder)
    return 0


def _put_back(app: Flask, folder: Path) -> None:
    url = db.engine.url
    db.session.remove()
    db.engine.dispose()
    if url.get_backend_name() == "sqlite":
        target = Path(url.database or "")
        if target.exists() and target.stat().st_size:
            raise SystemExit(f"{target} exists. Restore into an empty folder, then swap them.")
        target.write_bytes((folder / "database").read_bytes())
    else:
        subprocess.run(
            [
                "pg_restore",
                "--no-owner",
                "-d",
                url.set(drivername="postgresql").render_as_string(False),
                folder / "database",
            ],
            check=True,
        )
    with db.engine.begin() as connection:
        connection.execute(NOT_AGAIN)
    files = Path(app.config["FORUM_FOLDER"]) / "files"
    files.mkdir(parents=True, exist_ok=True)
    for path in (folder / "files").glob("*"):
        (files / path.name).write_bytes(path.read_bytes())


@contextmanager
def _dumped(scratch: Path) -> Iterator[tuple[Path, Connection]]:
    """The copy of the database, and a connection that sees what is in the copy."""
    target, url = scratch / "database", db.engine.url
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(url.database or "")) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        engine = create_engine(f"sqlite:///{target}", poolclass=NullPool)
        with engine.connect() as connection:
            yield target, connection
    else:
        dsn = url.set(drivername="postgresql").render_as_string(False)
        with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            subprocess.run(["pg_dump", "-Fc", f"--snapshot={snapshot}", "-f", target, dsn], check=True)
            yield target, connection


def _kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
