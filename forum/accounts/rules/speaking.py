"""Who speaks, as the statements of the register say it: by name, in an office, for a city."""

from forum.register.spelling import place
from models import Mandate, Person


def speaker(person: Person, mandate: Mandate) -> dict[str, str | int | None]:
    """Holder, office, mandate, role and city; a holder that is no city has None there. The city must be loaded."""
    city = place(mandate.city.name, mandate.city.country_iso2) if mandate.city_id else None
    return {"holder": person.name, "office": mandate.office, "mandate": mandate.id, "role": mandate.role, "city": city}
