"""What every template may use: dates in the reader's zone, addresses of assets, the page's frame."""

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, has_request_context, request, url_for
from werkzeug.routing import BuildError

from forum.kit import clock, dates, numbers, phrasebook, site
from forum.kit.assets import asset
from forum.kit.i18n import _, _l, _n, language
from forum.kit.identity import current_actor
from forum.kit.preferences import LANGUAGES, theme
from forum.kit.security import form_token
from forum.kit.text import first_large

_zone: ContextVar[ZoneInfo | None] = ContextVar("reader_zone", default=None)
NAVIGATION = (
    (_l("Experiences"), "exchange.experiences"),
    (_l("Challenges"), "exchange.challenges"),
    (_l("Declarations"), "declarations.index"),
    (_l("Recommendations"), "recommendations.index"),
    (_l("Cities"), "cities.index"),
)


def render(template: str, **context: Any) -> str:
    """A template in the reader's language."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    app.update_template_context(context)
    return phrasebook.environment(app, language()).get_template(template).render(context)


def bind(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.auto_reload = False
    app.jinja_env.filters.update(
        ago=ago,
        exact=exact,
        longdate=longdate,
        shortdate=shortdate,
        deadline=deadline,
        number=number,
        first_large=first_large,
    )
    app.jinja_env.globals.update(
        csrf_token=form_token,
        asset=asset,
        link=link,
        idempotency_key=idempotency_key,
        now=clock.now,
        today=clock.today,
        _n=_n,
    )
    app.context_processor(_frame)
    app.extensions["forum.links"] = {}
    phrasebook.bind(app)


def link(endpoint: str, **values: Any) -> str:
    """An address, or "#" where no feature has it; those without values are found once."""
    known: dict[str, str] = current_app.extensions["forum.links"]
    if not values and endpoint in known:
        return known[endpoint]
    try:
        found = url_for(endpoint, **values)
    except BuildError:
        found = "#"
    if not values and has_request_context():
        known[endpoint] = found
    return found


def idempotency_key() -> str:
    """A form is one reader's: its page is not kept for others."""
    g.pop("page_to_keep", None)
    return secrets.token_urlsafe(12)


@contextmanager
def reading_in(zone: ZoneInfo) -> Iterator[None]:
    """Times inside are put into words for a reader in this zone: the reader of a mail is not the one who acts."""
    token = _zone.set(zone)
    try:
        yield
    finally:
        _zone.reset(token)


def reader_zone() -> ZoneInfo:
    if zone := _zone.get():
        return zone
    actor = current_actor()
    return ZoneInfo(actor.person.time_zone) if actor and actor.person else clock.FORUM_ZONE


@lru_cache
def _navigation(_language: str, section: str) -> list[dict[str, Any]]:
    """The main pages; a reader's own begins with `section`. The words of one language, so drawn once for each."""
    ends = [(str(label), link(end)) for label, end in NAVIGATION]
    return [{"label": label, "url": url, "current": section.startswith(url)} for label, url in ends]


def ago(moment: dt.datetime | None) -> str:
    """ "3 days ago", "in 2 hours"."""
    return dates.ago(dates.rounded(moment - clock.now()), language()) if moment else ""


def exact(moment: dt.datetime | None) -> str:
    """ "Fri 26 Mar 2027, 18:00 Geneva (22:00 Almaty)": where it binds, and where it is read."""
    return dates.exact(moment.replace(second=0, microsecond=0), reader_zone(), language()) if moment else ""


def longdate(day: dt.date | dt.datetime | None) -> str:
    """ "26 March 2027"."""
    if isinstance(day, dt.datetime):
        day = day.astimezone(clock.FORUM_ZONE).date()
    return dates.long(day, language()) if day else ""


def shortdate(day: dt.date | dt.datetime | None) -> str:
    """ "26 Mar 2027", for tables."""
    if isinstance(day, dt.datetime):
        day = day.astimezone(clock.FORUM_ZONE).date()
    return dates.short(day, language()) if day else ""


def number(value: float | None) -> str:
    """ "190,000", as the reader's language writes it."""
    return numbers.spelt(value, language()) if value is not None else ""


def deadline(moment: dt.datetime | None) -> str:
    """ "closes in 3 days" or "closed 2 days ago"."""
    if moment is None:
        return ""
    when = ago(moment)
    return _("closes %(when)s", when=when) if moment > clock.now() else _("closed %(when)s", when=when)


def _frame() -> dict[str, Any]:
    actor = current_actor()
    path = request.path if has_request_context() else ""
    section = "/" + path.split("/", 2)[1] if path.startswith("/") else ""
    return {
        "actor": actor,
        "current_person": actor.person if actor else None,
        "acting": actor if actor and actor.signed_in else None,
        "view_as": actor if actor and actor.viewer else None,
        "unread_count": actor.person.unread if actor and actor.person else 0,
        "demo": current_app.config["FORUM_MODE"] == "demo",
        "nav": _navigation(language(), section),
        "locale": language(),
        "site_address": current_app.config["FORUM_URL"],
        "languages": LANGUAGES,
        "theme": theme() if has_request_context() else "auto",
        "here": path if has_request_context() and request.method == "GET" else "/",
        "request_id": g.get("request_id", "") if has_request_context() else "",
        "config_site": {
            "name": site.value("name") or _("Forum of Cities"),
            "contact": site.value("contact"),
            "licence": site.value("licence"),
            "licence_url": site.LICENCES.get(site.value("licence"), ""),
            "notice": _("This is not an official document system of the United Nations."),
        },
    }
