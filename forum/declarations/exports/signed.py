"""Who stands under a version, as exports print it: every signature that was made, what became of it, and the numbers."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forum.cities import countries
from forum.declarations.dossier import CARRIES, Dossier
from models import Signature, Version

COUNTED, NOTED, WITHDRAWN, CONTESTED, EARLIER = "counted", "noted", "withdrawn", "contested", "earlier"
PASSKEY = "passkey"


@dataclass(frozen=True)
class Signatory:
    """One act of signature. Names and office are those of its day."""

    city: str
    country: str
    country_code: str
    byline: str  # "Ana Reis, Mayor of Braga"
    holder: str
    office: str
    role: str
    delegation: str  # "2026-11-01/2026-12-31" of a deputy who acts for that time
    method: str  # passkey | password+totp | password
    at: dt.datetime
    version: int  # the one that was signed
    sha256: str  # of its authentic text
    remark: str
    reservation: str
    reserved: tuple[tuple[str, str], ...]  # (uid, number) in the order of the text
    register_index: int | None
    state: str  # counted | noted | withdrawn | contested | earlier
    ended_at: dt.datetime | None = None  # withdrawn, noted or contested
    reason: str = ""

    @property
    def counts(self) -> bool:
        """A note of withdrawal after the closing leaves the counts as they are."""
        return self.state in (COUNTED, NOTED)


@dataclass(frozen=True)
class Counts:
    """Numbers that an export prints; `signed` is `Dossier.standing` for the newest version in force."""

    signed: int
    countries: int
    by_passkey: int
    attested: int  # without a passkey: the site vouches for them
    reservations: int
    withdrawn: int
    noted: int
    contested: int
    earlier: int


def signatories_of(dossier: Dossier, version: Version, numbers: Mapping[str, str]) -> list[Signatory]:
    """Every signature of this version and of those before it, by the name of the city; `numbers` are those of its text."""
    made = {one.id: one for one in dossier.versions}
    standing = {signature.id for signature in dossier.standing}
    names = countries.names()
    found = [
        _signatory(signature, made[signature.version_id], _state(signature, standing), numbers, names)
        for signature in dossier.signatures
        if made[signature.version_id].number <= version.number
    ]
    return sorted(found, key=lambda one: (one.city.casefold(), one.at))


def count(signatories: Sequence[Signatory]) -> Counts:
    counted = [one for one in signatories if one.counts]
    passkeys = sum(1 for one in counted if one.method == PASSKEY)
    states = [one.state for one in signatories]
    return Counts(
        signed=len(counted),
        countries=len({one.country_code for one in counted}),
        by_passkey=passkeys,
        attested=len(counted) - passkeys,
        reservations=sum(1 for one in counted if one.reservation),
        withdrawn=states.count(WITHDRAWN),
        noted=states.count(NOTED),
        contested=states.count(CONTESTED),
        earlier=states.count(EARLIER),
    )


def reservations_of(signatories: Iterable[Signatory]) -> dict[str, tuple[Signatory, ...]]:
    """Those that count, by the uid of each paragraph that they name; "" for those that name none."""
    found: dict[str, tuple[Signatory, ...]] = {}
    for one in signatories:
        if one.counts and one.reservation:
            for uid in [uid for uid, _number in one.reserved] or [""]:
                found[uid] = (*found.get(uid, ()), one)
    return found


def corrected_by(versions: Sequence[Version], version: Version) -> list[Version]:
    """The version and those before it whose signatures it carries: it changes nothing but their spelling."""
    chain = [version]
    for older in reversed([one for one in versions if one.number < version.number]):
        if chain[-1].kind != CARRIES:
            break
        chain.append(older)
    return chain


def _state(signature: Signature, standing: set[int]) -> str:
    if signature.id in standing:
        return NOTED if signature.withdrawal is not None else COUNTED
    if signature.contest is not None:
        return CONTESTED
    return EARLIER if signature.standing else WITHDRAWN


def _signatory(
    signature: Signature, version: Version, state: str, numbers: Mapping[str, str], names: Mapping[str, str]
) -> Signatory:
    stated = _stated(signature)
    ended = signature.contest if state == CONTESTED else signature.withdrawal
    code = signature.city.country_iso2
    return Signatory(
        city=signature.city.name,
        country=names.get(code, code),
        country_code=code,
        byline=signature.byline,
        holder=str(stated.get("holder") or signature.byline.partition(",")[0]),
        office=str(stated.get("office") or signature.byline.partition(", ")[2]),
        role=str(stated.get("role", "")),
        delegation=signature.delegation,
        method=signature.method,
        at=signature.at,
        version=version.number,
        sha256=version.sha256,
        remark=signature.remark,
        reservation=signature.reservation,
        reserved=tuple((uid, numbers[uid]) for uid in numbers if uid in signature.reserved_clauses),
        register_index=signature.register_index,
        state=state,
        ended_at=ended.at if ended else None,
        reason=ended.reason if ended and state != CONTESTED else "",  # why an act is contested, the secretariat reads
    )


def _stated(signature: Signature) -> dict[str, Any]:
    """What was signed says whose office it was; rows older than statements have none."""
    return json.loads(signature.statement) if signature.statement else {}
