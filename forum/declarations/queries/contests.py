"""Acts in somebody's name that can be contested, and those that were."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import joinedload

from forum.declarations.dossier import Dossier
from models import (
    Declaration,
    Mandate,
    Signature,
    SignatureContest,
    SignatureWithdrawal,
    SigningRequest,
)
from models.base import db

SIGNATURE, WITHDRAWAL, DECLINE = "signature", "withdrawal", "decline"
ACTS = (SIGNATURE, WITHDRAWAL, DECLINE)
WITH_MANDATE = (joinedload(Mandate.city), joinedload(Mandate.body))
LOADS = (
    joinedload(SignatureContest.person),
    joinedload(SignatureContest.city),
    joinedload(SignatureContest.mandate).options(*WITH_MANDATE),
    joinedload(SignatureContest.proposed_by),
    joinedload(SignatureContest.settled_by),
    joinedload(SignatureContest.signature),
)


@dataclass(frozen=True)
class Act:
    """One act of a person for a city; `contest` is their word that it was not theirs, where it was given."""

    kind: str
    id: int
    city_id: int
    mandate: Mandate
    version_id: int
    row: Any
    signature: Signature | None
    contest: SignatureContest | None

    @property
    def person_id(self) -> int:
        return int(self.row.person_id)

    @property
    def index(self) -> int | None:
        """Where it stands in the register; what is older than the register does not."""
        found: int | None = self.row.register_index
        return found

    @property
    def method(self) -> str:
        return str(getattr(self.row, "method", "session"))

    @property
    def key_id(self) -> str:
        return self.signature.key_id if self.signature and self.kind == SIGNATURE else ""


def act(dossier: Dossier, kind: str, identity: int) -> Act | None:
    """The act of a declaration by the id of its row; its mandate is loaded with city and body."""
    if kind == DECLINE:
        return _decline(dossier, identity)
    signature = next((s for s in dossier.signatures if identity == _id_of(kind, s)), None)
    if signature is None:
        return None
    row = signature if kind == SIGNATURE else signature.withdrawal
    found = (kind, identity, signature.city_id, _mandate(row.mandate_id), signature.version_id, row, signature)
    return Act(*found, contest_of(kind, identity))


def contest_of(kind: str, identity: int) -> SignatureContest | None:
    return db.session.scalar(select(SignatureContest).filter_by(act=kind, act_id=identity).options(*LOADS))


def by_index(index: int, person_id: int) -> tuple[str, int] | None:
    """Kind and row of the act that an entry of the register is about, if it is this person's and not contested yet."""
    tables: tuple[tuple[str, Any], ...] = (
        (SIGNATURE, Signature),
        (WITHDRAWAL, SignatureWithdrawal),
        (DECLINE, SigningRequest),
    )
    mine = [
        select(literal(kind), model.id).where(model.register_index == index, model.person_id == person_id)
        for kind, model in tables
    ]
    found = db.session.execute(union_all(*mine)).first()
    return (found[0], found[1]) if found and contest_of(found[0], found[1]) is None else None


def contests(declaration_id: int) -> list[SignatureContest]:
    """Oldest first."""
    statement = select(SignatureContest).filter_by(declaration_id=declaration_id).options(*LOADS)
    return list(db.session.scalars(statement.order_by(SignatureContest.id)))


def case(declaration_id: int, identity: int) -> SignatureContest | None:
    statement = select(SignatureContest).filter_by(declaration_id=declaration_id, id=identity)
    return db.session.scalar(statement.options(*LOADS))


def unsettled(limit: int = 50) -> list[tuple[SignatureContest, str]]:
    """What waits for the secretariat, with the title of the declaration; one statement."""
    statement = select(SignatureContest, Declaration.title).where(SignatureContest.settled_at.is_(None))
    statement = statement.join(Declaration, Declaration.id == SignatureContest.declaration_id).options(*LOADS)
    rows = db.session.execute(statement.order_by(SignatureContest.id).limit(limit))
    return [(row[0], row[1]) for row in rows]


def signed_again(contest: SignatureContest) -> Signature | None:
    """The signature that the same person gave for the same city afterwards, and that stands."""
    mine = {"declaration_id": contest.declaration_id, "city_id": contest.city_id, "person_id": contest.person_id}
    later = select(Signature).filter_by(**mine, standing=True).where(Signature.at >= contest.at)
    return db.session.scalar(later.order_by(Signature.id.desc()).limit(1))


def _decline(dossier: Dossier, identity: int) -> Act | None:
    found = {"id": identity, "declaration_id": dossier.id, "kind": "declined"}
    row = db.session.scalar(select(SigningRequest).filter_by(**found))
    if row is None:
        return None
    mandate = _mandate(row.mandate_id)
    return Act(DECLINE, identity, row.city_id, mandate, row.version_id, row, None, contest_of(DECLINE, identity))


def _id_of(kind: str, signature: Signature) -> int | None:
    row: Signature | SignatureWithdrawal | None = signature if kind == SIGNATURE else signature.withdrawal
    return row.id if row else None


def _mandate(identity: int) -> Mandate:
    return db.session.scalars(select(Mandate).filter_by(id=identity).options(*WITH_MANDATE)).one()
