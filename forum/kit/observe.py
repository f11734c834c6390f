"""A number for each request, logs as JSON lines with it, and two addresses that say how the process is."""

import secrets

import structlog
from flask import Flask, Response, g, jsonify
from sqlalchemy import text

from models.base import db


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
    """200 when the database answers, 503 otherwise."""
    try:
        db.session.execute(text("select 1"))
    except Exception:
        return jsonify(database="unreachable"), 503
    return jsonify(database="ok"), 200
