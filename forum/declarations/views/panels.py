"""Parts of lower features' pages: what a city signed, and what it drafts."""

from typing import Any

from forum.declarations.queries import declarations as reading
from forum.declarations.queries import lists
from forum.declarations.queries.registered import CONTESTED, LAPSED, NOTED, STANDING, WITHDRAWN
from forum.declarations.views import register_words
from forum.declarations.views.blueprint import vocabulary
from forum.kit.templating import render
from models import Signature


def city(actor: Any, thing: Any) -> str:
    """Signatures under texts that the reader may see, with what became of them, then what the city drafts."""
    signatures = [(s, _state(s, counted)) for s, counted in lists.signed_by(actor, thing.id)]
    named = reading.named({s.declaration_id for s, _now in signatures})
    drafted = [row for row in lists.drafted_by(actor, thing.id) if row.id not in named]
    if not signatures and not drafted:
        return ""
    context = {"city": thing, "signatures": signatures, "named": named, "drafted": drafted}
    words = {"state_name": register_words.state_name, "state_meaning": register_words.state_meaning}
    return render("declarations/_city.html", **context, **words, **vocabulary())


def _state(signature: Signature, counted: bool) -> str:
    """As the register says it."""
    if signature.contest:
        return CONTESTED
    if signature.withdrawal:
        return NOTED if signature.withdrawal.noted else WITHDRAWN
    return STANDING if counted else LAPSED
