"""The blueprint, and where the things lie that reports speak of."""

from typing import Any

from flask import Blueprint, url_for

from forum.kit.templating import link

blueprint = Blueprint("reporting", __name__)


def address(kind: str, ref: Any) -> str:
    """The page of a thing; `ref` is what its address names it by."""
    match kind:
        case "city":
            return url_for("cities.city", slug=ref)
        case "experience" | "challenge":
            return url_for("exchange.show", many=f"{kind}s", identity=ref)
        case "declaration":
            return url_for("declarations.declaration", identity=ref)
        case "theme":
            return link("reporting.tracker", theme=ref)
        case _:
            return url_for("recommendations.recommendation", identity=ref)
