"""The blueprint of the pages of bodies, and how they find what an address names."""

from typing import Any

from flask import Blueprint, abort

from forum.bodies import rules
from forum.bodies.queries import bodies as reading
from forum.bodies.queries import sessions
from forum.kit.identity import current_actor
from forum.kit.templating import render
from models import Body, BodySession

blueprint = Blueprint("bodies", __name__)


def body_or_404(slug: str) -> Body:
    found = reading.find_body(slug)
    if found is None:
        abort(404)
    return found


def session_or_404(slug: str, identity: int) -> BodySession:
    """With its body."""
    found = sessions.find(slug, identity)
    if found is None:
        abort(404)
    return found


def form_page(form: Any, title: str, crumbs: list[tuple[str, str]], status: int = 200, **more: Any) -> tuple[str, int]:
    """The page of every form of the secretariat here; others read on it who may."""
    verdict = rules.can_keep(current_actor())
    page = render("bodies/form.html", form=form, title=title, crumbs_of=crumbs, verdict=verdict, **more)
    return page, status if verdict else 409
