"""The blueprint of papers, and how its pages find what an address names."""

from flask import Blueprint, abort

from forum.kit.identity import current_actor
from forum.papers.layout.frame import KINDS
from forum.papers.queries import forwarded
from forum.papers.queries import papers as reading
from models import BodySession, Paper

blueprint = Blueprint("papers", __name__)
blueprint.add_app_template_global(KINDS, "paper_kinds")


def paper_or_404(identity: int) -> Paper:
    found = reading.find(current_actor(), identity)
    if found is None:
        abort(404)
    return found


def session_or_404(identity: int, hold: bool = False) -> BodySession:
    found = forwarded.session(identity, hold)
    if found is None:
        abort(404)
    return found
