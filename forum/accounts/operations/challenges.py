"""What a device is asked to sign to be registered, to let somebody in, or to prove who is there: once, for minutes."""

import datetime as dt
import secrets

from sqlalchemy import select, update

from forum.kit import clock
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from forum.register.spelling import b64url
from models import PasskeyChallenge
from models.base import db

REGISTER, SIGN_IN, CONFIRM = "register", "sign-in", "confirm"
LASTS = dt.timedelta(minutes=10)


def make(purpose: str, person_id: int | None = None) -> bytes:
    """Fresh and random; `person_id` is empty where nobody has come in yet."""
    raw = secrets.token_bytes(32)
    row = PasskeyChallenge(purpose=purpose, challenge=b64url(raw), person_id=person_id, created_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return raw


def spend(purpose: str, challenge: str, person_id: int | None = None) -> None:
    """By compare-and-set, so that of two answers to one question the second is told. Raises Refused."""
    row = db.session.scalar(select(PasskeyChallenge).filter_by(purpose=purpose, challenge=challenge, person_id=person_id))
    again = _("Ask the device once more.")
    if row is None:
        raise Refused(refuse(_("The device answered a question that was not asked here."), again))
    if row.created_at < clock.now() - LASTS:
        raise Refused(refuse(_("More than ten minutes have passed."), again))
    unused = update(PasskeyChallenge).filter_by(id=row.id, used_at=None)
    if not changed_one(unused.values(used_at=clock.now())):
        raise Refused(refuse(_("This answer of the device was used already."), again))
