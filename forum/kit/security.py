"""Headers, tokens and local paths: the small parts that keep strangers out."""

import hashlib
import secrets
from functools import lru_cache
from typing import Any

from flask import Flask, Response, abort, current_app, g, request, session
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database keeps of a token: its SHA-256, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def local_path(target: str | None, fallback: str = "/") -> str:
    """`target` if it leads nowhere but into this site (browsers read a backslash as a slash), else the fallback."""
    cleaned = "".join(c for c in (target or "") if ord(c) > 32 and ord(c) != 127).replace("\\", "/")
    return cleaned if cleaned.startswith("/") and not cleaned.startswith("//") else fallback


def address(path: str) -> str:
    """A full address of this site; the host comes from the settings, never from the request."""
    return current_app.config["FORUM_URL"] + path


def ticket(purpose: str, data: list[Any]) -> str:
    """A signed word for an address in a mail; a salt for each purpose, so that one is worth nothing for another."""
    return str(_signer(purpose).dumps(data))


def read_ticket(purpose: str, token: str) -> list[Any] | None:
    """What was signed for this purpose; None for anything else."""
    try:
        found = _signer(purpose).loads(token)
    except BadSignature:
        return None
    return found if isinstance(found, list) else None


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"ticket.{purpose}")


def form_token() -> str:
    """The token of this browser's forms, signed once for all its pages: it lives as long as the session."""
    if "csrf_token" not in g and "csrf_token" in session:
        g.csrf_token = _signed(current_app.config["SECRET_KEY"], session["csrf_token"])
    return generate_csrf()


@lru_cache(2000)
def _signed(secret: str, token: str) -> str:
    """As flask-wtf does it, which reads it again."""
    return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(token))


def protect(app: Flask) -> None:
    app.before_request(_refuse_foreign_origin)
    app.after_request(_add_headers)


def _refuse_foreign_origin() -> None:
    """Beside the token: browsers say where a write comes from, and another site may not make one."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    foreign = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    if foreign and request.endpoint != "notifications.unsubscribe":
        abort(403)


def _add_headers(response: Response) -> Response:
    """What a view has set itself stays."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if current_app.config["FORUM_MODE"] == "demo":
        headers.setdefault("X-Robots-Tag", "noindex")  # invented acts are in no search engine

    present = {name.lower() for name, _value in headers}
    headers.extend((name, value) for name, value in HEADERS if name.lower() not in present)
    if current_app.config["FORUM_URL"].startswith("https://"):
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if response.mimetype == "text/html" and "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache"
    return response
