"""Parts of lower features' pages: where an experience went, what a declaration became, what a city's words became."""

from typing import Any

from forum.kit.i18n import _
from forum.kit.templating import render
from forum.recommendations.queries import chain_for_city, chain_for_clause, chain_for_declaration, chain_for_experience
from forum.recommendations.views.chains import links


def contribution(actor: Any, thing: Any) -> str:
    if thing.kind != "experience":
        return ""
    return _draw(_("Where this went"), chain_for_experience(actor, thing.id))


def declaration(actor: Any, thing: Any) -> str:
    row = getattr(thing, "declaration", thing)
    return _draw(_("What this became"), chain_for_declaration(actor, row.id))


def clause(actor: Any, thing: Any) -> str:
    """`thing` has the uid of a clause."""
    return _draw(_("Cited by"), chain_for_clause(actor, thing.uid))


def city(actor: Any, thing: Any) -> str:
    return _draw(_("What our words became"), chain_for_city(actor, thing))


def _draw(title: str, chains: list[Any]) -> str:
    drawn = [links(chain) for chain in chains]
    return render("recommendations/_chains.html", title=title, chains=drawn) if drawn else ""
