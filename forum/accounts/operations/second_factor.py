"""A second factor by time-based codes (RFC 6238): each step serves once; ten recovery codes replace a lost telephone."""

import base64
import datetime as dt
import hmac
import secrets

import pyotp
from sqlalchemy import delete, select, update

from forum import ledger
from forum.accounts.actor import Actor
from forum.accounts.sessions import end_sessions
from forum.kit import clock, sealing
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.security import token_hash
from forum.kit.verdict import Refused, refuse
from models import Authenticator, Person, RecoveryCode
from models.base import db

SECONDS, STEPS_BEFORE_AND_AFTER = 30, 1
SEALED = 64  # letters of a sealed secret; a row of before has the 32 of the secret itself
HOW_MANY = 10
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # nothing that can be read in two ways


def enrolled(person_id: int) -> Authenticator | None:
    """The second factor in use, confirmed by a code."""
    row = started(person_id)
    return row if row and row.confirmed_at else None


def started(person_id: int) -> Authenticator | None:
    """The second factor, also one that waits for its first code."""
    return db.session.scalar(select(Authenticator).filter_by(person_id=person_id))


def begin(person: Person) -> Authenticator:
    """A secret to scan; it counts only when a code made with it has come back. An unconfirmed one is kept."""
    row = started(person.id)
    if row is None:
        row = Authenticator(person_id=person.id, secret=_sealed(pyotp.random_base32(), person.id), last_step=0)
        row.created_at = clock.now()
        db.session.add(row)
    elif not secret_of(row):
        row.secret = _sealed(pyotp.random_base32(), person.id)
    db.session.flush()
    return row


def address(row: Authenticator, person: Person, issuer: str) -> str:
    """What the QR code holds."""
    return pyotp.TOTP(secret_of(row)).provisioning_uri(name=person.email, issuer_name=issuer)


def secret_of(row: Authenticator) -> str:
    """What the telephone keeps too; empty where the seal does not open, because the forum's secret is another one now."""
    if len(row.secret) < SEALED:
        return row.secret
    raw = sealing.unseal("second-factor", row.secret, row.person_id)
    return base64.b32encode(raw).decode() if raw else ""


def last_used(row: Authenticator) -> dt.datetime | None:
    """When a code of it was accepted; recovery codes do not count."""
    return dt.datetime.fromtimestamp(row.last_step * SECONDS, dt.UTC) if row.last_step else None


def confirm(actor: Actor, code: str, but_session: int | None) -> list[str]:
    """The first code that comes back switches it on; all other sessions end. The recovery codes, shown this once."""
    person_id = actor.person_id or 0
    row = started(person_id)
    if row is None or row.confirmed_at:
        raise Refused(refuse(_("There is no second factor to confirm."), _("Reload the page to see where it stands.")))
    if not _use_step(row, code):
        remedy = _("Check that the clock of your telephone is right, and type the next one.")
        raise Refused(refuse(_("This code is not right."), remedy))
    row.confirmed_at = clock.now()
    end_sessions(person_id, but=but_session)
    ledger.record("person.second_factor_set", actor, ("person", person_id), actor.person.name if actor.person else "")
    return new_recovery_codes(person_id)


def new_recovery_codes(person_id: int) -> list[str]:
    """Ten fresh ones; those of before no longer work."""
    db.session.execute(delete(RecoveryCode).filter_by(person_id=person_id))
    codes = ["-".join("".join(secrets.choice(ALPHABET) for _n in range(4)) for _g in range(3)) for _c in range(HOW_MANY)]
    db.session.add_all(RecoveryCode(person_id=person_id, code_hash=token_hash(code)) for code in codes)
    db.session.flush()
    return codes


def use_code(person_id: int, code: str) -> bool:
    """Whether this is a code of now, or a recovery code; either serves once."""
    row, typed = enrolled(person_id), "".join(code.split()).lower()
    if row is None or not typed:
        return False
    return _use_step(row, typed) if typed.isdigit() else _use_recovery_code(person_id, typed)


def remove(actor: Actor, but_session: int | None) -> None:
    """After password and code were checked."""
    person_id = actor.person_id or 0
    db.session.execute(delete(RecoveryCode).filter_by(person_id=person_id))
    db.session.execute(delete(Authenticator).filter_by(person_id=person_id))
    end_sessions(person_id, but=but_session)
    ledger.record("person.second_factor_removed", actor, ("person", person_id), actor.person.name if actor.person else "")


def recovery_codes_left(person_id: int) -> int:
    return len(db.session.scalars(select(RecoveryCode.id).filter_by(person_id=person_id, used_at=None)).all())


def _use_step(row: Authenticator, code: str) -> bool:
    """By compare-and-set: a step that was used, or one before it, never serves again. A secret of before is sealed now."""
    code = "".join(code.split())
    if not code.isascii():
        return False
    secret = secret_of(row)
    if not secret:
        return False
    now, generator = int(clock.now().timestamp()) // SECONDS, pyotp.TOTP(secret)
    around = range(now - STEPS_BEFORE_AND_AFTER, now + STEPS_BEFORE_AND_AFTER + 1)
    step = next((s for s in around if hmac.compare_digest(generator.generate_otp(s), code)), None)
    if step is None:
        return False
    newer = update(Authenticator).where(Authenticator.id == row.id, Authenticator.last_step < step)
    sealed = row.secret if len(row.secret) == SEALED else _sealed(secret, row.person_id)
    return changed_one(newer.values(last_step=step, secret=sealed))


def _sealed(secret: str, person_id: int) -> str:
    return sealing.seal("second-factor", base64.b32decode(secret), person_id)


def _use_recovery_code(person_id: int, code: str) -> bool:
    plain = code.replace("-", "")
    spelled = "-".join(plain[place : place + 4] for place in range(0, len(plain), 4))
    unused = update(RecoveryCode).filter_by(person_id=person_id, code_hash=token_hash(spelled), used_at=None)
    return changed_one(unused.values(used_at=clock.now()))
