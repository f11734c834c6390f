"""Each act in a person's name is told to that person by mail, with the way to say that it was not theirs.

It goes out whatever mail they chose to get: whoever acts in somebody's name must not be able to keep it from them.
"""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import title_of
from forum.kit import mail
from forum.kit.i18n import _
from forum.kit.security import address
from models import Declaration, LedgerEvent, Mandate, OutboxMail, Person, SignatureWithdrawal, SigningRequest
from models.base import db

TEMPLATE = "act"
ADDRESSES = {"signature": "signatures", "withdrawal": "withdrawals", "decline": "refusals"}
ACTS = {
    "declaration.signed": "signature",
    "declaration.signature_withdrawn": "withdrawal",
    "declaration.withdrawal_noted": "withdrawal",
    "declaration.declined": "decline",
}


def tell(event: LedgerEvent) -> None:
    """Listens to the ledger; runs in the transaction of the act."""
    kind = ACTS.get(event.verb)
    person = db.session.get(Person, event.person_id) if kind and event.person_id else None
    if kind is None or person is None:
        return
    act_id = _row_of(kind, event)
    if act_id is not None:
        data = {"act": kind, "act_id": act_id, "verb": event.verb, "declaration_id": event.subject_id}
        data |= {"mandate_id": event.mandate_id, "at": event.at.isoformat()}
        mail.queue(person.email, TEMPLATE, data, person=person, language=person.language)


def _row_of(kind: str, event: LedgerEvent) -> int | None:
    if kind == "signature":
        return int(event.data["signature_id"])
    if kind == "withdrawal":
        return db.session.scalar(select(SignatureWithdrawal.id).filter_by(signature_id=event.data["signature_id"]))
    mine = {"declaration_id": event.subject_id, "person_id": event.person_id, "kind": "declined"}
    return db.session.scalar(select(SigningRequest.id).filter_by(**mine).order_by(SigningRequest.id.desc()).limit(1))


def words(row: OutboxMail) -> dict[str, Any]:
    """Of acts that are published, and of a refusal: it is the person's own."""
    declaration = db.session.get(Declaration, row.data["declaration_id"])
    if declaration is None:
        raise mail.NothingToSay
    loads = (joinedload(Mandate.city), joinedload(Mandate.body))
    mandate = db.session.scalar(select(Mandate).filter_by(id=row.data["mandate_id"]).options(*loads))
    sentences = {
        "declaration.signed": _("You signed “%(title)s”"),
        "declaration.signature_withdrawn": _("You withdrew the signature under “%(title)s”"),
        "declaration.withdrawal_noted": _("You noted a withdrawal under “%(title)s”"),
        "declaration.declined": _("You declined to sign “%(title)s”"),
    }
    return {
        "sentence": mail.one_line(sentences[row.data["verb"]] % {"title": declaration.title}),
        "when": dt.datetime.fromisoformat(row.data["at"]),
        "office": title_of(mandate) if mandate else "",
        "page": address(f"/declarations/{declaration.id}"),
        "contest": address(path(declaration.id, row.data["act"], row.data["act_id"])),
    }


def path(declaration_id: int, kind: str, act_id: int) -> str:
    """Where a person says that an act was not theirs."""
    return f"/declarations/{declaration_id}/{ADDRESSES[kind]}/{act_id}/contest"
