"""Makes the things that tests are about, each with as little as it needs."""

import datetime as dt
import itertools
from typing import Any

from sqlalchemy.orm import Session

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.kit import clock
from models import Body, BodySession, City, Mandate, MandateVerification, Person
from models.mandate import CITY_ROLES, Role

_numbers = itertools.count(1)
OFFICES = {Role.MAYOR: "Mayor", Role.DEPUTY: "Deputy Mayor", Role.DELEGATE: "Focal point", Role.CHAIR: "Chair"}


class Make:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row

    def city(self, name: str | None = None, accredited: bool = True, country: str = "PT", **fields: Any) -> City:
        number = next(_numbers)
        name = name or f"Porto Claro {number}"
        values = {
            "latitude": 41.5,
            "longitude": -8.4,
            "population": 190_000,
            "slug": f"{name.lower().replace(' ', '-')}-{number}",
        }
        stamp = clock.now()
        return self.add(
            City(
                name=name,
                country_iso2=country,
                created_at=stamp,
                accredited_at=stamp if accredited else None,
                **(values | fields),
            )
        )

    def person(self, name: str | None = None, **fields: Any) -> Person:
        number = next(_numbers)
        return self.add(
            Person(name=name or f"Person {number}", email=f"p{number}@example.org", created_at=clock.now(), **fields)
        )

    def mandate(self, person: Person, role: str, city: City | None = None, verified: bool = True, **fields: Any) -> Mandate:
        values = {
            "office": OFFICES.get(Role(role), role.title()),
            "starts_on": clock.today() - dt.timedelta(days=100),
            "organisation": "" if city else "Secretariat",
            "ends_on": clock.today() + dt.timedelta(days=100) if role == Role.DEPUTY else None,
        }
        row = self.add(
            Mandate(
                person_id=person.id,
                role=role,
                city_id=city.id if city else None,
                created_at=clock.now(),
                **(values | fields),
            )
        )
        if verified:
            self.add(MandateVerification(mandate_id=row.id, verified_by_id=person.id, verified_at=clock.now()))
        return row

    def actor(self, role: str, city: City | None = None, **fields: Any) -> Actor:
        """Somebody who acts under one mandate; city roles get a city of their own unless one is given."""
        if role in CITY_ROLES and city is None:
            city = self.city()
        person = self.person()
        mandate = self.mandate(person, role, city, **fields)
        return load_actor(person.id, mandate.id)

    def body(self, name: str = "Committee on Urban Affairs") -> Body:
        return self.add(Body(name=name, slug=f"body-{next(_numbers)}"))

    def body_session(self, body: Body) -> BodySession:
        day = clock.today() + dt.timedelta(days=60)
        return self.add(
            BodySession(body_id=body.id, name="Eighty-ninth session", starts_on=day, ends_on=day + dt.timedelta(days=2))
        )
