"""A backup says whether it is whole, comes back to the letter, and sends no old mail again."""

import sqlite3
import tarfile

import pytest

from app import create_app
from forum.kit import backups, mail
from models.base import Base, db


@pytest.fixture
def app_at(tmp_path):
    def make(name):
        folder = tmp_path / name
        (folder / "files").mkdir(parents=True)
        address = f"sqlite:///{folder / 'forum.sqlite3'}"
        return create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address, "FORUM_FOLDER": str(folder)}), folder

    return make


@pytest.fixture
def backup(app_at, tmp_path):
    app, folder = app_at("old")
    (folder / "files" / "picture.webp").write_bytes(b"a picture")
    with app.app_context():
        Base.metadata.create_all(db.engine)
        mail.queue("ana@example.org", "notice", {"n": 1})
        db.session.commit()
    target = tmp_path / "forum.tar.gz"
    assert backups.write(app, str(target)) == 0
    return target


def test_it_comes_back(backup, app_at):
    app, folder = app_at("new")
    assert backups.restore(app, str(backup)) == 0
    assert (folder / "files" / "picture.webp").read_bytes() == b"a picture"
    with sqlite3.connect(folder / "forum.sqlite3") as database:
        rows = database.execute("select recipient, state, last_error from outbox_mail").fetchall()
    assert rows == [("ana@example.org", "failed", "restored from a backup")]


def test_verifying_writes_nothing(backup, app_at):
    app, folder = app_at("new")
    assert backups.restore(app, str(backup), verify_only=True) == 0
    assert not (folder / "forum.sqlite3").exists()


def test_a_changed_byte_is_named(backup, app_at, tmp_path, capsys):
    with tarfile.open(backup) as archive:
        archive.extractall(tmp_path / "parts", filter="data")
    (tmp_path / "parts" / "files" / "picture.webp").write_bytes(b"A picture")
    with tarfile.open(backup, "w:gz") as archive:
        for path in sorted((tmp_path / "parts").rglob("*")):
            if path.is_file():
                archive.add(path, path.relative_to(tmp_path / "parts"))
    app, _folder = app_at("new")
    assert backups.restore(app, str(backup), verify_only=True) == 1
    assert "files/picture.webp" in capsys.readouterr().err


def test_nothing_is_overwritten(backup, app_at):
    app, folder = app_at("new")
    (folder / "forum.sqlite3").write_bytes(b"somebody's forum")
    with pytest.raises(SystemExit, match="exists"):
        backups.restore(app, str(backup))
    assert (folder / "forum.sqlite3").read_bytes() == b"somebody's forum"
