"""Parts of lower features' pages: what a city signed, and what it drafts."""

from typing import Any

from forum.declarations.queries import declarations as reading
from forum.declarations.views.blueprint import vocabulary
from forum.kit.templating import render


def city(actor: Any, thing: Any) -> str:
    signatures = reading.signed_by(thing.id)
    if not signatures:
        return ""
    named = reading.named({s.declaration_id for s in signatures})
    return render("declarations/_city.html", signatures=signatures, named=named, **vocabulary())
