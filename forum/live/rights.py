"""Who may do what in a room, asked of the database: at the handshake, and every few seconds while a socket is open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select, update

from forum.accounts import remembered
from forum.accounts.actor import Actor
from forum.accounts.sessions import note_seen
from forum.declarations.dossier import Dossier
from forum.declarations.queries.declarations import WITH_LEAD, dossier_of
from forum.declarations.rules.drafting import right
from forum.declarations.rules.reading import sees, sees_drafting
from forum.kit import clock
from forum.kit.database import transaction
from forum.kit.i18n import _
from models import Declaration, WebSession
from models.base import db
from models.declaration import Stage

ENDED, HIDDEN = 4401, 4404
WRITTEN = (Stage.DRAFTING, Stage.CONSULTATION)  # in other stages the text is frozen for everybody
COLOURS = 8


@dataclass(frozen=True)
class Admission:
    """What a socket may do; `code` is set where it may not be there at all."""

    code: int = 0
    right: str = ""
    sentence: str = ""  # why it is not more
    why: str = "role"  # role | frozen: what stands in the way of writing
    stage: str = ""
    person_id: int = 0
    mandate_id: int = 0
    city_id: int | None = None
    user: dict[str, Any] = field(default_factory=dict)  # empty for staff who view as somebody: nobody sees them
    words: dict[str, str] = field(default_factory=dict)  # sentences for refusals, in the reader's language

    @property
    def writes(self) -> bool:
        return self.right in ("edit", "suggest")


def admit(
    app: Flask, declaration_id: int, tokens: Iterable[str], active: frozenset[str] = frozenset()
) -> dict[str, Admission]:
    """For each session token; one load of the declaration for all. `active` are those who wrote since the last time."""
    with app.app_context():
        try:
            row = db.session.scalar(select(Declaration).filter_by(id=declaration_id).options(WITH_LEAD))
            dossier = dossier_of(row) if row else None
            return {token: _judge(dossier, token, token in active) for token in tokens}
        finally:
            db.session.remove()


def _judge(dossier: Dossier | None, token: str, active: bool) -> Admission:
    found = remembered.recall(token)
    if found is None or not found[1].signed_in or found[1].person is None:
        return Admission(ENDED)
    session, actor = found
    if active and note_seen(session):
        _write_down(session.id)
    if dossier is None or not (sees(dossier, actor) and sees_drafting(dossier, actor)):
        return Admission(HIDDEN)
    with force_locale(found[1].person.language or "en"):
        return _admission(dossier, actor)


def _admission(dossier: Dossier, actor: Actor) -> Admission:
    given = right(dossier, actor)
    verdict = given.verdict
    sentence = "" if verdict else " ".join(part for part in (verdict.sentence, verdict.remedy) if part)
    person = actor.person
    city = actor.mandate.city if actor.mandate and actor.mandate.city_id else None
    frozen = dossier.stage not in WRITTEN or dossier.pause is not None
    user = {"id": person.id, "name": person.name, "city": city.name if city else actor.title} if person else {}
    user |= {"colour": (actor.person_id or 0) % COLOURS + 1}
    return Admission(
        right=given.name,
        sentence=sentence,
        why="frozen" if frozen else "role",
        stage=dossier.stage,
        person_id=actor.person_id or 0,
        mandate_id=actor.mandate_id or 0,
        city_id=actor.city_id,
        user={} if actor.read_only else user,
        words=sentences(),
    )


def sentences() -> dict[str, str]:
    """What a refusal says to people, each with the way out."""
    return {
        "suggest": _("You can only suggest changes in this text. Your words stay on this device; make them a suggestion."),
        "size": _("This is more than the server takes at once, or the text is full. Your words stay on this device."),
        "rate": _("Too much arrived at once. Your words stay on this device and are sent when the line is open again."),
        "invalid": _("The server cannot read this change. Your words stay on this device; reload the text."),
        "stage": _("The text was closed for writing at this moment. Your words stay on this device."),
        "reload": _("The text was set back to what the server has. Reload it; your words stay on this device."),
    }


def _write_down(session_id: int) -> None:
    """Typing is being there: the session of somebody who writes does not idle out."""
    db.session.rollback()
    with transaction() as database:
        database.execute(update(WebSession).filter_by(id=session_id).values(seen_at=clock.now()))
