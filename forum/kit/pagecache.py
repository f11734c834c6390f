"""Pages for readers without an account, kept as long as the database does not change.

Only who comes without any cookie but those of `preferences` is answered from here. A page is never older than the last
commit (`kit/versions.py`); words such as "3 minutes ago" are never older than TTL.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from time import monotonic

from flask import Flask, Response, g, request, session

from forum.kit import versions
from forum.kit.i18n import language
from forum.kit.preferences import theme

TTL = 30.0  # seconds
MOST = 200  # pages
LARGEST = 200_000  # bytes of one page
COOKIES = frozenset({"language", "theme"})


@dataclass(frozen=True, slots=True)
class Kept:
    until: float
    body: bytes
    headers: list[tuple[str, str]]


def bind(app: Flask) -> None:
    """To be bound before what finds the actor: a page that is kept asks nothing else."""
    app.before_request(_answer)


def bind_last(app: Flask) -> None:
    """Flask calls what was bound last first: the page is kept as its view gave it, its readers get their own headers."""
    app.after_request(_keep)


def _answer() -> Response | None:
    version = versions.current()
    if version is None or not COOKIES.issuperset(request.cookies):
        return None
    key = (request.path, request.query_string, language(), theme())
    found = versions.keeper("pages", MOST).get(key, version)
    if found is None or found.until < monotonic():
        g.page_to_keep = key, version
        return None
    return Response(found.body, headers=found.headers)


def _keep(response: Response) -> Response:
    """A page that anybody may see, and nothing that was made for one reader: no cookie, no token in a session."""
    to_keep: tuple[Hashable, Hashable] | None = g.pop("page_to_keep", None)
    plain = response.status_code == 200 and response.mimetype == "text/html" and not response.is_streamed
    own = session.modified or "Set-Cookie" in response.headers or "Cache-Control" in response.headers
    if to_keep and plain and not own and len(response.get_data()) <= LARGEST:
        page = Kept(monotonic() + TTL, response.get_data(), list(response.headers))
        key, version = to_keep
        versions.keeper("pages", MOST).keep(key, version, page)
    return response
