"""Many browsers of one mayor sign at one moment, each with a form of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func, select

from app import create_app
from forum.accounts import passwords
from forum.declarations.queries import declarations as reading
from forum.kit.database import transaction
from forum.kit.extensions import limiter
from models import Declaration, Signature
from models.base import Base, db
from tests.client import Browser
from tests.declarations.conftest import group_of_people, writer
from tests.factories import Make

PASSWORD = "a long word of honour"


@contextmanager
def installed(uri: str, browsers: int, **settings: Any) -> Iterator[tuple[Any, list[Browser], int, str]]:
    """An application with a declaration that is open: (app, browsers of one mayor, id, SHA-256 of the text)."""
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri, "WTF_CSRF_ENABLED": False, **settings})
    app.test_client_class = Browser
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction() as session:
            people = group_of_people(Make(session))
            dossier = writer(people)("open")
            passwords.set_password(people.other_mayor.person, PASSWORD)
            identity, sha256 = dossier.id, dossier.version.manifest_sha256
        clients = [app.test_client().sign_in(people.other_mayor) for _number in range(browsers)]
        db.session.remove()
    try:
        yield app, clients, identity, sha256
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def sign_at_once(uri: str, browsers: int) -> tuple[list[int], int, int]:
    """(status codes, rows, the counted signatures)."""
    with installed(uri, browsers) as (app, clients, identity, sha256):
        codes = _all_at_once(clients, f"/declarations/{identity}/signature", sha256)
        with app.app_context():
            rows = db.session.scalar(select(func.count(Signature.id))) or 0
            counted = db.session.get_one(Declaration, identity).signature_count
            assert len(reading.get(None, identity).standing) == counted
    return codes, rows, counted


def guess(uri: str, times: int) -> list[int]:
    """Status codes of one browser that tries passwords, under the limits of the real forum."""
    try:
        with installed(uri, 1, RATELIMIT_ENABLED=True) as (_app, (client,), identity, sha256):
            data = {"password": "not it at all", "read": "y", "seen": sha256}
            return [client.post(f"/declarations/{identity}/signature", data=data).status_code for _number in range(times)]
    finally:
        limiter.reset()
        limiter.enabled = False


def _all_at_once(clients: list[Browser], path: str, sha256: str) -> list[int]:
    codes: list[int] = []
    start = threading.Barrier(len(clients))

    def send(number: int, client: Browser) -> None:
        data = {"password": PASSWORD, "read": "y", "seen": sha256, "idempotency_key": f"form-{number}"}
        start.wait()
        codes.append(client.post(path, data=data).status_code)

    threads = [threading.Thread(target=send, args=pair) for pair in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes
