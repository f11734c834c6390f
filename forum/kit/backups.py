"""A backup is one tar file: the database, the uploaded files, and a manifest with a SHA-256 of each."""

import hashlib
import io
import json
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from flask import Flask

from forum.kit import clock
from models.base import db

MANIFEST = "manifest.json"


def write(app: Flask, target: str) -> int:
    """Write the backup; SQLite is copied by its own online backup, PostgreSQL by pg_dump."""
    with app.app_context(), tempfile.TemporaryDirectory() as scratch:
        folder = Path(app.config["FORUM_FOLDER"]) / "files"
        parts = {"database": _dump(Path(scratch))}
        if folder.is_dir():
            parts |= {f"files/{path.name}": path for path in sorted(folder.iterdir()) if path.is_file()}
        manifest = {
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


def restore(app: Flask, source: str, verify_only: bool = False) -> int:
    """Check every part against the manifest, then put it back; mail that waits in it is not sent again."""
    with tarfile.open(source) as archive, tempfile.TemporaryDirectory() as scratch:
        archive.extractall(scratch, filter="data")
        folder = Path(scratch)
        manifest = json.loads((folder / MANIFEST).read_text())
        broken = [name for name, digest in manifest["sha256"].items() if _digest(folder / name) != digest]
        if broken:
            print(f"This backup is damaged: {', '.join(broken)}.", file=sys.stderr)
            return 1
        print(f"The backup of {manifest['at']} is whole: {len(manifest['sha256'])} parts.")
        if not verify_only:
            with app.app_context():
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
        with sqlite3.connect(target) as connection:
            connection.execute(
                "update outbox_mail set state = 'failed', last_error = 'restored from a backup' where state = 'waiting'"
            )
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
    files = Path(app.config["FORUM_FOLDER"]) / "files"
    files.mkdir(parents=True, exist_ok=True)
    for path in (folder / "files").glob("*"):
        (files / path.name).write_bytes(path.read_bytes())


def _dump(scratch: Path) -> Path:
    target, url = scratch / "database", db.engine.url
    if url.get_backend_name() == "sqlite":
        with sqlite3.connect(url.database or "") as source, sqlite3.connect(target) as copy:
            source.backup(copy)
    else:
        dsn = url.set(drivername="postgresql").render_as_string(False)
        subprocess.run(["pg_dump", "-Fc", "-f", target, dsn], check=True)
    return target


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
