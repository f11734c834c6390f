"""Acts of signature in a person's name, so that the one in whose name they stand sees them without being told."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select, union_all

from forum.kit import clock
from forum.kit.i18n import _, _l
from models import Declaration, Signature, SignatureContest, SignatureWithdrawal, SigningRequest
from models.base import db

SHOWN_FOR = dt.timedelta(days=60)
MOST = 6
CALLED = {"signature": _l("Signed"), "withdrawal": _l("Withdrew the signature"), "decline": _l("Declined to sign")}
NOUNS = {"signature": "signatures", "withdrawal": "withdrawals", "decline": "refusals"}


@dataclass(frozen=True)
class OwnAct:
    called: str
    title: str
    at: dt.datetime
    values: dict[str, Any]  # of the page where it is contested
    contest_id: int | None


def acts(person_id: int | None) -> list[OwnAct]:
    """The newest of two months; one statement."""
    since = clock.now() - SHOWN_FOR
    signed = _part("signature", Signature).where(Signature.person_id == person_id, Signature.at > since)
    of = SignatureWithdrawal.signature_id == Signature.id
    gone = _columns("withdrawal", SignatureWithdrawal, Signature.declaration_id).join(Signature, of)
    gone = gone.where(SignatureWithdrawal.person_id == person_id, SignatureWithdrawal.at > since)
    declined = _part("decline", SigningRequest).where(SigningRequest.person_id == person_id, SigningRequest.at > since)
    rows = union_all(signed, gone, declined.where(SigningRequest.kind == "declined")).subquery()
    said = (SignatureContest.act == rows.c.kind) & (SignatureContest.act_id == rows.c.id)
    statement = select(rows, Declaration.title, SignatureContest.id.label("contest_id"))
    statement = statement.join(Declaration, Declaration.id == rows.c.declaration_id).outerjoin(SignatureContest, said)
    return [_act(row) for row in db.session.execute(statement.order_by(rows.c.at.desc()).limit(MOST))]


def _part(kind: str, model: Any) -> Any:
    return _columns(kind, model, model.declaration_id)


def _columns(kind: str, model: Any, declaration: Any) -> Any:
    return select(
        literal(kind).label("kind"), model.id.label("id"), model.at.label("at"), declaration.label("declaration_id")
    )


def _act(row: Any) -> OwnAct:
    values = {"identity": row.declaration_id, "noun": NOUNS[row.kind], "place": row.id}
    return OwnAct(str(CALLED[row.kind]), row.title or _("a declaration"), row.at, values, row.contest_id)
