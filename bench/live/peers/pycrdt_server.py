"""A pycrdt-websocket server that keeps its documents in SQLite, as its manual sets it up; has an environment of its own."""

import os
import sys
from contextlib import asynccontextmanager
from functools import partial

import anyio
import uvicorn
from pycrdt.store import SQLiteYStore
from pycrdt.websocket import ASGIServer, WebsocketServer, YRoom


class Store(SQLiteYStore):
    db_path = os.path.join(sys.argv[1], "documents.sqlite3")


class Rooms(WebsocketServer):
    async def get_room(self, name: str) -> YRoom:
        if name not in self.rooms:
            room = self.rooms[name] = YRoom(ready=False, ystore=Store(path=name))
            await self.start_room(room)
            try:
                await room.ystore.apply_updates(room.ydoc)
            except Exception as error:  # there is no such document yet
                print(type(error).__name__, file=sys.stderr)
            room.ready = True
        return self.rooms[name]


@asynccontextmanager
async def serving(rooms: WebsocketServer):
    async with rooms:
        yield


async def main() -> None:
    rooms = Rooms(auto_clean_rooms=False)
    config = uvicorn.Config(ASGIServer(rooms), host="127.0.0.1", port=int(os.environ["PORT"]), log_level="error")
    async with serving(rooms):
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    anyio.run(partial(main))
