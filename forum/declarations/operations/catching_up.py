"""Acts of signature from before there was a register enter it later, in the order in which they were done.

The site attests them: it kept who was signed in, no device has signed anything. Each has a nonce that its row gives, so that
it enters once, whoever begins again after a crash and however many processes start at one moment.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, joinedload

from forum.accounts.rules.speaking import speaker
from forum.declarations.dossier import CARRIES
from forum.declarations.operations.entering import digest_of, digest_of_reservation
from forum.kit import clock
from forum.kit.canonical import sha256_hex
from forum.kit.database import transaction
from forum.register.confirmation import SESSION, SITE
from forum.register.operations import appending
from models import (
    City,
    Declaration,
    DeclarationAdoption,
    Mandate,
    Person,
    RegisteredAct,
    RegisterEntry,
    Signature,
    SignatureWithdrawal,
    SigningRequest,
    StageChange,
    Version,
)
from models.base import db

PASSWORD = "password"  # what confirmed a signature before the register
Who = tuple[Version | None, Person | None, Mandate | None]  # under which version, by whom
ORDER = {"open": 0, "corrigendum": 0, "sign": 1, "sign-with-reservation": 1, "decline": 1, "withdraw": 2, "adopt": 3}


@dataclass(frozen=True)
class Missing:
    """An act without its entry, as plain values: rows are read anew after each commit."""

    at: dt.datetime
    kind: str
    table: Any
    id: int
    declaration_id: int
    method: str
    said: dict[str, Any]

    @property
    def order(self) -> tuple[dt.datetime, int, int]:
        """By time; of two in one moment the one that the other needs comes first."""
        return self.at, ORDER.get(self.kind, 4), self.id


def enter_what_is_missing() -> int:
    """How many acts entered now. Each in a transaction of its own."""
    found = sorted(_missing(), key=lambda act: act.order)
    db.session.rollback()
    return sum(_entered(act) for act in found)


def _entered(act: Missing) -> bool:
    said = dict(act.said)
    try:
        with transaction():
            if "withdraws" in said:
                said["withdraws"] = db.session.scalar(select(Signature.register_index).filter_by(id=said["withdraws"]))
            entry = appending.attest(appending.statement(act.kind, **said), act.method, act.declaration_id)
            if hasattr(act.table, "register_index"):
                mine = update(act.table).where(act.table.id == act.id)
                db.session.execute(mine.values(register_index=entry.index))
    except IntegrityError:
        by_another = db.session.scalar(select(RegisterEntry.index).filter_by(nonce=act.said["nonce"]))
        if by_another is None:
            raise
        return False  # another process that starts in this moment has entered it
    return True


def _act(kind: str, row: Any, who: Who, method: str, **more: Any) -> Missing:
    version, person, mandate = who
    declaration_id = version.declaration_id if version is not None else row.declaration_id
    said: dict[str, Any] = {"declaration": declaration_id}
    said |= {"nonce": sha256_hex(f"{row.__tablename__} {row.id} {kind}")[:32], "iat": int(row.at.timestamp())}
    said["entered"] = int(clock.now().timestamp())
    if version is not None:
        said |= {"version": version.number, "text_sha256": version.manifest_sha256}
    if person is not None and mandate is not None:
        said |= speaker(person, mandate)
    said |= more | _as_signed(getattr(row, "statement", ""))
    return Missing(row.at, kind, type(row), row.id, declaration_id, method, said)


def _as_signed(statement: str) -> dict[str, Any]:
    """Who signed, in the words of that day, where the row kept them."""
    try:
        kept = json.loads(statement)
        return {name: kept[name] for name in ("holder", "office", "role", "city") if kept.get(name)}
    except (ValueError, AttributeError):
        return {}


def _missing() -> Iterator[Missing]:
    for row, who in _rows(Signature, Signature.version_id, Signature.register_index.is_(None)):
        digests = {
            "remark_sha256": digest_of(row.remark),
            "reservation_sha256": digest_of_reservation(row.reservation, row.reserved_clauses),
        }
        yield _act("sign-with-reservation" if row.reservation else "sign", row, who, PASSWORD, **digests)
    for row, who in _withdrawals():
        said = {"reason_sha256": digest_of(row.reason), "effect": "noted" if row.noted else "withdrawn"}
        yield _act("withdraw", row, who, PASSWORD, withdraws=row.signature_id, **said)
    declined = (SigningRequest.kind == "declined", SigningRequest.register_index.is_(None))
    for row, who in _rows(SigningRequest, SigningRequest.version_id, *declined):
        yield _act("decline", row, who, SESSION, reason_sha256=digest_of(row.note))
    yield from _openings()
    yield from _adoptions()
    yield from _closings()


def _openings() -> Iterator[Missing]:
    lacking = ~_has_entry(Version.declaration_id, ("open", "corrigendum"), Version.number)
    for row, who in _rows(Version, Version.id, lacking):
        lead = select(City.name, Declaration.version_count, Declaration.signing_ends_at)
        lead = lead.join(Declaration, Declaration.lead_city_id == City.id).where(Declaration.id == row.declaration_id)
        city, newest, ends = db.session.execute(lead).one()
        closes = int(ends.timestamp()) if ends and row.number == newest else None  # deadlines before it nobody kept
        if row.kind == CARRIES:
            yield _act("corrigendum", row, who, SESSION, city=city, corrects=row.number - 1, closes=closes)
        else:
            yield _act("open", row, who, SESSION, city=city, closes=closes)


def _adoptions() -> Iterator[Missing]:
    lacking = ~_has_entry(DeclarationAdoption.declaration_id, ("adopt",))
    for row, who in _rows(DeclarationAdoption, DeclarationAdoption.version_id, lacking):
        yield _act("adopt", row, who, SESSION, adopted_on=row.adopted_on.isoformat(), place=row.place)


def _closings() -> Iterator[Missing]:
    """By the chair, or by a deadline and nobody."""
    lacking = (StageChange.move == "close", ~_has_entry(StageChange.declaration_id, ("close",)))
    found = select(StageChange, Person, Mandate).where(*lacking).outerjoin(Person, Person.id == StageChange.person_id)
    found = found.outerjoin(Mandate, Mandate.id == StageChange.mandate_id).options(joinedload(Mandate.city))
    for change, person, mandate in db.session.execute(found).all():
        newest = select(Version).filter_by(declaration_id=change.declaration_id).order_by(Version.number.desc()).limit(1)
        yield _act("close", change, (db.session.scalar(newest), person, mandate), SESSION if person else SITE)


def _withdrawals() -> Iterator[tuple[Any, Who]]:
    found: Any = select(SignatureWithdrawal, Version, Person, Mandate)
    found = found.join(Signature, Signature.id == SignatureWithdrawal.signature_id)
    found = found.where(SignatureWithdrawal.register_index.is_(None))
    for row, *who in db.session.execute(_with_names(found, SignatureWithdrawal, Signature.version_id, Version)).all():
        yield row, (who[0], who[1], who[2])


def _rows(table: Any, version_id: Any, *conditions: Any) -> Iterator[tuple[Any, Who]]:
    """Rows with their version, person and mandate."""
    version: Any = Version if table is not Version else aliased(Version)
    found: Any = select(table, version, Person, Mandate).where(*conditions)
    for row, *who in db.session.execute(_with_names(found, table, version_id, version)).all():
        yield row, (who[0], who[1], who[2])


def _with_names(found: Select[Any], table: Any, version_id: Any, version: Any) -> Select[Any]:
    found = found.join(version, version.id == version_id).join(Person, Person.id == table.person_id)
    return found.join(Mandate, Mandate.id == table.mandate_id).options(joinedload(Mandate.city)).order_by(table.id)


def _has_entry(declaration_id: Any, kinds: tuple[str, ...], version: Any = None) -> Any:
    about = [RegisteredAct.declaration_id == declaration_id, RegisteredAct.kind.in_(kinds)]
    if version is not None:
        about.append(RegisteredAct.version == version)
    return select(RegisteredAct.index).where(*about).exists()
