"""Mail waits in the outbox as template and data; the words, and any secret link, are made when it is sent."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import force_locale

from forum.kit import clock, phrasebook, templating
from models import OutboxMail, Person
from models.base import db

Maker = Callable[[OutboxMail], dict[str, Any]]
_words: dict[str, Maker] = {}
_minters: dict[str, Maker] = {}
_held_for: ContextVar[int | None] = ContextVar("held_for", default=None)
ADDRESSES = re.compile(r"(https?://[^\s<>]+)")


class NothingToSay(Exception):
    """What the mail was about may not be read any more, or is gone: it is not sent."""


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str
    unsubscribe: str = ""  # the address that ends mail of this kind with one click


def register_words(template: str, maker: Maker) -> None:
    """`maker(row)` reads what the words are about. It may raise NothingToSay, and its `unsubscribe` becomes a header."""
    _words[template] = maker


def register_minter(template: str, minter: Maker) -> None:
    """`minter(row)` makes what only the sent mail may hold: a fresh single-use link."""
    _minters[template] = minter


def holds_secret(template: str) -> bool:
    return template in _minters


@contextmanager
def holding(publication_id: int) -> Iterator[None]:
    """Mail that is queued inside is held for this publication: somebody reads it before it leaves."""
    token = _held_for.set(publication_id)
    try:
        yield
    finally:
        _held_for.reset(token)


def held() -> bool:
    return _held_for.get() is not None


def queue(
    recipient: str, template: str, data: dict[str, Any], person: Person | None = None, language: str = "en"
) -> OutboxMail:
    """Put a mail into the outbox, in the transaction of the act that causes it."""
    host = urlsplit(current_app.config["FORUM_URL"]).hostname or "localhost"
    row = OutboxMail(
        message_id=f"<{secrets.token_hex(16)}@{host}>",
        person_id=person.id if person else None,
        recipient=recipient,
        language=language,
        template=template,
        data=data,
        state="held" if held() else "waiting",
        publication_id=_held_for.get(),
        created_at=clock.now(),
        due_at=clock.now(),
    )
    db.session.add(row)
    return row


def render(row: OutboxMail, mint: bool = True) -> Letter:
    """The letter in its reader's language and time zone; without `mint` a secret link is left out."""
    site = current_app.config["FORUM_URL"]
    person = db.session.get(Person, row.person_id) if row.person_id else None
    zone = ZoneInfo(person.time_zone) if person else clock.FORUM_ZONE
    with current_app.test_request_context(base_url=site), force_locale(row.language), templating.reading_in(zone):
        context = {"site": site, "token": "", "person": person} | row.data
        context |= _words[row.template](row) if row.template in _words else {}
        if mint and row.template in _minters:
            context |= _minters[row.template](row)
        words = templating.render(f"mail/{row.template}.txt", **context)
        subject, _blank, text = words.partition("\n")
        subject, text = one_line(subject), re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
        html = _html(row.template, context | {"subject": subject, "paragraphs": _paragraphs(text)})
    return Letter(subject, text, html, context.get("unsubscribe", ""))


def one_line(words: str) -> str:
    """What may stand in a header: no line breaks and no other controls."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:200]


def _html(template: str, context: dict[str, Any]) -> str:
    """The letter's own page, or its text set as one; styles go into the elements, as mail programs want them."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    environment = phrasebook.environment(app, templating.language())
    page = environment.select_template([f"mail/{template}.html", "mail/letter.html"])
    app.update_template_context(context)
    return str(_inliner().inline(page.render(context)))


def _paragraphs(text: str) -> list[list[tuple[bool, str]]]:
    """The text's paragraphs, cut at its addresses: (is an address, words)."""
    parts = [block.strip() for block in text.split("\n\n") if block.strip()]
    return [[(number % 2 == 1, piece) for number, piece in enumerate(ADDRESSES.split(part)) if piece] for part in parts]


@lru_cache(1)
def _inliner() -> Any:
    import css_inline  # only who sends mail needs it

    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
