"""How often one may try, counted by address and by account; with an app of its own, since other tests go without limits."""

import pytest

from app import create_app
from forum.accounts import passwords
from forum.accounts.operations import second_factor
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.extensions import limiter
from models import Person
from models.base import Base, db
from tests.accounts.conftest import PASSWORD

ANA, NOBODY = "ana@braga.example", "nobody@example.org"
WRONG = "wrong words here"


@pytest.fixture
def limited(tmp_path):
    uri = f"sqlite:///{tmp_path / 'limits.sqlite3'}"
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri, "WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": True})
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction() as session:
            person = Person(name="Ana Reis", email=ANA, created_at=clock.now())
            passwords.set_password(person, PASSWORD)
            session.add(person)
    limiter.reset()
    yield app
    limiter.reset()
    limiter.enabled = False
    with app.app_context():
        db.engine.dispose()


def tries(app, path: str, data: dict, many: int, addresses: int = 1, client=None) -> list[int]:
    client = client or app.test_client()
    return [
        client.post(path, data=data, environ_overrides={"REMOTE_ADDR": f"192.0.2.{n % addresses}"}).status_code
        for n in range(many)
    ]


@pytest.mark.parametrize("email", [ANA, NOBODY])
def test_an_account_is_tried_ten_times(limited, email):
    """From many addresses as from one, whether it exists or not."""
    assert tries(limited, "/sign-in", {"email": email, "password": WRONG}, 12, addresses=12) == [422] * 10 + [429] * 2


def test_an_address_is_heard_twenty_times_a_minute(limited):
    client = limited.test_client()
    codes = [client.post("/sign-in", data={"email": f"p{n}@example.org", "password": WRONG}).status_code for n in range(22)]
    assert codes == [422] * 20 + [429] * 2


def test_signing_in_rightly_does_not_count_against_the_account(limited):
    assert tries(limited, "/sign-in", {"email": ANA, "password": PASSWORD}, 12) == [303] * 12


def test_codes_are_tried_five_times(limited):
    with limited.app_context(), transaction() as session:
        row = second_factor.begin(session.query(Person).one())
        row.confirmed_at = row.created_at
    client = limited.test_client()
    client.post("/sign-in", data={"email": ANA, "password": PASSWORD})
    assert tries(limited, "/sign-in/code", {"code": "000000"}, 7, client=client) == [422] * 5 + [429] * 2


@pytest.mark.parametrize("email", [ANA, NOBODY])
def test_links_are_asked_for_five_times_a_minute(limited, email):
    assert tries(limited, "/password/forgotten", {"email": email}, 7) == [303] * 5 + [429] * 2
