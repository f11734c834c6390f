"""Who plays: the cities, real and invented, the people, all invented, and the mandates that they hold and held."""

import datetime as dt

from sqlalchemy import select

from forum import ledger
from forum.accounts import passwords
from forum.cities import countries
from forum.desk.demo.play import Play
from forum.kit import clock
from forum.kit.text import slug_of
from models import Body, BodySession, City, Mandate, MandateVerification, Person, Role
from models.base import db

PASSWORD = "cities speak to nations"
# (address, name, role, office, holder, what the start prints); the holder is a city's slug, a body's, or an organisation.
STAFF = "Secretariat of the demonstration"
CAST = (
    ("mayor@demo.example", "Ana Reis", Role.MAYOR, "Mayor", "porto-claro", "mayor of Porto Claro (an invented city)"),
    ("deputy@demo.example", "Rui Falcao", Role.DEPUTY, "Deputy Mayor", "porto-claro", "deputy mayor of Porto Claro"),
    ("delegate@demo.example", "Jonas Weber", Role.DELEGATE, "Focal point", "porto-claro", "delegate of Porto Claro"),
    ("state@demo.example", "Elin Vahtra", Role.STATE, "Delegate", "urban", "delegate of a member State to a body"),
    ("observer@demo.example", "Sofia Lind", Role.OBSERVER, "Policy officer", "Network of Walking Cities", "observer"),
    ("editor@demo.example", "Mira Sand", Role.EDITOR, "Editor", STAFF, "secretariat editor"),
    ("approver@demo.example", "Leo Brandt", Role.APPROVER, "Approver", STAFF, "secretariat approver"),
    ("chair@demo.example", "Ilse Maurer", Role.CHAIR, "Chair", "Bureau", "chair of the Bureau"),
    ("bureau@demo.example", "Tomas Havel", Role.BUREAU, "Vice-chair", "Bureau", "vice-chair of the Bureau"),
    ("admin@demo.example", "Nora Quist", Role.ADMIN, "Administrator", STAFF, "administrator"),
    ("editor2@demo.example", "Pavel Orlik", Role.EDITOR, "Editor", STAFF, ""),
    ("approver2@demo.example", "Amina Djaksy", Role.APPROVER, "Approver", STAFF, ""),
)
ACCOUNTS = tuple((email, name, words) for email, name, _role, _office, _holder, words in CAST if words)
# slug, name, country, latitude, longitude, inhabitants, mayor, their office, delegate
INVENTED = (
    ("porto-claro", "Porto Claro", "PT", 41.2, -8.7, 84_000, "", "", ""),
    ("sainte-rive", "Sainte-Rive", "FR", 46.9, 2.2, 132_000, "Claire Aubin", "Maire", "Marc Tellier"),
    ("jarvilinna", "Järvilinna", "FI", 62.3, 26.9, 61_000, "Aino Lehto", "Mayor", "Eero Salmi"),
    ("zelenohora", "Zelenohora", "CZ", 49.6, 15.8, 97_000, "Petra Dvorska", "Lord Mayor", "Jan Kolar"),
    ("valdoro", "Valdoro", "IT", 44.1, 11.9, 210_000, "Marta Bellini", "Sindaca", "Dario Conti"),
    ("wexmoor", "Wexmoor", "GB", 52.4, -1.2, 155_000, "Helen Ward", "Leader of the Council", "Owen Pryce"),
    ("altynkol", "Altynköl", "KZ", 47.8, 67.7, 320_000, "Aizhan Serik", "Akim", "Daniyar Omar"),
    ("cedar-narrows", "Cedar Narrows", "CA", 49.2, -122.2, 73_000, "June Okafor", "Mayor", "Liam Tran"),
)
BODIES = (
    ("urban", "Demonstration Committee on Urban Affairs", "DCUA"),
    ("transport", "Demonstration Working Party on City Transport", "DWPCT"),
    ("green", "Demonstration Group on Green Space", "DGGS"),
)
# Cities below 50,000 inhabitants, outside the list or under another name in it; coordinates rounded, from GeoNames.
ELSEWHERE = {
    "Ghent": (51.05, 3.72), "Goris": (39.51, 46.34), "Karmøy": (59.28, 5.31),
    "Medellín": (6.25, -75.56), "Rana": (66.31, 14.14),
}  # fmt: skip
MOST_REAL = 64
DELEGATION = dt.timedelta(days=410)  # a deputy stands in until a day: some ten after the play ends


def enter(play: Play) -> None:
    for slug, name, iso2, latitude, longitude, population, *_people in INVENTED:
        play.cities[slug] = add_city(slug, name, iso2, (latitude, longitude), population, invented=True)
    for slug, name, acronym in BODIES:
        play.made[slug] = _body(slug, name, acronym)
    for email, name, role, office, holder, _words in CAST:
        add_person(play, email, name, role, office, holder)
    for slug, *_where, mayor, office, delegate in INVENTED:
        if mayor:
            add_person(play, f"mayor.{slug}@demo.example", mayor, Role.MAYOR, office, slug)
            add_person(play, f"delegate.{slug}@demo.example", delegate, Role.DELEGATE, "Focal point", slug)
    _former(play)


def add_real(play: Play, wanted: list[tuple[str, str]]) -> None:
    """The cities of the sourced texts, and large ones of the region until there are enough."""
    chosen = dict.fromkeys(wanted)
    for name, iso2 in sorted(
        countries.reference_cities(), key=lambda c: -int(countries.reference_cities()[c]["population"])
    ):
        if len(chosen) < MOST_REAL and sum(1 for c in chosen if c[1] == iso2) < 2:
            chosen.setdefault((name, iso2))
    for name, iso2 in chosen:
        row = countries.reference_cities().get((name, iso2), {})
        place = (float(row["latitude"]), float(row["longitude"])) if row else ELSEWHERE[name]
        slug = slug_of(name)
        if db.session.scalar(select(City.id).filter_by(slug=slug)):
            slug = f"{slug}-{iso2.lower()}"
        population = int(row["population"]) if row else None
        play.cities[f"{name}/{iso2}"] = add_city(slug, name, iso2, place, population)


def add_city(
    slug: str, name: str, iso2: str, place: tuple[float, float], population: int | None, invented: bool = False
) -> City:
    city = City(slug=slug, name=name, country_iso2=iso2, latitude=place[0], longitude=place[1], invented=invented)
    city.population, city.created_at, city.accredited_at = population, clock.now(), clock.now()
    city.population_source = countries.SOURCE if population and not invented else ""
    db.session.add(city)
    db.session.flush()
    ledger.record("city.accredited", None, ("city", city.id), city.name, city_id=city.id, public=True)
    return city


def add_person(play: Play, email: str, name: str, role: Role, office: str, holder: str) -> Person:
    person = Person(name=name, email=email, fictitious=True, created_at=clock.now())
    passwords.set_password(person, PASSWORD)
    db.session.add(person)
    db.session.flush()
    play.people[email] = person
    end = clock.today() + DELEGATION if role == Role.DEPUTY else None
    add_mandate(play, person, role, office, holder, clock.today(), end)
    return person


def add_mandate(
    play: Play, person: Person, role: Role, office: str, holder: str, begin: dt.date, end: dt.date | None = None
) -> None:
    mandate = Mandate(person_id=person.id, role=role, office=office, starts_on=begin, ends_on=end)
    mandate.evidence, mandate.created_at = "Invented for the demonstration", clock.now()
    mandate.city_id = play.cities[holder].id if holder in play.cities else None
    mandate.body_id = play.made[holder].id if holder in play.made else None
    mandate.scope = "All signatures of the forum while the mayor is away" if role == Role.DEPUTY else ""
    mandate.organisation = "" if mandate.city_id or mandate.body_id else holder
    db.session.add(mandate)
    db.session.flush()
    staff = play.people["editor@demo.example"].id if "editor@demo.example" in play.people else person.id
    db.session.add(MandateVerification(mandate_id=mandate.id, verified_by_id=staff, verified_at=clock.now()))
    db.session.flush()


def _former(play: Play) -> None:
    """Mandates that have ended: the acts done under them keep the office of that time."""
    for slug, name, office in (
        ("porto-claro", "Luis Marques", "Mayor"), ("valdoro", "Gino Ferri", "Sindaco"), ("altynkol", "Marat Abish", "Akim"),
    ):  # fmt: skip
        person = Person(name=name, email=f"former.{slug}@demo.example", fictitious=True, created_at=clock.now())
        db.session.add(person)
        db.session.flush()
        day = clock.today()
        add_mandate(play, person, Role.MAYOR, office, slug, day - dt.timedelta(days=1400), day - dt.timedelta(days=1))


def _body(slug: str, name: str, acronym: str) -> Body:
    """With the session before now and the one after; both invented."""
    body = Body(slug=slug, name=name, acronym=acronym, invented=True)
    body.about = "An invented body for the demonstration; no organ of the United Nations has this name."
    db.session.add(body)
    db.session.flush()
    for ordinal, days in (("Third", 280), ("Fourth", 480)):
        day = clock.today() + dt.timedelta(days=days)
        session = BodySession(body_id=body.id, name=f"{ordinal} session", place="Geneva", starts_on=day)
        session.ends_on, session.documents_due_on = day + dt.timedelta(days=2), day - dt.timedelta(days=70)
        db.session.add(session)
    db.session.flush()
    return body
