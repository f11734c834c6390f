"""Entries go in one after the other, each with its leaf, its nodes and a signed head, in the transaction of the act."""

import json
import secrets
from typing import Any

from sqlalchemy import select, text

from forum.kit import clock
from forum.kit.canonical import canonical_json
from forum.register import following, keys, published, tree
from forum.register.confirmation import Confirmation
from forum.register.queries.nodes import digests
from forum.register.spelling import FIRST, b64url, head_input, leaf_of, signing_input
from models import RegisterEntry, RegisterNode, SiteKey, TreeHead
from models.base import db

ONE_WRITER = 0x464F4D  # the advisory lock of PostgreSQL; SQLite has one writer anyhow


def statement(kind: str, **fields: str | int | None) -> dict[str, Any]:
    """What is said, with a nonce and the time; absent values are omitted."""
    said = {"v": 1, "kind": kind, "nonce": secrets.token_hex(16), "iat": int(clock.began().timestamp())} | fields
    return {name: value for name, value in said.items() if value is not None and value != ""}


def enter(said: dict[str, Any], how: Confirmation, declaration_id: int | None = None) -> RegisterEntry:
    """By the device that signed the statement, or attested by the site."""
    if how.assertion is not None:
        return append_assertion(said, how.key_id, how.assertion, declaration_id)
    return attest(said, how.method, declaration_id)


def attest(said: dict[str, Any], method: str, declaration_id: int | None = None) -> RegisterEntry:
    """An act that the site vouches for, by its own key; `method` says how it knew who acted."""
    key = _site_key()
    proof = {"site_signature": keys.sign(key, signing_input(said))}
    return _append(said, method, key, proof, declaration_id)


def append_assertion(
    said: dict[str, Any], key_id: str, assertion: dict[str, str], declaration_id: int | None = None
) -> RegisterEntry:
    """An act that a person's device has signed; the caller has verified the assertion."""
    return _append(said, "passkey", key_id, {"assertion": assertion}, declaration_id)


def hold() -> None:
    """Wait for the one writer's place now: who changes rows that acts on other texts share holds none while waiting."""
    _lock()


def rotate() -> SiteKey:
    """A new key of the site, made known by an entry that the new one and the old one have both signed."""
    _lock()
    return _enrol(keys.create(), _newest_key())


def _site_key() -> str:
    """The key that signs; the first act of a register makes its first key known."""
    _lock()
    row = _newest_key()
    if row is None:
        there = keys.newest()
        row = _enrol((there, keys.public(there)) if there else keys.create(), None)
    return row.key_id


def _newest_key() -> SiteKey | None:
    return db.session.scalar(select(SiteKey).order_by(SiteKey.id.desc()).limit(1))


def _enrol(made: tuple[str, bytes], old: SiteKey | None) -> SiteKey:
    name, public = made
    said = statement("enrol", role="site", key_id=name, cose=b64url(keys.cose(public)))
    proof = {"site_signature": keys.sign(name, signing_input(said))}
    if old is not None:
        proof |= {"co_key_id": old.key_id, "co_signature": keys.sign(old.key_id, signing_input(said))}
    row = SiteKey(key_id=name, public=b64url(public), at=clock.now())
    row.register_index = _append(said, "site", name, proof, None, signing=name).index
    db.session.add(row)
    db.session.flush()
    return row


def _append(
    said: dict[str, Any], method: str, key_id: str, proof: dict[str, Any], declaration_id: int | None, signing: str = ""
) -> RegisterEntry:
    signing = signing or _site_key()
    head = db.session.scalar(select(TreeHead).order_by(TreeHead.size.desc()).limit(1))
    size = head.size if head else 0
    published.require_extended(head)
    row = RegisterEntry(index=size, prev=_leaf_before(size), declaration_id=declaration_id, at=clock.now())
    entry = {"index": size, "prev": row.prev, "statement": said, "method": method, "key_id": key_id} | proof
    row.content, row.leaf = canonical_json(entry), leaf_of(entry).hex()
    row.kind, row.method, row.key_id, row.nonce = said["kind"], method, key_id, said["nonce"]
    db.session.add(row)
    root = _grow(size, bytes.fromhex(row.leaf))
    _sign_head(size + 1, root, max(int(clock.now().timestamp()), head.time if head else 0), signing)
    db.session.flush()
    following.tell(row, said)
    return row


def _leaf_before(size: int) -> str:
    if size == 0:
        return FIRST
    return str(db.session.scalar(select(RegisterEntry.leaf).where(RegisterEntry.index == size - 1)))


def _grow(size: int, leaf: bytes) -> bytes:
    """Keep the nodes that the new leaf completes; the root over all leaves with it."""
    known = digests(tree.frontier(size))
    level, position, digest = 0, size, leaf
    db.session.add(RegisterNode(level=0, position=position, digest=digest.hex()))
    while position & 1:
        digest = tree.node_hash(known[level, position - 1], digest)
        level, position = level + 1, position >> 1
        db.session.add(RegisterNode(level=level, position=position, digest=digest.hex()))
    known[level, position] = digest
    return tree.root(size + 1, lambda *place: known[place])


def _sign_head(size: int, root: bytes, time: int, key: str) -> None:
    head = {"size": size, "root": root.hex(), "time": time}
    row = TreeHead(**head, key_id=key, signature=keys.sign(key, head_input(head)))
    db.session.add(row)
    published.after_commit(row)


def _lock() -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:place)"), {"place": ONE_WRITER})


def said_in(row: RegisterEntry) -> dict[str, Any]:
    """The statement of an entry."""
    said: dict[str, Any] = json.loads(row.content)["statement"]
    return said
