"""Declarations that a city can sign, and the silence procedures that it can break."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from forum.accounts.actor import Actor
from forum.declarations.queries.current import is_current
from forum.declarations.queries.declarations import visible_to
from forum.declarations.queries.lists import waiting
from forum.desk.tasks import SOON, Task
from forum.kit import clock
from forum.kit.i18n import _
from models import Declaration, Person, Signature, SigningRequest, Version
from models.base import db
from models.declaration import Stage
from models.mandate import Role

MOST = 50


def of_city(actor: Actor) -> list[Task]:
    """Four statements, two for a delegate."""
    alone = replace(actor, mandates=(actor.mandate,) if actor.mandate else ())
    rows = waiting(alone, MOST)
    asked = _requests(actor, [row.id for row in rows])
    if actor.role == Role.DELEGATE:
        return [task for row in rows if (task := _prepare(actor, row, asked.get(row.id)))]
    signed = _signed_before(actor, [row.id for row in rows])
    tasks = [task for row in rows if (task := _sign(actor, row, asked.get(row.id), signed.get(row.id)))]
    return tasks + (_silence(actor) if actor.leads_city else [])


def _sign(actor: Actor, row: Declaration, request: Any, signed: int | None) -> Task | None:
    """Nothing waits for a mayor who declined this version, or who waits for the delegate's answer."""
    if request and request.kind in ("declined", "asked"):
        return None
    if signed and not request:
        told = _("Your city signed version %(number)s, which does not stand any more.", number=signed)
        return Task(row.title, told, _("Keep the signature or not"), "declarations.renewal", {"identity": row.id},
                    row.signing_ends_at, SOON, mandate_id=actor.mandate_id)  # fmt: skip
    why, act = _("Open for signature; your city has not signed."), _("Read and sign")
    if request:
        why, act = _("%(name)s prepared the signature of your city.", name=request.name), _("Confirm the signature")
    return Task(row.title, why, act, "declarations.signature", {"identity": row.id},
                row.signing_ends_at, SOON, mandate_id=actor.mandate_id)  # fmt: skip


def _prepare(actor: Actor, row: Declaration, request: Any) -> Task | None:
    """A delegate prepares until it is prepared, and answers when the mayor asks."""
    if request and request.kind != "asked":
        return None
    why = _("%(name)s asks you about this text.", name=request.name) if request else _("Open for signature.")
    return Task(row.title, why, _("Prepare the signature"), "declarations.signature_preparation", {"identity": row.id},
                row.signing_ends_at, SOON, mandate_id=actor.mandate_id)  # fmt: skip


def _requests(actor: Actor, ids: list[int]) -> dict[int, Any]:
    """The newest word within the city about the newest version of each; what is void was never said."""
    statement = (
        select(SigningRequest.declaration_id, SigningRequest.kind, Person.name)
        .join(Version, Version.id == SigningRequest.version_id)
        .join(Declaration, is_current(Version, Declaration))
        .join(Person, Person.id == SigningRequest.person_id)
        .where(SigningRequest.city_id == actor.city_id, SigningRequest.declaration_id.in_(ids))
        .where(SigningRequest.void_at.is_(None))
        .order_by(SigningRequest.id)
    )
    return {row.declaration_id: row for row in db.session.execute(statement)}


def _signed_before(actor: Actor, ids: list[int]) -> dict[int, int]:
    """The version that the city signed, of texts under which no signature of it counts now."""
    statement = (
        select(Signature.declaration_id, Version.number)
        .join(Version, Version.id == Signature.version_id)
        .where(Signature.city_id == actor.city_id, Signature.standing, Signature.declaration_id.in_(ids))
        .order_by(Signature.id)
    )
    return {row.declaration_id: row.number for row in db.session.execute(statement)}


def _silence(actor: Actor) -> list[Task]:
    statement = select(Declaration).where(
        Declaration.stage == Stage.SILENCE, Declaration.silence_ends_at > clock.now(), visible_to(actor)
    )
    return [
        Task(row.title, _("Silence procedure: without an objection the text goes to signature."), _("Read the text"),
             "declarations.declaration", {"identity": row.id}, row.silence_ends_at, mandate_id=actor.mandate_id)
        for row in db.session.scalars(statement.order_by(Declaration.silence_ends_at).limit(MOST))
    ]  # fmt: skip
