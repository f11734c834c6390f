"""Finding: what is not visible is not found, not counted, and not guessed at."""

import base64
import binascii
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from operator import itemgetter
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, and_, bindparam, or_, select, true

from forum.accounts.actor import Actor
from forum.declarations.queries import declarations
from forum.kit import subjects, versions
from forum.kit.database import read
from forum.recommendations.queries import recommendations
from forum.search import engines, words
from forum.search.documents import FOR_ALL, SUBJECTS
from forum.search.question import Question, understand
from forum.search.snippets import marked, snippet
from models import City, Declaration, Recommendation, SearchDocument
from models.base import db

SIZE = 25
RANKED = 2000  # the newest hits; of more than these, the older ones are not weighed
COUNTED = 1000
TITLES = 300
TITLE_BONUS = 1000
FACETS = {"kind": 1, "country": 2, "language": 3}  # place in the engine's rows
COLUMNS = {
    "kind": SearchDocument.kind,
    "country": SearchDocument.country_iso2,
    "language": SearchDocument.language,
}


SHOWN = (
    select(
        SearchDocument.id,
        SearchDocument.kind,
        SearchDocument.thing_id,
        SearchDocument.url,
        SearchDocument.title,
        SearchDocument.text,
        SearchDocument.language,
        SearchDocument.country_iso2,
        SearchDocument.audience,
        SearchDocument.at,
        City.name.label("city"),
    )
    .outerjoin(City, City.id == SearchDocument.city_id)
    .where(SearchDocument.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class Hit:
    document: Any  # a row of SHOWN
    url: str
    title: Markup
    snippet: Markup


@dataclass
class Findings:
    question: Question
    hits: list[Hit] = field(default_factory=list)
    total: int = 0  # counted to COUNTED
    more: bool = False  # there are more than that
    any_word: bool = False  # no text has all the words; these have some
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    next_token: str | None = None
    spellings: list[str] = field(default_factory=list)


def allowed(actor: Actor | None) -> ColumnElement[bool]:
    """Documents that the actor may know of, by the rules of the features that they belong to.

    Who only reads is the same actor from page to page until something about them changes (accounts/remembered.py).
    """
    return _allowed(actor) if versions.current() is None else _allowed_reader(actor)


@lru_cache(256)
def _allowed_reader(actor: Actor | None) -> ColumnElement[bool]:
    return _allowed(actor)


def _allowed(actor: Actor | None) -> ColumnElement[bool]:
    if actor is None:
        return true()
    if not actor.signed_in:
        return SearchDocument.audience == FOR_ALL
    own = []
    for kind, model, visible in (
        ("declaration", Declaration, declarations.visible_to),
        ("recommendation", Recommendation, recommendations.visible_to),
    ):
        ids = select(model.id).where(visible(actor))
        own.append(and_(SearchDocument.scope_kind == kind, SearchDocument.scope_id.in_(ids)))
    return or_(SearchDocument.audience == FOR_ALL, *own)


def find(actor: Actor, text: str, chosen: Mapping[str, str] | None = None, after: str | None = None) -> Findings:
    """The best hits for a question, in pages; `chosen` may hold a kind, a country and a language."""
    found = Findings(understand(text))
    if not found.question:
        return found
    chosen = {name: value for name, value in (chosen or {}).items() if name in FACETS and value and value.isprintable()}
    readable = allowed(actor)
    rows = engines.newest(found.question, [readable], RANKED)
    if not rows and len(found.question.wanted) > 1:
        rows, found.any_word = engines.newest(found.question, [readable], RANKED, any_word=True), True
    found.facets = _facets(rows, chosen)
    if chosen and len(rows) == RANKED:  # the rest of what was chosen lies deeper
        conditions = [readable, *(COLUMNS[name] == value for name, value in chosen.items())]
        rows = engines.newest(found.question, conditions, RANKED, found.any_word)
    else:
        rows = [row for row in rows if _fits(row, chosen)]
    found.total, found.more = min(len(rows), COUNTED), len(rows) > COUNTED
    if rows:
        _fill(found, _ranked(found.question, rows, readable, chosen), actor, after)
    else:
        found.spellings = spellings(found.question)
    return found


def suggest(actor: Actor, text: str, kinds: Sequence[str] = (), limit: int = 8) -> list[Any]:
    """Things whose title holds these words, the last of which may be unfinished."""
    question = understand(text)
    if not question.typed:
        return []
    finished, last = question.typed[:-1], words.plain(question.typed[-1])
    conditions = [allowed(actor), SearchDocument.kind != "comment"]
    if kinds:
        conditions.append(SearchDocument.kind.in_(list(kinds)))
    rows = engines.in_titles(understand(" ".join(finished)), conditions, limit * 4, prefix=last)
    best = sorted(rows, key=lambda row: (-row.weight, -row.id))[:limit]
    documents = _documents([row.id for row in best])
    known = _still_visible(documents.values(), actor)
    return [documents[row.id] for row in best if row.id in known]


def spellings(question: Question) -> list[str]:
    """The question with a word of a public title in place of each unknown one."""
    titles = select(SearchDocument.title).where(SearchDocument.audience == FOR_ALL, SearchDocument.kind != "comment")
    newest = db.session.scalars(titles.order_by(SearchDocument.id.desc()).limit(1000))
    known = {words.plain(word): word for title in newest for word in words.tokens(words.composed(title)) if len(word) > 3}
    close = [get_close_matches(words.plain(word), known, 2, 0.74) if len(word) > 3 else [] for word in question.typed]
    found = []
    for number in range(2):
        guess = [
            known[near[number]] if len(near) > number else word for word, near in zip(question.typed, close, strict=True)
        ]
        if guess != list(question.typed):
            found.append(" ".join(guess))
    return list(dict.fromkeys(found))


def _facets(rows: list[Any], chosen: Mapping[str, str]) -> dict[str, list[tuple[str, int]]]:
    """For each facet its values with how many hits they have under the other facets, the most frequent first."""
    counted = {}
    for name, place in FACETS.items():
        others = {other: value for other, value in chosen.items() if other != name}
        fitting = [row for row in rows if _fits(row, others)] if others else rows
        counts = Counter(map(itemgetter(place), fitting))
        counts.pop(None, None)
        counted[name] = counts.most_common(12)
    return counted


def _fits(row: Any, chosen: Mapping[str, str]) -> bool:
    return all(row[FACETS[name]] == value for name, value in chosen.items())


def _ranked(
    question: Question, rows: list[Any], readable: ColumnElement[bool], chosen: Mapping[str, str]
) -> list[tuple[float, int]]:
    """(weight, id), the best first; those whose titles match before all others."""
    weighed = {row.id: (round(row.weight, 9), row.id) for row in rows}
    if len(rows) < RANKED and all(row.kind == "comment" for row in rows):
        return sorted(weighed.values(), reverse=True)  # comments have no titles of their own
    conditions = [readable, *(COLUMNS[name] == value for name, value in chosen.items())]
    titled = engines.in_titles(question, conditions, TITLES)
    weighed |= {row.id: (round(row.weight + TITLE_BONUS, 9), row.id) for row in titled}
    return sorted(weighed.values(), reverse=True)


def _fill(found: Findings, ranked: list[tuple[float, int]], actor: Actor, after: str | None) -> None:
    last = _decode(after)
    if last:
        ranked = [one for one in ranked if one < last]
    shown = ranked[:SIZE]
    if len(ranked) > SIZE:
        found.next_token = _encode(shown[-1])
    documents = _documents([identity for _weight, identity in shown])
    known = _still_visible(documents.values(), actor)
    forms = found.question.forms
    for _weight, identity in shown:
        document = documents.get(identity)
        if document is not None and identity in known:
            hit = Hit(document, document.url, marked(document.title, forms), snippet(document.text, forms))
            found.hits.append(hit)
    found.total -= len(shown) - len(found.hits)


def _documents(ids: list[int]) -> dict[int, Any]:
    """What a hit shows; `city` is its name."""
    return {row.id: row for row in read(SHOWN, {"ids": ids})}


def _still_visible(documents: Any, actor: Actor) -> set[int]:
    """Asked once more, of the features themselves; what they do not show now is not shown."""
    keys = {document.id: (SUBJECTS.get(document.kind, document.kind), document.thing_id) for document in documents}
    known = subjects.find_many(keys.values(), actor)
    return {identity for identity, key in keys.items() if key in known}


def _encode(last: tuple[float, int]) -> str:
    return base64.urlsafe_b64encode(json.dumps(last).encode()).decode().rstrip("=")


def _decode(token: str | None) -> tuple[float, int] | None:
    """A token that somebody cut or made up begins at the beginning."""
    try:
        weight, identity = json.loads(base64.urlsafe_b64decode((token or "") + "=" * (-len(token or "") % 4)))
        return (float(weight), int(identity))
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        return None
