"""Parts of lower features' pages: what a city signed, and what it drafts."""

from typing import Any

from forum.declarations.queries import declarations as reading
from forum.declarations.queries import lists
from forum.declarations.views.blueprint import vocabulary
from forum.kit.templating import render


def city(actor: Any, thing: Any) -> str:
    """Signatures under texts that the reader may see, then what the city drafts and has not signed."""
    signatures = lists.signed_by(actor, thing.id)
    named = reading.named({s.declaration_id for s in signatures})
    drafted = [row for row in lists.drafted_by(actor, thing.id) if row.id not in named]
    if not signatures and not drafted:
        return ""
    context = {"city": thing, "signatures": signatures, "named": named, "drafted": drafted}
    return render("declarations/_city.html", **context, **vocabulary())
