"""The blueprint of the pages of bodies, and how they find what an address names."""

from flask import Blueprint, abort

from forum.bodies.queries import bodies as reading
from models import Body

blueprint = Blueprint("bodies", __name__)


def body_or_404(slug: str) -> Body:
    found = reading.find_body(slug)
    if found is None:
        abort(404)
    return found
