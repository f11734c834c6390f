"""What the pages of the exchange share: addresses, and finding a text or saying that there is none."""

from typing import Any

from flask import Blueprint, abort

from forum.exchange import queries
from forum.kit.identity import current_actor

blueprint = Blueprint("exchange", __name__)
KINDS = {"experiences": "experience", "challenges": "challenge"}
MANY = "<any(experiences, challenges):many>"


def address(row: Any) -> str:
    """Its permanent address; also outside a request, where a job speaks of a text."""
    return f"/{row.kind}s/{row.id}"


def found(many: str, identity: int) -> Any:
    row = queries.get(KINDS[many], identity, current_actor())
    return row if row is not None else abort(404)
