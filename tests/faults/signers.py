"""Mayors with devices who sign a declaration of a running forum, and what must be true of its register whatever happened."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app import create_app
from forum.accounts.operations import passkeys
from forum.accounts.sessions import load_actor
from forum.declarations.operations import intents, signing, withdrawing
from forum.declarations.queries import declarations
from forum.kit import site
from forum.kit.database import transaction
from forum.register import commands, queries, spelling, starting
from forum.register.confirmation import PASSKEY, Confirmation
from forum.register.operations.appending import said_in
from models import Declaration, Mandate, Person, RegisterEntry, Signature, SignatureWithdrawal, SigningIntent
from models.base import db
from tests.faults.running import Answer, Forum, Visitor
from tests.softkey import SoftKey

SIGNED = ("sign", "sign-with-reservation")


@dataclass
class Signer:
    """One mayor, one device, one city."""

    visitor: Visitor
    key: SoftKey
    city_id: int
    address: str
    origin: str
    signed: int = 0  # answered
    withdrawn: int = 0
    mandate: tuple[int, int] = (0, 0)  # with whose it is
    trouble: list[str] = field(default_factory=list)

    def begin(self, kind: str = "sign") -> dict[str, Any]:
        page = self.visitor.get(f"{self.address}/withdrawal" if kind == "withdraw" else self.address).text
        fields = {"csrf_token": _value(page, "csrf_token"), "kind": kind, "reason": "The council voted no."}
        if kind == "sign":
            fields |= {"seen": _value(page, "seen")}
        answer = self.visitor.post(f"{self.address}/statement", **fields)
        assert answer.status == 200, (kind, answer.status, answer.text[:500])
        begun = json.loads(answer.text) | {"csrf_token": fields["csrf_token"], "kind": kind}
        begun["credential"] = json.dumps(self.key.assert_(begun.pop("options"), origin=self.origin))
        return begun

    def confirm(self, begun: dict[str, Any]) -> Answer:
        place = f"{self.address}/withdrawal" if begun["kind"] == "withdraw" else self.address
        fields = {name: begun[name] for name in ("csrf_token", "nonce", "credential")}
        return self.visitor.post(place, **fields)

    def sign(self) -> None:
        answer = self.confirm(self.begin("sign"))
        assert answer.status == 200, (answer.status, answer.text[:300])
        self.signed += 1

    def withdraw(self) -> None:
        answer = self.confirm(self.begin("withdraw"))
        assert answer.status in (200, 303), (answer.status, answer.text[:300])
        self.withdrawn += 1

    def act(self, kind: str) -> None:
        """The same without pages, in the process at hand, in one transaction as a request's."""
        with transaction():
            actor = load_actor(*self.mandate)
            dossier = declarations.get(actor, _declaration(self), hold=True)
            seen = dossier.version.manifest_sha256
            intent = intents.to_sign(dossier, actor, seen) if kind == "sign" else intents.to_withdraw(dossier, actor, "No.")
            challenge = spelling.challenge(intents.statement_of(intent))
            answer = self.key.assert_(challenge=challenge, origin=self.origin)
            asserted = passkeys.verify(self.mandate[1], json.dumps(answer), challenge)
            how = Confirmation(PASSKEY, asserted.key_id, asserted.assertion)
            (signing.sign if kind == "sign" else withdrawing.withdraw)(dossier, actor, intent, how)

    def stands(self) -> bool:
        mine = select(Signature.id).filter_by(city_id=self.city_id, declaration_id=_declaration(self), standing=True)
        return db.session.scalar(mine) is not None


def _value(page: str, name: str) -> str:
    """Of a hidden input, whatever the order of its attributes."""
    tag = next(part for part in page.split("<input")[1:] if f'name="{name}"' in part.split(">")[0])
    return tag.split('value="')[1].split('"')[0]


@lru_cache(maxsize=2)
def _app(folder: str, address: str, database: str) -> Flask:
    keys = {"FORUM_KEYS": f"{folder}/demo-keys", "KEEP_PUBLISHED_HEAD": True}
    place = {"SQLALCHEMY_DATABASE_URI": database, "FORUM_FOLDER": folder, "FORUM_URL": address}
    return create_app({"TESTING": True, **place, **keys})


@contextmanager
def inside(forum: Forum, database: str) -> Iterator[None]:
    """The forum's own code on its database and keys, without its process."""
    with _app(str(forum.folder), forum.address, database).test_request_context():
        site.load()
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
            site.forget()


def mayors(forum: Forum, database: str, count: int, signed_in: bool = True) -> list[Signer]:
    """Of cities that have not signed the declaration that is open; each gets a device."""
    with inside(forum, database):
        identity = db.session.scalar(select(Declaration.id).filter_by(stage="open").order_by(Declaration.id).limit(1))
        signed = select(Signature.city_id).where(Signature.declaration_id == identity, Signature.standing)
        found = select(Mandate.id, Mandate.person_id, Mandate.city_id, Person.email).join(
            Person, Person.id == Mandate.person_id
        )
        found = found.where(Mandate.role == "mayor", Person.email.like("mayor.%"), Mandate.city_id.not_in(signed))
        rows = db.session.execute(found.order_by(Mandate.id).limit(count)).all()
        assert len(rows) == count
        origin = site.origins()[-1]
        keys = [_device(origin, row.person_id, row.id) for row in rows]
    address = f"/declarations/{identity}/signature"
    found = []
    for row, key in zip(rows, keys, strict=True):
        visitor = Visitor(forum.address)
        signer = Signer(visitor.sign_in(row.email) if signed_in else visitor, key, row.city_id, address, origin)
        signer.mandate = row.person_id, row.id
        found.append(signer)
    return found


def _device(origin: str, person_id: int, mandate_id: int) -> SoftKey:
    key = SoftKey()
    with transaction():
        actor = load_actor(person_id, mandate_id)
        made = key.create(passkeys.registration_options(actor), origin)
        passkeys.enrol(actor, passkeys.register(actor, made, "Telephone"), actor.mandate)
    return key


def check(forum: Forum, database: str, signers: list[Signer]) -> None:
    """No signature without its entry or the reverse, no two of one city, nothing answered is lost, and it verifies."""
    with inside(forum, database):
        assert [str(finding) for finding in commands.findings()] == []
        assert starting.problem() == "ok"
        entries = {row.index: row for row in db.session.scalars(select(RegisterEntry))}
        rows = list(db.session.scalars(select(Signature)))
        _pairs(entries, SIGNED, {row.register_index: row for row in rows})
        withdrawals = {row.register_index: row for row in db.session.scalars(select(SignatureWithdrawal))}
        _pairs(entries, ("withdraw",), withdrawals)
        for row in rows:
            said = said_in(entries[row.register_index])
            assert json.loads(row.statement) == said and said["mandate"] == row.mandate_id
        standing = [(row.version_id, row.city_id) for row in rows if row.standing]
        assert len(standing) == len(set(standing)), "two for one city"
        nonces = {row.nonce for row in entries.values()}
        for intent in db.session.scalars(select(SigningIntent)):
            assert (intent.used_at is not None) == (intent.nonce in nonces), "used up without an entry, or the reverse"
        for signer in signers:
            mine = [row for row in rows if row.city_id == signer.city_id and row.declaration_id == _declaration(signer)]
            assert len(mine) >= signer.signed, "a signature that was answered is lost"
        shown = db.session.scalar(select(Declaration.signature_count).filter_by(id=_declaration(signers[0])))
        counted = select(func.count(Signature.id)).filter_by(declaration_id=_declaration(signers[0]), standing=True)
        assert shown == db.session.scalar(counted)


def stands(forum: Forum, database: str, signer: Signer) -> bool:
    with inside(forum, database):
        return signer.stands()


def size(forum: Forum, database: str) -> int:
    with inside(forum, database):
        head = queries.newest_head()
        return head.size if head else 0


def _declaration(signer: Signer) -> int:
    return int(signer.address.split("/")[2])


def _pairs(entries: dict[int, RegisterEntry], kinds: tuple[str, ...], rows: dict[int | None, Any]) -> None:
    assert {index for index, entry in entries.items() if entry.kind in kinds} == set(rows), "an act without its entry"
