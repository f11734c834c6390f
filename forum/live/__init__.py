"""Rooms in which several people write one text at the same time, over WebSockets; imports no view."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy.exc import DBAPIError
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from forum import ledger
from forum.declarations.operations import workspace
from forum.kit import bus
from forum.live import hub as hubs
from forum.live import rights, sockets
from forum.live.connection import FAST, HIDDEN, Connection, guarded
from models import LedgerEvent

OF_NO_WEIGHT = ("declaration.text_written", "declaration.suggestion_made", "declaration.snapshot_taken")
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def register(_app: Flask) -> None:
    """Whatever is done with a declaration may change who writes in it: rooms look again once it is committed."""
    ledger.listen("declaration.", _tell)


def _tell(event: LedgerEvent) -> None:
    if event.subject_kind == "declaration" and event.verb not in OF_NO_WEIGHT:
        what = "stage" if event.verb not in ("declaration.clause_changed", "declaration.clause_added") else "right"
        bus.publish_after_commit(workspace.topic(event.subject_id), {"what": what})


def routes(app: Flask) -> tuple[list[WebSocketRoute], Callable[[Any], AbstractAsyncContextManager[None]]]:
    """The address of the rooms, and the span of life in which they are open."""
    hub = hubs.Hub(app)

    async def live(websocket: WebSocket) -> None:
        await _serve(hub, websocket)

    @asynccontextmanager
    async def lifespan(_starlette: Any) -> AsyncIterator[None]:
        await hub.start()
        yield
        await hub.close()

    return [WebSocketRoute("/live/declarations/{id:int}", live)], lifespan


async def _serve(hub: hubs.Hub, websocket: WebSocket) -> None:
    """A stranger's page is refused before the handshake; all else is said with a code that a browser can read."""
    if not _is_own_page(hub.app, websocket.headers.get("origin", "")):
        return await websocket.close(4403)
    declaration_id = websocket.path_params["id"]
    token = websocket.cookies.get(_cookie_name(hub.app), "")
    try:
        by = (await hub.work(rights.admit, hub.app, declaration_id, [token]))[token] if token else _NOBODY
        room = await hub.room(declaration_id) if not by.code else None
    except DBAPIError:
        await websocket.accept()
        return await websocket.close(1013, "the database does not answer; try again")
    await websocket.accept()
    if room is None:
        return await websocket.close(by.code, "sign in again" if by.code == rights.ENDED else "not found")
    same = sum(1 for other in room.connections if other.by.person_id == by.person_id)
    if same >= hubs.MOST_OF_ONE_PERSON or len(room.connections) >= hubs.MOST_IN_A_ROOM:
        return await websocket.close(FAST, "too many at once")
    await _stay(room, websocket, token, by)


_NOBODY = rights.Admission(rights.ENDED)
assert HIDDEN == rights.HIDDEN


async def _stay(room: Any, websocket: WebSocket, token: str, by: rights.Admission) -> None:
    line = sockets.line_to(websocket)
    connection = Connection(room, line, token, by, notes=websocket.query_params.get("notes") == "1")
    receive = guarded(connection)
    room.join(connection)
    try:
        while connection.open:
            message = await websocket.receive()
            if message["type"] == "websocket.disconnect":
                break
            await receive(bytes(message.get("bytes") or b""))
        while not connection.open and message["type"] != "websocket.disconnect":  # the other side answers our goodbye
            message = await websocket.receive()
    except (WebSocketDisconnect, RuntimeError):
        pass
    finally:
        connection.open = False
        room.leave(connection)
        line.end()


def _is_own_page(app: Flask, origin: str) -> bool:
    """The host comes from the settings; on this computer the demo may be called by any of its names."""
    own = urlsplit(app.config["FORUM_URL"])
    given = urlsplit(origin)
    if (given.scheme, given.netloc) == (own.scheme, own.netloc):
        return True
    local = app.config["FORUM_MODE"] != "production" and own.hostname in ("localhost", "127.0.0.1")
    host, _colon, port = given.netloc.rpartition(":")
    return local and given.scheme == own.scheme and host in LOCAL and port == str(own.port)


def _cookie_name(app: Flask) -> str:
    """As accounts/identity.py names it, which asks the current app."""
    return "__Host-forum" if app.config["SESSION_COOKIE_SECURE"] else "forum"
