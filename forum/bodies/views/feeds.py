"""Sessions and deadlines as calendars to subscribe to: of all bodies, and of one."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Response, current_app, request, url_for

from forum.bodies import ics
from forum.bodies.calendar import calendar_of
from forum.bodies.queries import sessions as reading
from forum.bodies.views.blueprint import blueprint, body_or_404
from forum.bodies.words import DOCUMENTS
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.security import address as full_address
from models import BodySession


@blueprint.get("/bodies.ics")
def calendar():
    return _file(_("Sessions of bodies"), reading.for_calendar())


@blueprint.get("/bodies/<slug>.ics")
def calendar_of_body(slug: str):
    body = body_or_404(slug)
    return _file(_("Sessions of %(body)s", body=body.name), reading.for_calendar(body.id))


def _file(name: str, sessions: list[BodySession]) -> Response:
    host = urlsplit(current_app.config["FORUM_URL"]).hostname or "localhost"
    events = [event for session in sessions for event in _events(session, host)]
    response = Response(ics.calendar(name, host, events), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.vary.update(("Accept-Language", "Cookie"))
    response.add_etag()
    return response.make_conditional(request)


def _events(session: BodySession, host: str) -> Iterator[ics.Event]:
    page = full_address(url_for("bodies.session", slug=session.body.slug, identity=session.id))
    changed = session.changed_at or clock.end_of(min(session.starts_on, clock.today())).replace(hour=0, minute=0)
    title = f"{session.body.acronym or session.body.name}: {session.name}"
    days = (session.starts_on, session.ends_on)
    yield ics.Event(f"session-{session.id}@{host}", title, changed, days, place=session.place, url=page)
    for kind, moment in calendar_of(session).rows:
        due = _("%(what)s: %(session)s", what=str(DOCUMENTS[kind]), session=title)
        text = _("Until 23:59 in Geneva.")
        yield ics.Event(f"session-{session.id}-{kind}@{host}", due, changed, at=moment, text=text, url=page)
