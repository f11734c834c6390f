"""A number for each request, logs as JSON lines with it, and two addresses that say how the process is."""

import datetime as dt
import secrets
import shutil
from collections.abc import Callable

import structlog
from flask import Flask, Response, current_app, g, jsonify
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from forum.kit import clock
from models import OutboxMail
from models.base import db

LEAST_FREE = 200 * 1024 * 1024  # bytes
LONGEST_WAIT = dt.timedelta(hours=2)
_parts: dict[str, Callable[[], str]] = {}


def bind(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ]
    )
    app.before_request(_number)
    app.after_request(_show_number)
    app.add_url_rule("/healthz", "healthz", lambda: "ok\n")
    app.add_url_rule("/readyz", "readyz", _ready)


def _number() -> None:
    g.request_id = secrets.token_hex(6)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _show_number(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    return response


def _ready() -> tuple[Response, int]:
    """200 when a visitor would be served well; otherwise 503, and the part that is not as it should be."""
    parts = {"database": _database(), "disk": _disk(), "outbox": _outbox()}
    parts |= {name: _asked(question) for name, question in _parts.items()}
    return jsonify(parts), 200 if set(parts.values()) <= {"ok", "unknown"} else 503


def add_part(name: str, question: Callable[[], str]) -> None:
    """A feature answers "ok", or what is not as it should be; it is asked each time, so it asks little itself."""
    _parts[name] = question


def _asked(question: Callable[[], str]) -> str:
    try:
        return question()
    except DBAPIError:
        return "unknown"


def _database() -> str:
    try:
        db.session.execute(text("select 1"))
    except DBAPIError:
        return "unreachable"
    return "ok"


def _disk() -> str:
    return "ok" if shutil.disk_usage(current_app.config["FORUM_FOLDER"]).free > LEAST_FREE else "nearly full"


def _outbox() -> str:
    """How long the oldest mail has been due."""
    try:
        oldest = db.session.scalar(select(func.min(OutboxMail.due_at)).filter_by(state="waiting"))
    except DBAPIError:
        return "unknown"
    return "ok" if oldest is None or clock.now() - oldest < LONGEST_WAIT else "mail waits"
