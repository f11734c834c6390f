"""Many browsers of one mayor sign at one moment, each with a form of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, select

from app import create_app
from forum.declarations.queries import declarations as reading
from forum.kit.database import transaction
from forum.kit.extensions import limiter
from models import Declaration, RegisterEntry, Signature
from models.base import Base, db
from tests.client import Browser
from tests.confirming import begins, give_code, give_passkey, origin, sends
from tests.declarations.conftest import group_of_people, writer
from tests.factories import Make
from tests.softkey import SoftKey


@contextmanager
def installed(uri: str, browsers: int, **settings: Any) -> Iterator[tuple[Any, list[Browser], Any, SoftKey]]:
    """An application with a declaration that is open: (app, browsers of one mayor, the declaration, the mayor's key)."""
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri, "WTF_CSRF_ENABLED": False, **settings})
    app.test_client_class = Browser
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction() as session:
            people = group_of_people(Make(session))
            dossier = writer(people)("open")
            key, _totp = give_passkey(people.other_mayor), give_code(people.other_mayor)
            identity, version = dossier.id, SimpleNamespace(manifest_sha256=dossier.version.manifest_sha256)
        clients = [app.test_client().sign_in(people.other_mayor) for _number in range(browsers)]
        db.session.remove()
    try:
        yield app, clients, SimpleNamespace(id=identity, version=version), key
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def sign_at_once(uri: str, browsers: int) -> tuple[list[int], int, int, int]:
    """(status codes, rows, the counted signatures, the entries in the register); every browser has begun before any ends."""
    with installed(uri, browsers) as (app, clients, dossier, key):
        asked = [begins(client, dossier).get_json() for client in clients]
        with app.app_context():
            said = [(one["nonce"], key.assert_(one["options"], origin=origin())) for one in asked]
        codes = _all_at_once(clients, lambda number: sends(clients[number], dossier, *said[number]).status_code)
        with app.app_context():
            rows = db.session.scalar(select(func.count(Signature.id))) or 0
            entries = db.session.scalar(select(func.count(RegisterEntry.index)).filter_by(kind="sign")) or 0
            counted = db.session.get_one(Declaration, dossier.id).signature_count
            assert len(reading.get(None, dossier.id).standing) == counted
    return codes, rows, counted, entries


def guess(uri: str, times: int) -> list[int]:
    """Status codes of one browser that tries passwords, under the limits of the real forum."""
    try:
        with installed(uri, 1, RATELIMIT_ENABLED=True) as (_app, (client,), dossier, _key):
            data = {"password": "not it at all", "code": "123456", "seen": dossier.version.manifest_sha256}
            return [client.post(f"/declarations/{dossier.id}/signature", data=data).status_code for _number in range(times)]
    finally:
        limiter.reset()
        limiter.enabled = False


def _all_at_once(clients: list[Browser], send: Callable[[int], int]) -> list[int]:
    codes: list[int] = []
    start = threading.Barrier(len(clients))

    def begin(number: int) -> None:
        start.wait()
        codes.append(send(number))

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes
