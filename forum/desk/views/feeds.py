"""Public acts as Atom feeds, of the whole forum and of one city; the newest acts on a city's page; a page of all feeds."""

from typing import Any

from flask import abort, url_for

from forum.cities.queries import directory
from forum.desk.queries.acts import Act, acts
from forum.desk.views.blueprint import blueprint
from forum.kit import atom
from forum.kit.i18n import _
from forum.kit.security import address as full
from forum.kit.templating import render
from forum.notifications import wording


@blueprint.get("/feeds")
def feeds():
    return render("desk/feeds.html", full=full)


@blueprint.get("/feed.atom")
def feed():
    return _feed(_("Forum of Cities"), url_for("desk.front"), acts())


@blueprint.get("/cities/<slug>/feed.atom")
def city_feed(slug: str):
    city = directory.get(slug) or abort(404)
    return _feed(city.name, url_for("cities.city", slug=slug), acts(city.id))


def city_panel(_actor: Any, city: Any) -> str:
    """What the city did lately, with the address of its feed."""
    entries = [{"text": _sentence(act), "url": act.subject.url, "when": act.event.at} for act in acts(city.id, limit=8)]
    return render("desk/_acts.html", entries=entries, city=city) if entries else ""


def _feed(title: str, page: str, rows: list[Act]) -> Any:
    entries = [atom.Entry(act.subject.url, _sentence(act), act.event.at, f"event-{act.event.id}") for act in rows]
    return atom.feed(title, page, entries)


def _sentence(act: Act) -> str:
    return wording.sentence(act.event)
