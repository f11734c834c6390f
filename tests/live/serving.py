"""A forum that is served in a thread of the test, with one declaration and the people around it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import uvicorn
from sqlalchemy import func, select

from app import create_app, create_asgi
from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor, open_session
from forum.declarations.queries import declarations as reading
from forum.kit.database import transaction
from models import DraftingText, DraftingUpdate
from models.base import Base, db
from tests.declarations.conftest import group_of_people, writer
from tests.factories import Make
from tests.live.peer import Peer
from tests.services import free_port


class Served:
    """`people` are actors by name; `id` is the declaration; work in its database with `with served.database():`."""

    def __init__(self, app: Any, stage: str) -> None:
        self.app, self.stage = app, stage
        self.port = free_port()
        self.address = f"ws://localhost:{self.port}/live/declarations"
        self._server: uvicorn.Server | None = None
        self._peers: list[Peer] = []

    def prepare(self) -> None:
        self.app.config["FORUM_URL"] = f"http://localhost:{self.port}"
        with self.app.app_context():
            Base.metadata.create_all(db.engine)
            with transaction() as session:
                people = group_of_people(Make(session))
                dossier = writer(people)(self.stage)
                self.id = dossier.id
                self.uids = [clause.uid for clause in dossier.clauses]
                names = {name: found for name, found in vars(people).items() if isinstance(found, Actor)}
                known = {name: (actor.person_id, actor.mandate_id) for name, actor in names.items()}
                self.cities = {"lead": people.lead.id, "second": people.second.id, "third": people.third.id}
            self.people = SimpleNamespace(**{name: load_actor(*ids) for name, ids in known.items()})
            db.session.expunge_all()
            db.session.remove()

    @contextmanager
    def database(self) -> Iterator[Any]:
        """One writing transaction."""
        with self.app.app_context():
            try:
                with transaction() as session:
                    yield session
            finally:
                db.session.remove()

    def dossier(self) -> Any:
        """In `database()`, as an act on it loads it."""
        return reading.get(None, self.id, hold=True)

    def token(self, actor: Actor) -> str:
        with self.database():
            return open_session(actor.person, "test", actor.mandate_id)

    def peer(self, actor: Actor | None = None, token: str | None = None, **how: Any) -> Peer:
        """Somebody's browser, connected."""
        token = token if token is not None else (self.token(actor) if actor else "")
        origin = how.pop("origin", f"http://localhost:{self.port}")
        peer = Peer(f"{self.address}/{how.pop('declaration', self.id)}", token, origin, **how)
        self._peers.append(peer)
        return peer

    def room_is_quiet(self) -> None:
        """Until the rows of clauses show what the room has written."""
        end = time.monotonic() + 15
        while time.monotonic() < end:
            with self.app.app_context():
                kept = db.session.get(DraftingText, self.id)
                newest = db.session.scalar(select(func.max(DraftingUpdate.id)).filter_by(declaration_id=self.id))
                db.session.remove()
            if kept and kept.projected_upto >= (newest or 0):
                return
            time.sleep(0.1)
        raise TimeoutError("the rows do not follow")

    def start(self) -> None:
        how = {"ws": "forum.live.sockets:Sockets", "ws_max_size": 4 * 1024 * 1024 + 64, "ws_per_message_deflate": False}
        config = uvicorn.Config(create_asgi(self.app), host="127.0.0.1", port=self.port, log_level="error", **how)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def send_all_home(self) -> None:
        for peer in self._peers:
            peer.leave()
        self._peers.clear()

    def stop(self) -> None:
        self.send_all_home()
        if self._server:
            self._server.should_exit = True
            self._thread.join(20)


@contextmanager
def served(uri: str, stage: str = "drafting", **settings: Any) -> Iterator[Served]:
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": uri, "WTF_CSRF_ENABLED": False, **settings})
    running = Served(app, stage)
    running.prepare()
    running.start()
    try:
        yield running
    finally:
        running.stop()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
