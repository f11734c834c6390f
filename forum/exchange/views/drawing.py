"""Parts of pages that look the same to every reader of a language: drawn for the first of them and kept for the next."""

from functools import lru_cache
from typing import Any

from flask import current_app
from markupsafe import Markup

from forum.cities import countries
from forum.exchange.queries import Alike
from forum.exchange.vocabulary import LANGUAGES, SECTIONS, TITLES, label
from forum.kit import phrasebook
from forum.kit.shelf import Shelf
from forum.kit.templating import language

MOST = 4096
_texts, _facts = Shelf(512), Shelf(512)


def card(row: Any) -> Markup:
    """A row of a list; it is compared by its values, so that equal rows are drawn once."""
    return _card(row, language())


@lru_cache(MOST)
def _card(row: Any, spoken: str) -> Markup:
    return _draw("exchange/_card.html", spoken, row=row)


def text(row: Any) -> Markup:
    """The sections with their figures and pictures."""
    spoken = language()
    return _texts.get(
        (_state(row), spoken),
        lambda: _draw("exchange/_text.html", spoken, row=row, titles=TITLES, parts=SECTIONS[row.kind]),
    )


def facts(row: Any) -> Markup:
    """What stands in the margin for everybody."""
    spoken = language()
    return _facts.get((_state(row), spoken), lambda: _draw("exchange/_facts.html", spoken, **_facts_of(row, spoken)))


def alike(row: Any, found: list[Alike], own: int) -> Markup:
    """`own` is the city that may answer with one of these, 0 where the reader's may not."""
    return _alike(row.kind, row.id, row.closed, tuple(found), own, language()) if found else Markup()


@lru_cache(MOST)
def _alike(kind: str, identity: int, closed: bool, found: tuple[Alike, ...], own: int, spoken: str) -> Markup:
    return _draw("exchange/_alike.html", spoken, kind=kind, identity=identity, closed=closed, alike=found, own=own)


def named_tags(row: Any, spoken: str) -> list[tuple[str, Any, list[tuple[str, str]]]]:
    """Facet, its title, and (value, name) for each tag of the text."""
    return [
        (facet, TITLES[facet], [(value, label(facet, value, spoken)) for value in values])
        for facet, values in (row.tags or {}).items()
        if values
    ]


def _facts_of(row: Any, spoken: str) -> dict[str, Any]:
    name = LANGUAGES.get(row.language, row.language)
    return {"row": row, "titles": TITLES, "tags": named_tags(row, spoken), "language_name": name, "many": f"{row.kind}s"}


def _state(row: Any) -> tuple[Any, ...]:
    """What changes whenever a text does."""
    return row.id, row.saves, row.revision, row.state, row.created_at, row.edited_at, row.author, row.office


def _draw(template: str, spoken: str, **context: Any) -> Markup:
    found = phrasebook.environment(current_app, spoken).get_template(template)
    return Markup(found.render(countries=countries.names(), **context).strip())
