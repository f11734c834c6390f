"""The demo: cities, fictitious people and sourced texts, played through the operations so that each has its history."""

import datetime as dt
import json
import re
import unicodedata
from typing import Any

from sqlalchemy import select

from forum.accounts import passwords
from forum.accounts.sessions import load_actor
from forum.cities import countries
from forum.exchange import operations
from forum.kit import clock
from forum.kit.config import ROOT
from models import City, Mandate, MandateVerification, Person, Role, Setting
from models.base import db

PASSWORD = "cities speak to nations"
ACCOUNTS = (
    ("mayor@demo.example", "Ana Reis", "mayor of Porto Claro (an invented city)"),
    ("delegate@demo.example", "Jonas Weber", "delegate of Porto Claro"),
    ("editor@demo.example", "Mira Sand", "secretariat editor"),
    ("approver@demo.example", "Leo Brandt", "secretariat approver"),
    ("observer@demo.example", "Sofia Lind", "observer"),
)
ROLES = (Role.MAYOR, Role.DELEGATE, Role.EDITOR, Role.APPROVER, Role.OBSERVER)
OFFICES = ("Mayor", "Focal point", "Editor", "Approver", "Observer")
MOST_CITIES = 64
# Cities below 50,000 inhabitants or outside the reference list; coordinates rounded, from GeoNames.
ELSEWHERE = {
    "Goris": (39.51, 46.34), "Rana": (66.31, 14.14), "Asker": (59.83, 10.43), "Karmøy": (59.28, 5.31),
    "Ålesund": (62.47, 6.15), "Medellín": (6.25, -75.56), "Bizerte": (37.27, 9.87),
}  # fmt: skip


def load() -> None:
    """Fill an empty database; runs in one transaction."""
    begin = clock.now() - dt.timedelta(days=120)
    with clock.at(begin):
        db.session.add(Setting(name="demo", value=True))
        entries = json.loads((ROOT / "data" / "demo_experiences.json").read_text(encoding="utf-8"))["entries"]
        cities = {(e["city"], e["country_iso2"]): None for e in entries}
        for (name, iso2), row in sorted(countries.reference_cities().items(), key=lambda c: -int(c[1]["population"])):
            if len(cities) < MOST_CITIES and sum(1 for c in cities if c[1] == iso2) < 2 and row:
                cities.setdefault((name, iso2))
        made = {key: add_city(*key) for key in cities}
        home = add_city("Porto Claro", "PT", invented=True)
        people = [
            add_person(account, role, office, home) for account, role, office in zip(ACCOUNTS, ROLES, OFFICES, strict=True)
        ]
    actor = load_actor(people[0].id)
    for number, entry in enumerate(entries):
        with clock.at(begin + dt.timedelta(days=2 * number + 1, hours=number % 7)):
            add_entry(actor, entry, made[(entry["city"], entry["country_iso2"])])


def add_city(name: str, iso2: str, invented: bool = False) -> City:
    row = countries.reference_cities().get((name, iso2), {})
    place = (float(row["latitude"]), float(row["longitude"])) if row else ELSEWHERE.get(name, (41.2, -8.7))
    slug = slug_of(name)
    if db.session.scalar(select(City.id).filter_by(slug=slug)):
        slug = f"{slug}-{iso2.lower()}"
    city = City(slug=slug, name=name, country_iso2=iso2, latitude=place[0], longitude=place[1], invented=invented)
    city.population = int(row["population"]) if row else None
    city.about = "Demonstration: an invented city." if invented else ""
    city.created_at = city.accredited_at = clock.now()
    db.session.add(city)
    db.session.flush()
    return city


def slug_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "city"


def add_person(account: tuple[str, str, str], role: Role, office: str, home: City) -> Person:
    person = Person(name=account[1], email=account[0], fictitious=True, created_at=clock.now())
    passwords.set_password(person, PASSWORD)
    db.session.add(person)
    db.session.flush()
    mandate = Mandate(person_id=person.id, role=role, office=office, evidence="Invented for the demonstration")
    mandate.city_id = home.id if role in (Role.MAYOR, Role.DELEGATE) else None
    mandate.organisation = "" if mandate.city_id else ("Network of Cities" if role == Role.OBSERVER else "Secretariat")
    mandate.starts_on, mandate.created_at = clock.today(), clock.now()
    db.session.add(mandate)
    db.session.flush()
    db.session.add(MandateVerification(mandate_id=mandate.id, verified_by_id=person.id, verified_at=clock.now()))
    db.session.flush()
    return person


HEADINGS = {
    "Problem.": "problem", "What was done.": "action", "Results.": "result", "Lessons and limits.": "lessons",
    "Situation.": "situation", "What the city needs.": "asked", "Evidence.": "tried", "What would help.": "constraints",
}  # fmt: skip


def add_entry(actor: Any, entry: dict[str, Any], city: City) -> None:
    """One sourced text; the account only types it in, the text belongs to no person of that city."""
    parts = re.split(r"\*\*([^*]+)\*\*", entry["body_md"])[1:]
    sections = {HEADINGS[head]: text.strip() for head, text in zip(parts[::2], parts[1::2], strict=True) if head in HEADINGS}
    first = next(iter(sections.values()))
    fields = {
        "title": entry["title"],
        "summary": first if len(first) < 240 else first[:240].rsplit(" ", 1)[0] + " …",
        "figure": entry["facts"][0]["value"][:500] if entry["facts"] else "",
        "figure_label": entry["facts"][0]["label"] if entry["facts"] else "",
        "sources": entry["sources"],
        "sourced": True,
        **sections,
    }
    tags = {
        "theme": entry["declaration_themes"],
        "sdg": [str(n) for n in entry["sdgs"]],
        "principle": entry["san_marino_principles"],
    }
    operations.publish(actor, entry["type"], city, fields, tags)
