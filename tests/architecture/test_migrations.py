"""An empty database brought up to date equals the models, and the way back works."""

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, MetaData, inspect, text
from sqlalchemy.exc import DatabaseError

from app import create_app
from forum.declarations.operations import catching_up
from forum.kit import migrating
from forum.kit.config import ROOT
from forum.register import queries
from forum.register.auditing import audit
from forum.register.checking import tables
from models.base import Base, db
from models.search import in_models
from tests import services


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        with services.postgres() as uri:
            yield uri


def test_up_equals_the_models_and_down_leaves_nothing(address):
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address})
    migrating.bind(app)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        options = {"compare_type": True, "include_object": in_models}
        with db.engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        assert found == []
        assert migrating.standing() == migrating.newest()
        downgrade(directory=str(ROOT / "migrations"), revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()


def test_a_start_brings_an_older_database_up_and_leaves_a_new_one_alone(address, monkeypatch):
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address})
    migrating.bind(app)
    with app.app_context():
        assert migrating.standing() is None
        upgrade(directory=str(ROOT / "migrations"), revision="0006")
    migrating.bring_up_to_date(app)
    with app.app_context():
        assert migrating.standing() == migrating.newest()
    monkeypatch.setattr("flask_migrate.upgrade", lambda **_how: pytest.fail("there is nothing to do"))
    migrating.bring_up_to_date(app)
    with app.app_context():
        db.engine.dispose()


def test_the_number_of_a_migration_is_its_revision():
    for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"):
        assert f'\nrevision = "{path.name[:4]}"\n' in path.read_text(), path.name


def test_older_rows_get_what_they_lack(address):
    """Three amendments and an edit from before live drafting."""
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address})
    migrating.bind(app)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"), revision="0003")
        older = MetaData()
        older.reflect(db.engine)
        with db.engine.begin() as connection:
            for name, given in OLDER_ROWS:
                connection.execute(older.tables[name].insert().values(_filled(older.tables[name], given)))
        upgrade(directory=str(ROOT / "migrations"))
        with db.engine.connect() as connection:
            assert connection.scalars(text("SELECT number FROM amendment ORDER BY id")).all() == [1, 1, 2]
            assert connection.execute(text("SELECT kind, position FROM clause_edit")).all() == [("operative", 4)]
        downgrade(directory=str(ROOT / "migrations"), revision="0003")
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM amendment")) == 3
        db.engine.dispose()


def test_signatures_of_before_the_register_enter_it(address):
    """Two texts and a signature that was withdrawn; up, entered, refused to be changed, down with the rows kept, and up."""
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address})
    migrating.bind(app)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"), revision="0005")
        older = MetaData()
        older.reflect(db.engine)
        with db.engine.begin() as connection:
            for name, given in SIGNED_ROWS:
                connection.execute(older.tables[name].insert().values(_filled(older.tables[name], given)))
        upgrade(directory=str(ROOT / "migrations"))
        assert catching_up.enter_what_is_missing() == 4
        document = queries.document()
        assert [entry["statement"]["kind"] for entry in document["entries"]] == ["enrol", "open", "open", "sign", "withdraw"]
        assert audit(document) == [] == tables(document)
        db.session.remove()
        for table in REGISTER:
            key = next(iter(Base.metadata.tables[table].primary_key)).name
            refused(f'UPDATE {table} SET "{key}" = "{key}"')
            refused(f"DELETE FROM {table}")
            if db.engine.dialect.name == "postgresql":  # the other engine has no such statement
                refused(f"TRUNCATE {table} CASCADE")
        downgrade(directory=str(ROOT / "migrations"), revision="0005")
        assert not set(REGISTER) & set(inspect(db.engine).get_table_names())
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT method, standing FROM signature")).all() == [("password", False)]
        upgrade(directory=str(ROOT / "migrations"))
        assert catching_up.enter_what_is_missing() == 4
        db.session.remove()
        db.engine.dispose()


def test_recommendations_of_before_keep_their_way(address):
    """One that was answered, one that waits for a second person, one that was sent back; up, down with the rows kept, up."""
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address})
    migrating.bind(app)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"), revision="0006")
        older = MetaData()
        older.reflect(db.engine)
        with db.engine.begin() as connection:
            for name, given in ASKED_ROWS:
                connection.execute(older.tables[name].insert().values(_filled(older.tables[name], given)))
        for _time in (1, 2):
            upgrade(directory=str(ROOT / "migrations"))
            assert rows("SELECT recommendation_id, number, verb, text FROM ask ORDER BY id") == [
                (1, 1, "", "To plant."), (2, 1, "", "To shade."),
            ]  # fmt: skip
            assert rows("SELECT recommendation_id, body_id FROM addressee ORDER BY id") == [(1, 7), (2, 7)]
            assert rows("SELECT recommendation_id, session_id, stage, cover_note FROM path ORDER BY forwarding_id") == [
                (1, 5, "dropped", "Too early."), (1, 5, "answered", "Take it."), (2, 5, "prepared", "Next year."),
            ]  # fmt: skip
            assert rows("SELECT move, source, target FROM path_move ORDER BY id") == [
                ("forward", "prepared", "forwarded"), ("consider", "forwarded", "considered"),
                ("answer", "considered", "answered"),
            ]  # fmt: skip
            answered = rows("SELECT d.verb, p.forwarding_id FROM disposition d JOIN path p ON p.id = d.path_id")
            assert answered == [("endorsed", 2)]
            assert rows("SELECT id, year, prepared, assignee_id FROM recommendation ORDER BY id") == [
                (1, 2026, "", None), (2, 2025, "forward", 1),
            ]  # fmt: skip
            assert rows("SELECT seconds FROM recommendation_move ORDER BY id") == [(86_400,), (3_600,), (0,)]
            assert rows("SELECT id FROM search_document") == [], "the index is written anew, with the answers"
            downgrade(directory=str(ROOT / "migrations"), revision="0006")
            assert rows("SELECT session_id, cover_note FROM forwarding ORDER BY id") == [
                (5, "Too early."), (5, "Take it."), (5, "Next year."),
            ]  # fmt: skip
            assert rows("SELECT verb FROM disposition") == [("endorsed",)]
        db.engine.dispose()


def rows(statement: str) -> list[tuple]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def refused(statement: str) -> None:
    with db.engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.execute(text(statement))


REGISTER = ("register_entry", "register_node", "tree_head", "site_key")
SIGNED = '{"city":"Braga","holder":"Ana Reis","iat":1767225600,"kind":"sign","mandate":1,"office":"Mayor","v":1}'
SIGNED_ROWS = (
    ("city", {"name": "Braga"}),
    ("person", {"name": "Ana Reis"}),
    ("mandate", {"city_id": 1, "office": "Mayor"}),
    ("declaration", {"id": 1, "language": "en"}),
    ("version", {"id": 1, "number": 1, "kind": "first", "sha256": "1" * 64, "at": dt.datetime(2026, 1, 1)}),
    ("version", {"id": 2, "number": 2, "kind": "substantive", "sha256": "2" * 64, "at": dt.datetime(2026, 1, 2)}),
    (
        "signature",
        {"version_id": 2, "method": "password", "statement": SIGNED, "reservation": "", "at": dt.datetime(2026, 1, 3)},
    ),
    ("signature_withdrawal", {"signature_id": 1, "reason": "The council voted no.", "at": dt.datetime(2026, 1, 4)}),
)


DAY = dt.datetime(2026, 1, 1)
MOMENTS = ("created_at", "submitted_at", "public_at")
ASKED_ROWS = (
    ("city", {}),
    ("search_document", {"kind": "recommendation", "thing_id": 1}),
    ("person", {}),
    ("mandate", {"city_id": 1}),
    ("body", {"id": 7}),
    ("body_session", {"id": 5, "body_id": 7}),
    (
        "recommendation",
        {"id": 1, "body_id": 7, "stage": "closed", "asked": "To plant."} | dict.fromkeys(MOMENTS, DAY),
    ),
    (
        "recommendation",
        {"id": 2, "body_id": 7, "stage": "cleared", "asked": "To shade.", "submitted_at": dt.datetime(2025, 12, 1)},
    ),
    *(
        ("recommendation_move", {"id": place, "recommendation_id": 1, "move": move, "at": DAY + dt.timedelta(hours=hours)})
        for place, (move, hours) in enumerate((("confirm_forwarding", 24), ("consider", 25), ("dispose", 25)), 1)
    ),
    ("assignment", {"recommendation_id": 2, "ended_at": None, "due_on": dt.date(2026, 3, 1)}),
    *(
        ("forwarding", {"id": place, "recommendation_id": row, "kind": "forward", "session_id": 5, "cover_note": note,
                        "state": state})
        for place, (row, note, state) in enumerate(
            ((1, "Too early.", "sent-back"), (1, "Take it.", "confirmed"), (2, "Next year.", "prepared")), 1
        )
    ),
    ("disposition", {"recommendation_id": 1, "verb": "endorsed"}),
)  # fmt: skip


OLDER_ROWS = (
    ("city", {}),
    ("person", {}),
    ("mandate", {"city_id": 1}),
    ("declaration", {"id": 1}),
    ("declaration", {"id": 2}),
    *(("amendment", {"id": place, "declaration_id": declaration}) for place, declaration in enumerate((1, 2, 2), 1)),
    ("clause", {"uid": "u", "kind": "operative", "position": 4}),
    ("clause_edit", {"uid": "u"}),
)


def _filled(table, given):
    """A row with something in every column that needs it."""
    needed = {column.name: column for column in table.columns if not column.nullable and column.name not in given}
    return given | {name: _something(column) for name, column in needed.items()}


def _something(column):
    kinds = {int: 1, str: "x", bool: False, float: 1.0, dict: {}, list: [], dt.date: dt.date(2026, 1, 1)}
    python = dict if isinstance(column.type, JSON) else column.type.python_type
    return dt.datetime(2026, 1, 1) if python is dt.datetime else kinds[python]
