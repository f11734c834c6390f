"""The register of a backup is checked whole, comes back to the byte, and never forgets silently what was published."""

import hashlib
import io
import json
import sqlite3
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import text

from forum.kit import mail
from forum.kit.canonical import canonical_json
from forum.kit.config import ConfigurationError
from forum.kit.database import transaction
from forum.register import backups, commands, queries, starting
from models import LedgerEvent, OutboxMail
from models.base import db
from tests.register.conftest import grow
from tests.register.test_commands import run, with_passkey


@pytest.fixture
def forum(forum_at):
    app = forum_at("forum")
    grow(app, 4)
    with_passkey(app)
    with app.app_context(), transaction():
        mail.queue("ana@example.org", "notice", {"n": 1})
    return app


@pytest.fixture
def backup(forum, tmp_path):
    target = tmp_path / "forum.tar.gz"
    assert backups.write(forum, str(target)) == 0
    return str(target)


def everything(app) -> list[str]:
    """The tables of the register, row by row."""
    with app.app_context():
        tables = {"register_entry": '"index"', "register_node": "level, position", "tree_head": "size", "site_key": "id"}
        found = [db.session.execute(text(f"SELECT * FROM {name} ORDER BY {order}")) for name, order in tables.items()]
        return [str(tuple(row)) for rows in found for row in rows]


def untouched(app) -> bool:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return not Path(db.engine.url.database).exists()
        return db.inspect(db.engine).get_table_names() == []


def parts(backup: str) -> dict[str, bytes]:
    with tarfile.open(backup) as archive:
        return {entry.name: archive.extractfile(entry).read() for entry in archive.getmembers()}


def test_the_head_is_in_the_manifest_and_no_key_in_the_backup(forum, backup):
    found = parts(backup)
    with forum.app_context():
        document = queries.document()
        assert json.loads(found["manifest.json"])["register"] == document["head"]
        assert found["register.json"].decode() == canonical_json(document)
    files = [path for path in Path(forum.config["FORUM_KEYS"]).iterdir() if path.suffix == ".key"]
    assert files and not [name for name in found if "key" in name or "head" in name]
    for path in files:
        assert path.read_bytes() not in b"".join(found.values())


def test_it_comes_back_to_the_byte(forum, forum_at, backup, capsys):
    before = everything(forum)
    new = forum_at("new", tables=False, keys="forum")
    assert backups.restore(new, backup) == 0
    assert everything(new) == before
    assert run(new, "verify") == 0
    with new.app_context():
        starting.check()
        row = db.session.query(OutboxMail).one()
        assert (row.state, row.last_error) == ("failed", "restored from a backup")
        assert commands.findings() == []
    grow(new, 2)
    assert run(new, "verify") == 0


def test_verifying_prints_the_head_and_writes_nothing(forum, forum_at, backup, capsys):
    new = forum_at("new", tables=False)
    capsys.readouterr()
    assert backups.restore(new, backup, verify_only=True) == 0
    said = capsys.readouterr().out
    with forum.app_context():
        head = queries.head_of(queries.newest_head())
    assert "Its register is whole: 7 entries." in said
    assert json.loads(said[said.index("{") : said.rindex("}") + 1]) == head
    assert untouched(new)


def test_triggers_come_back(forum, forum_at, backup):
    new = forum_at("new", tables=False, keys="forum")
    backups.restore(new, backup)
    with new.app_context(), pytest.raises(Exception, match="append-only"), transaction() as session:
        session.execute(text("DELETE FROM tree_head"))


def test_without_the_key_it_is_said(forum_at, backup, capsys):
    new = forum_at("new", tables=False)
    assert backups.restore(new, backup) == 0
    assert "is missing. Put it back" in capsys.readouterr().out


def test_what_was_entered_since_is_said_and_not_forgotten(forum, forum_at, backup, capsys):
    grow(forum, 3)
    new = forum_at("new", tables=False, keys="forum")
    assert backups.restore(new, backup, verify_only=True) == 0
    assert "Entries 7 to 9 are missing, made since " in capsys.readouterr().out
    assert backups.restore(new, backup) == 1
    assert "--accept-shorter-register" in capsys.readouterr().err
    assert untouched(new)
    assert backups.restore(new, backup, accept_shorter=True) == 0
    with new.app_context():
        starting.check()
        assert db.session.query(LedgerEvent).filter_by(verb="register.shortened").one().data["has"] == 7
        db.session.rollback()
    grow(new, 1)
    assert run(new, "verify") == 0


def test_heads_pinned_before_and_after_the_backup(forum, forum_at, tmp_path, capsys):
    def pinned(name: str) -> str:
        capsys.readouterr()
        run(forum, "head")
        (tmp_path / name).write_text(capsys.readouterr().out)
        return str(tmp_path / name)

    before = pinned("before")
    grow(forum, 2)
    target = str(tmp_path / "later.tar.gz")
    backups.write(forum, target)
    grow(forum, 2)
    after = pinned("after")
    new = forum_at("new", tables=False)
    assert backups.restore(new, target) == 0
    capsys.readouterr()
    assert run(new, "pin", before) == 0
    assert "The register goes on from that head: 7 entries then, 9 now." in capsys.readouterr().out
    assert run(new, "pin", after) == 1
    assert "Entries 9 to 10 are missing" in capsys.readouterr().err


def test_the_backup_of_another_forum_is_refused(forum_at, backup, capsys):
    other = forum_at("other")
    grow(other, 2)
    new = forum_at("new", tables=False, keys="other")
    assert backups.restore(new, backup, accept_shorter=True) == 1
    assert "the backup of another forum" in capsys.readouterr().err


@pytest.mark.parametrize("part", ["register.json", "database"])
def test_a_register_changed_in_the_backup_is_named(forum_at, backup, tmp_path, capsys, part):
    """Somebody who can also make the manifest fit."""
    found = parts(backup)
    if part == "register.json":
        found[part] = found[part].replace(b'"declaration":2', b'"declaration":3', 1)
    elif json.loads(found["manifest.json"])["engine"] == "sqlite":
        copy = tmp_path / "copy"
        copy.write_bytes(found[part])
        with sqlite3.connect(copy) as database:
            database.execute("DROP TRIGGER register_entry_refuses_delete")
            database.execute('DELETE FROM register_entry WHERE "index" = 6')
        database.close()
        found[part] = copy.read_bytes()
    else:
        pytest.skip("the copy of PostgreSQL is compressed")
    manifest = json.loads(found["manifest.json"])
    manifest["sha256"][part] = hashlib.sha256(found[part]).hexdigest()
    found["manifest.json"] = json.dumps(manifest).encode()
    with tarfile.open(backup, "w:gz") as archive:
        for name, data in found.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    assert backups.restore(forum_at("new", tables=False), backup, verify_only=True) == 1
    named = {"register.json": "entry 2: the site's signature", "database": "other entries than its register.json"}
    assert named[part] in capsys.readouterr().err


def test_a_backup_taken_while_people_write(forum, forum_at, tmp_path):
    """What is entered after the copy was begun is in neither the copy nor its register.json."""
    original, target = backups._of_the_same_state, str(tmp_path / "busy.tar.gz")

    def busy(connection):
        grow(forum, 1)
        return original(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backups, "_of_the_same_state", busy)
        assert backups.write(forum, target) == 0
    assert json.loads(parts(target)["manifest.json"])["register"]["size"] == 7
    assert backups.restore(forum_at("new", tables=False), target, verify_only=True) == 0


def test_an_empty_register_needs_no_part(forum_at, tmp_path):
    app, target = forum_at("empty"), str(tmp_path / "empty.tar.gz")
    assert backups.write(app, target) == 0
    assert "register.json" not in parts(target)
    assert backups.restore(forum_at("new", tables=False, keys="empty"), target) == 0


def test_a_backup_from_before_the_register_is_a_shorter_one(forum, forum_at, tmp_path):
    empty, target = forum_at("empty"), str(tmp_path / "empty.tar.gz")
    backups.write(empty, target)
    new = forum_at("new", tables=False, keys="forum")
    assert backups.restore(new, target) == 1
    with new.app_context(), pytest.raises(ConfigurationError, match="has 0 entries"):
        db.create_all()
        starting.check()
