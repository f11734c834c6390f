"""The blueprint of the city pages, and cities as others link to them."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, url_for

from forum.cities.queries import directory as queries
from forum.kit.subjects import Subject
from models import City
from models.base import db

blueprint = Blueprint("cities", __name__)


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    """Staff, and the forum itself, also link to cities that are not accredited yet: to their proposal's queue."""
    statement = queries.known_to(actor).where(City.id.in_(list(ids)))
    return {c.id: Subject("city", c.id, c.name, address(c), (c.id,)) for c in db.session.scalars(statement)}


def address(city: City) -> str:
    return url_for("cities.city", slug=city.slug) if city.accredited_at else url_for("cities.accreditation")
