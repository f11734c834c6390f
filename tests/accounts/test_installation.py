"""Setting a real forum up, and what an administrator changes later."""

import argparse

import pytest
from sqlalchemy import func, select

from app import create_app
from forum.desk import installation
from forum.kit import clock, site
from forum.kit.config import ConfigurationError
from models import LedgerEvent, Passkey, Person, Role, Setting
from models.base import Base, db

CHOSEN = {"name": "Forum of the North", "address": "https://forum.example", "sender": "forum@north.example"}
PAGE = {
    "name": "Forum of the North",
    "contact": "desk@north.example",
    "sender": "forum@north.example",
    "licence": "CC0 1.0",
    "word_limit": "2500",
    "recovery_hours": "96",
    "objection_days": "10",
    "pre_session_weeks": "12",
    "in_session_weeks": "4",
    "in_session_words": "3000",
    "post_session_weeks": "3",
}


@pytest.fixture(autouse=True)
def defaults_again():
    yield
    site.forget()


@pytest.fixture
def empty(tmp_path):
    uri = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri, "FORUM_URL": "https://forum.example"})
    with app.app_context():
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def chosen(**fields):
    return argparse.Namespace(**(CHOSEN | {"administrator": "Nora@north.example"} | fields))


def test_a_forum_is_set_up_once(empty, capsys):
    assert installation.init(empty, chosen()) == 0
    link = capsys.readouterr().out.strip().splitlines()[-1]
    assert link.startswith("https://forum.example/invitation/")
    with empty.app_context():
        person = db.session.scalars(select(Person)).one()
        assert person.email == "nora@north.example" and not person.password_hash
        assert db.session.get(Setting, "rp_id").value == "forum.example"
        assert site.value("name") == "Forum of the North"
    page = empty.test_client().get(link.removeprefix("https://forum.example"))
    assert page.status_code == 200 and "Forum of the North" in page.get_data(as_text=True)
    with pytest.raises(ConfigurationError, match="not empty"):
        installation.init(empty, chosen())


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"administrator": ""}, "--administrator is missing."),
        ({"administrator": "nora"}, "--administrator is no email address."),
        ({"name": ""}, "--name is missing."),
        ({"sender": "north"}, "--sender is no email address."),
        ({"address": "https://other.example"}, "--address differs from FORUM_URL"),
    ],
)
def test_what_is_missing_is_said(empty, fields, sentence, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(ConfigurationError, match=sentence):
        installation.init(empty, chosen(**fields))


def started_at(app, address):
    """What stands in the database after a start under this address."""
    app.config["FORUM_URL"] = address
    installation.prepare(app)
    with app.app_context():
        return db.session.get(Setting, "rp_id").value, db.session.get(Setting, "origins").value.split()


def test_the_host_of_the_first_start_is_kept_with_its_origins(empty):
    """Another port is the same host: keys of before work there too."""
    first = started_at(empty, "http://localhost:8000")
    assert first == ("localhost", ["http://localhost:8000"])
    assert started_at(empty, "http://localhost:8000/") == first
    both = ["http://localhost:8000", "http://localhost:8123"]
    assert started_at(empty, "http://localhost:8123") == ("localhost", both)
    assert site.origins() == both and site.rp_id() == "localhost"


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Forum.example", "https://forum.example"),
        ("https://forum.example:443/", "https://forum.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://localhost:80", "http://localhost"),
        ("https://forum.example:8443/base", "https://forum.example:8443"),
    ],
)
def test_an_origin_is_spelled_as_browsers_do(address, origin):
    assert site.origin_of(address) == origin


def test_a_forum_without_keys_may_move(empty):
    installation.init(empty, chosen())
    assert started_at(empty, "https://elsewhere.example") == ("elsewhere.example", ["https://elsewhere.example"])


def test_with_keys_another_host_does_not_serve_it(empty):
    """Also a key that was removed counts: what it signed names this host."""
    installation.init(empty, chosen())
    with empty.app_context():
        person = db.session.scalars(select(Person)).one()
        row = Passkey(person_id=person.id, credential_id="k", public_key="p", name="Telephone", created_at=clock.now())
        row.removed_at = clock.now()
        db.session.add(row)
        db.session.commit()
    empty.config["FORUM_URL"] = "https://elsewhere.example"
    with pytest.raises(
        ConfigurationError, match=r"set up for forum\.example.*Set FORUM_URL to https://forum\.example again"
    ):
        installation.prepare(empty)
    assert started_at(empty, "https://forum.example")[0] == "forum.example"


def test_an_administrator_changes_it(make, client, session):
    client.sign_in(make.actor(Role.ADMIN))
    assert "Forum of Cities" in client.page("/installation")
    bad = client.post("/installation", data=PAGE | {"contact": "desk"})
    assert bad.status_code == 422 and "Enter a whole address" in bad.get_data(as_text=True)
    assert client.post("/installation", data=PAGE).status_code == 303
    assert site.word_limit() == 2500 and site.value("recovery_hours") == "96"
    assert client.post("/installation", data=PAGE | {"recovery_hours": "1"}).status_code == 422
    for wrong in ("99", "many", ""):
        assert client.post("/installation", data=PAGE | {"word_limit": wrong}).status_code == 422
    html = client.page("/privacy")
    assert "Forum of the North" in html and "desk@north.example" in html and "CC0 1.0" in html
    event = session.scalars(select(LedgerEvent).filter_by(verb="installation.changed")).one()
    assert event.data["before"]["licence"] == "CC BY 4.0"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.MAYOR, Role.CHAIR, Role.OBSERVER])
def test_it_exists_for_administrators_only(make, client, session, role):
    client.sign_in(make.actor(role))
    client.page("/installation", 404)
    assert client.post("/installation", data=PAGE).status_code in (404, 409)
    assert session.scalar(select(func.count()).select_from(Setting)) == 0
