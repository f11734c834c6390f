"""A large corpus for measuring: invented experiences with comments, written in bulk, with a progress bar."""

import datetime as dt
import itertools
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select, text, update

from forum.exchange import operations as exchange
from forum.kit import clock
from forum.kit.database import transaction
from forum.search import operations as search
from models import (
    City,
    Comment,
    Contribution,
    ContributionTag,
    Experience,
    Likeness,
    Mandate,
    MandateVerification,
    Person,
    Revision,
    Role,
)
from models.base import db

BATCH = 500  # experiences in one transaction
NAMES = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Linden", "Maple", "Oak", "Pine", "Rowan", "Willow")
ENDS = ("bridge", "field", "haven", "mouth", "port", "stead", "ton", "wick")
VOCABULARY = (
    "the square holds rain of one hour and gives it back to ground trees shade tram stop school yard children cross "
    "street safely heat pumps warm homes old pipes leak less council voted budget euros residents planted measured "
    "before after winter summer river bank flood wall garden market waste bins sorted compost energy saved buses run "
    "every ten minutes cyclists lanes crossing lights data open figures published neighbours volunteers engineers"
)
WORDS = VOCABULARY.split()
RARE = "aqueduct"  # in 2 of 100 comments
RARER = "lighthouse"  # in about 400 comments, whatever the size
THEMES = ("green", "resilience", "transport", "inclusion", "housing")


@dataclass(frozen=True)
class Author:
    city_id: int
    country: str
    person_id: int
    mandate_id: int
    byline: str


def load(app: Flask, items: int, comments: int) -> None:
    """Add `items` published experiences with `comments` each; the same numbers make the same corpus."""
    chance, begin = random.Random(items), clock.now() - dt.timedelta(days=300)
    with app.app_context():
        with transaction():
            authors = known_authors() or list(_authors(chance))
            first = int(db.session.scalar(select(func.max(Contribution.id))) or 0) + 1
        for start in range(first, first + items, BATCH):
            numbers = range(start, min(start + BATCH, first + items))
            with transaction():
                _write(chance, authors, numbers, comments, begin, items)
            _bar(numbers[-1] + 1 - first, items)
        _catch_up()
        with transaction():
            exchange.recount()
        search.reindex()


def known_authors() -> list[Author]:
    """Those of an earlier corpus in the same database."""
    statement = (
        select(Mandate, Person, City).join(Person, Mandate.person_id == Person.id).join(City, Mandate.city_id == City.id)
    )
    found = db.session.execute(statement.where(Person.email.like("sample%@demo.invalid")).order_by(Mandate.id))
    return [
        Author(city.id, city.country_iso2, person.id, mandate.id, f"{person.name}, {mandate.office} of {city.name}")
        for mandate, person, city in found
    ]


def _authors(chance: random.Random) -> Iterator[Author]:
    """Ninety-six invented cities, each with one invented delegate."""
    now = clock.now()
    for number, (name, end) in enumerate(itertools.product(NAMES, ENDS)):
        country = chance.choice(("PT", "UA", "FI", "FR", "KZ", "CH"))
        place = {"latitude": 40 + chance.random() * 20, "longitude": chance.random() * 40}
        city = City(slug=f"{name}{end}-{number}".lower(), name=name + end, country_iso2=country, invented=True, **place)
        city.created_at = city.accredited_at = now
        person = Person(name=f"Sample Delegate {number + 1}", email=f"sample{number}@demo.invalid", created_at=now)
        person.fictitious = True
        db.session.add_all([city, person])
        db.session.flush()
        mandate = Mandate(person_id=person.id, city_id=city.id, role=Role.DELEGATE, office="Focal point")
        mandate.starts_on, mandate.created_at = clock.today() - dt.timedelta(days=400), now
        db.session.add(mandate)
        db.session.flush()
        db.session.add(MandateVerification(mandate_id=mandate.id, verified_by_id=person.id, verified_at=now))
        yield Author(city.id, country, person.id, mandate.id, f"{person.name}, Focal point of {city.name}")


def _write(
    chance: random.Random, authors: list[Author], numbers: range, comments: int, begin: dt.datetime, items: int
) -> None:
    """One batch, a statement for each table."""
    rows = [_experience(chance, authors, number, begin, comments) for number in numbers]
    parts = ("problem", "action", "result", "cost", "partners", "limits", "lessons")
    execute = db.session.execute
    execute(insert(Contribution.__table__), [{k: v for k, v in row.items() if k not in parts} for row in rows])
    execute(
        insert(Experience.__table__), [{k: row[k] for k in ("id", *parts)} | {"results": [], "contact": ""} for row in rows]
    )
    execute(
        insert(ContributionTag),
        [
            {"contribution_id": row["id"], "facet": facet, "value": str(value)}
            for row in rows
            for facet, values in row["tags"].items()
            for value in values
        ],
    )
    who = ("author_id", "mandate_id", "published_at")
    kept = [dict(zip(("person_id", "mandate_id", "at"), (row[k] for k in who), strict=True)) | {
        "contribution_id": row["id"], "number": 1, "note": "", "fields": {"title": row["title"]},
    } for row in rows]  # fmt: skip
    execute(insert(Revision), kept)
    execute(insert(Likeness), [_alike(row["id"], number) for row in rows for number in (1, 2, 3, 4) if row["id"] > number])
    if comments:
        rarer = 400 / (items * comments)
        execute(insert(Comment), [_comment(chance, authors, row, rarer) for row in rows for _n in range(comments)])
    execute(update(City).values(experience_count=City.experience_count + len(rows) // len(authors)))


def _experience(
    chance: random.Random, authors: list[Author], number: int, begin: dt.datetime, comments: int
) -> dict[str, Any]:
    author, at = chance.choice(authors), begin + dt.timedelta(seconds=number)
    words = {
        part: _sentence(chance, 40) for part in ("problem", "action", "result", "cost", "partners", "limits", "lessons")
    }
    tags = {"theme": [chance.choice(THEMES)], "sdg": [str(chance.randint(1, 17))], "principle": []}
    return words | {
        "id": number, "kind": "experience", "state": "published", "title": f"Sample {number}: {_sentence(chance, 5)}",
        "summary": _sentence(chance, 18), "city_id": author.city_id, "author_id": author.person_id,
        "mandate_id": author.mandate_id, "language": "en", "country_iso2": author.country,
        "html": {part: f"<p>{text}</p>" for part, text in words.items()},
        "body_html": "".join(f"<p>{text}</p>" for text in words.values()), "words": {}, "files": [],
        "figure": f"{chance.randint(2, 90)} %", "figure_label": "of rain kept", "picture_key": None, "picture_alt": "",
        "tags": tags, "year": 2020 + number % 6, "sourced": False, "sources": [], "created_at": at, "published_at": at,
        "edited_at": None, "revision": 1, "saves": 1, "closed": False, "comment_count": comments,
        "adoption_count": 0, "answer_count": 0, "reactions": {},
    }  # fmt: skip


def _alike(identity: int, number: int) -> dict[str, Any]:
    """Each is like the first four, so that a page has its related texts."""
    return {"contribution_id": identity, "other_id": number, "score": 20, "reasons": [["theme", ["green"]], ["sdg", ["11"]]]}


def _comment(chance: random.Random, authors: list[Author], row: dict[str, Any], rarer: float) -> dict[str, Any]:
    author = chance.choice(authors)
    words = _sentence(chance, 30)
    if chance.random() < 0.02:
        words += f" {RARE.capitalize()}."
    if chance.random() < rarer:
        words += f" {RARER.capitalize()}."
    return {
        "subject_kind": "contribution", "subject_id": row["id"], "clause_uid": None, "quote": "", "parent_id": None,
        "person_id": author.person_id, "mandate_id": author.mandate_id, "byline": author.byline, "city_id": author.city_id,
        "language": "en", "text": words, "html": f"<p>{words}</p>", "state": "shown", "at": row["published_at"],
        "edited_at": None, "reactions": {},
    }  # fmt: skip


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def _catch_up() -> None:
    """PostgreSQL does not count keys that were given by hand."""
    if db.engine.dialect.name == "postgresql":
        with transaction() as session:
            session.execute(text("select setval(pg_get_serial_sequence('contribution', 'id'), max(id)) from contribution"))


def _bar(done: int, whole: int) -> None:
    filled = 40 * done // whole
    print(
        f"\r  [{'#' * filled}{'.' * (40 - filled)}] {done:,} of {whole:,}",
        end="\n" if done >= whole else "",
        file=sys.stderr,
    )
    sys.stderr.flush()
