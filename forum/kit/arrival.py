"""When a request began: noted on the loop when its headers are there and before its body is; its sender has no say."""

from typing import Any

from flask import Flask, request

from forum.kit import clock

BEGAN = "forum.began"  # in the scope of the loop; a header cannot have this name there


class Stamped:
    """An ASGI application whose requests know when they began."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        scope[BEGAN] = clock.now()
        await self.app(scope, receive, send)


def bind(app: Flask) -> None:
    """Under a server that knows no scope a request begins when its handling does, which is before its body is read."""
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    clock.begin(request.environ.get("asgi.scope", {}).get(BEGAN) or clock.now())


def _end(_error: BaseException | None) -> None:
    clock.begin(None)
