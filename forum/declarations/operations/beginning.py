"""A city begins a declaration and asks others into the drafting group."""

from typing import Any

from forum import ledger
from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import workspace
from forum.declarations.operations.record import record
from forum.declarations.rules import drafting as rules
from forum.declarations.text import document, editing
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import City, Declaration, DraftingCity, InvitedObserver, Person
from models.base import db

TEMPLATES = ("resolution", "mayors")


def begin(actor: Actor, title: str, purpose: str, template: str, language: str = "en", invented: bool = False) -> Dossier:
    """The actor's city leads; `template` is one of TEMPLATES."""
    require(rules.can_begin(actor))
    city: Any = actor.mandate.city if actor.mandate else None
    row = Declaration(title=title, purpose=purpose, template=template, language=language, lead_city_id=city.id)
    row.stage, row.created_at, row.invented = "drafting", clock.now(), invented
    db.session.add(row)
    db.session.flush()
    row.lead_city = city
    _join(row.id, city.id, actor)
    ledger.record("declaration.begun", actor, ("declaration", row.id), title)
    return Dossier(row, [city])


def describe(dossier: Dossier, actor: Actor, title: str, purpose: str) -> None:
    require(rules.can_edit(dossier, actor))
    dossier.row.purpose = purpose
    if title != dossier.row.title:
        with workspace.editing(dossier, actor, "changed") as live:
            editing.set_words(document.paragraphs(live)[document.TITLE]["text"], title)
    record(dossier, "described", actor)


def invite_city(dossier: Dossier, actor: Actor, city: City) -> None:
    require(rules.can_invite_city(dossier, actor, city))
    _join(dossier.id, city.id, actor)
    dossier.cities = [*dossier.cities, city]
    record(dossier, "city_invited", actor, invited_city_id=city.id, invited=city.name)


def invite_observer(dossier: Dossier, actor: Actor, person: Person) -> None:
    """The observer may read while the text is consulted on."""
    require(rules.can_invite(dossier, actor))
    if person.id in dossier.observers:
        raise Refused(refuse(_("%(name)s is invited already.", name=person.name)))
    row = InvitedObserver(declaration_id=dossier.id, person_id=person.id, invited_by_id=actor.mandate_id, at=clock.now())
    db.session.add(row)
    db.session.flush()
    dossier.observers |= {person.id}
    record(dossier, "observer_invited", actor, invited_person_id=person.id)


def _join(declaration_id: int, city_id: int, actor: Actor) -> None:
    row = DraftingCity(declaration_id=declaration_id, city_id=city_id, invited_by_id=actor.mandate_id, at=clock.now())
    db.session.add(row)
    db.session.flush()
