"""People: how they get in, which mandates they hold, and under which one they act."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, url_for
from sqlalchemy import select

from forum.accounts import views
from forum.accounts.operations.closing import erase_old
from forum.accounts.operations.inviting import mint_invitation, words_of_invitation
from forum.accounts.operations.links import mint_reset
from forum.accounts.operations.recovery import mint_stop, words_of_recovery
from forum.accounts.operations.settings import mint_address
from forum.kit import jobs, mail, site, subjects
from models import Person
from models.base import db


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    mail.register_words("invitation", words_of_invitation)
    mail.register_minter("invitation", mint_invitation)
    mail.register_minter("reset", mint_reset)
    mail.register_minter("address", mint_address)
    mail.register_minter("recovery", mint_stop)
    mail.register_words("recovery", words_of_recovery)
    subjects.register("person", _people)
    jobs.every(60, "read what was chosen for this installation", site.load)
    jobs.every(3600, "erase what has outlived its period", erase_old)


def _people(actor: Any, ids: Iterable[int]) -> dict[int, subjects.Subject]:
    """Staff reach the page of a person; everybody else only their own settings."""
    staff = actor is None or actor.is_staff
    mine = [identity for identity in ids if staff or identity == actor.person_id]
    found = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(mine)))
    return {
        identity: subjects.Subject(
            "person",
            identity,
            name,
            url_for("accounts.person", identity=identity) if staff else url_for("accounts.settings"),
            open_for_comments=False,
        )
        for identity, name in found
    }
