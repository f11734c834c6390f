"""The blueprint, and how a signed head is written into a file."""

from typing import Any

from flask import Blueprint, Response

from forum.kit import site
from forum.kit.canonical import canonical_json
from forum.register.queries import head_of, site_keys
from models import TreeHead

blueprint = Blueprint("register", __name__)


def head_file(head: TreeHead) -> dict[str, Any]:
    """What a witness keeps: the signed head, and the keys of that day, with which its signature is checked."""
    return {
        "version": 1,
        "rp_id": site.rp_id(),
        "origins": site.origins(),
        "site_keys": {key.key_id: key.public for key in site_keys() if key.register_index < head.size},
        **head_of(head),
    }


def answer(data: dict[str, Any], name: str = "", status: int = 200) -> Response:
    """JSON in its one spelling; with a name it is offered as a file."""
    response = Response(canonical_json(data), status, mimetype="application/json")
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
