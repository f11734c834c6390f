"""What the pages of the exchange share: addresses, and finding a text or saying that there is none."""

from typing import Any

from flask import Blueprint, abort

from forum.exchange import queries
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Verdict

blueprint = Blueprint("exchange", __name__)
KINDS = {"experiences": "experience", "challenges": "challenge"}
MANY = "<any(experiences, challenges):many>"


def address(row: Any) -> str:
    """Its permanent address; also outside a request, where a job speaks of a text."""
    return f"/{row.kind}s/{row.id}"


def found(many: str, identity: int) -> Any:
    row = queries.get(KINDS[many], identity, current_actor())
    return row if row is not None else abort(404)


def act_page(
    row: Any, form: Any, verdict: Verdict, title: str, status: int, page: str = "act", **more: Any
) -> tuple[str, int]:
    """The page of a small act on a text: why it may not be, or its form."""
    words = {"row": row, "form": form, "verdict": verdict, "title": title, "back": address(row)}
    return render(f"exchange/{page}.html", **words, **more), status
