"""What was read is used again only while nobody has committed, and a page that is kept is never another reader's."""

import pytest

from app import create_app
from forum.kit.database import transaction
from models import City
from models.base import Base, db
from tests import services
from tests.client import Browser
from tests.factories import Make


@pytest.fixture
def site(tmp_path):
    settings = {"TESTING": True, "KEEP_READINGS": True}
    app = create_app(settings | {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'kept.sqlite3'}"})
    app.test_client_class = Browser
    with app.app_context():
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def drawn(site, monkeypatch):
    """Which pages were drawn, not taken from what is kept."""
    seen = []
    original = site.view_functions["cities.index"]
    site.view_functions["cities.index"] = lambda: (seen.append(1), original())[1]
    return seen


def write(site, name):
    """By a connection of its own, as another process would."""
    with site.app_context(), transaction() as session:
        Make(session).city(name)


def test_a_page_is_drawn_once_and_again_after_a_commit(site, drawn):
    write(site, "Braga")
    reader = site.test_client()
    assert reader.page("/cities") == site.test_client().page("/cities") and len(drawn) == 1
    write(site, "Gdynia")
    assert "Gdynia" in reader.page("/cities") and len(drawn) == 2


def test_a_kept_page_has_its_headers_and_its_tag(site, drawn):
    first, again = (site.test_client().get("/cities") for _number in range(2))
    assert first.headers["X-Request-Id"] != again.headers["X-Request-Id"]
    lasting = [[pair for pair in one.headers if pair[0] not in ("X-Request-Id", "Date")] for one in (first, again)]
    assert sorted(lasting[0]) == sorted(lasting[1])
    unchanged = site.test_client().get("/cities", headers={"If-None-Match": first.headers["ETag"]})
    assert unchanged.status_code == 304 and len(drawn) == 1


@pytest.mark.parametrize(
    ("cookie", "value", "headers", "same"),
    [
        ("", "", {"Accept-Language": "fr"}, False),
        ("language", "ru", {}, False),
        ("theme", "dark", {}, False),
        ("forum", "made-up", {}, True),
    ],
)
def test_who_sees_another_page_gets_it(site, drawn, cookie, value, headers, same):
    plain = site.test_client().get("/cities").get_data()
    other = site.test_client()
    if cookie:
        other.set_cookie(cookie, value)
    assert (other.get("/cities", headers=headers).get_data() == plain) is same
    assert len(drawn) == 2
    assert site.test_client().get("/cities").get_data() == plain and len(drawn) == 2


def test_a_signed_in_page_is_never_kept(site, drawn):
    with site.app_context(), transaction() as session:
        actor = Make(session).actor("mayor")
        name = actor.person.name
        reader = site.test_client().sign_in(actor)
    assert name in reader.page("/cities") and name in reader.page("/cities") and len(drawn) == 2
    assert name not in site.test_client().page("/cities")


def test_a_session_that_was_ended_elsewhere_reads_nothing_more(site):
    with site.app_context(), transaction() as session:
        actor = Make(session).actor("mayor")
        identity, reader = actor.person.id, site.test_client().sign_in(actor)
    assert reader.get("/settings").status_code == reader.get("/settings").status_code == 200
    with site.app_context(), transaction():
        from forum.accounts.sessions import end_sessions

        end_sessions(identity)
    assert reader.get("/settings").status_code == 302


def test_a_form_is_never_kept(site):
    first, other = (site.test_client().get("/sign-in") for _number in range(2))
    assert "forum-form" in first.headers["Set-Cookie"] and first.headers["Set-Cookie"] != other.headers["Set-Cookie"]
    assert first.get_data() != other.get_data()


def test_renaming_shows_at_once_to_who_is_signed_in(site):
    with site.app_context(), transaction() as session:
        reader = site.test_client().sign_in(Make(session).actor("mayor"))
        Make(session).city("Old name")
    assert "Old name" in reader.page("/cities")
    with site.app_context(), transaction() as session:
        session.query(City).filter_by(name="Old name").one().name = "New name"
    assert "New name" in reader.page("/cities")


@pytest.mark.postgres
def test_the_other_engine_shows_what_was_committed():
    """Its version changes with what is visible; whether it also changes without need is not promised."""
    with services.postgres() as uri:
        app = create_app({"TESTING": True, "KEEP_READINGS": True, "SQLALCHEMY_DATABASE_URI": uri})
        with app.app_context():
            Base.metadata.create_all(db.engine)
        for name in ("Braga", "Gdynia"):
            write(app, name)
            assert name in app.test_client().get("/cities").get_data(as_text=True)
        with app.app_context():
            db.engine.dispose()
