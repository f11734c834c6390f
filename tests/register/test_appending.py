"""Entries, nodes and heads grow together, and the database refuses to change any of them."""

import json

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from forum.register import keys, queries, tree
from forum.register.operations import appending
from forum.register.spelling import FIRST, from_b64url, head_input, leaf_of, signing_input
from models import RegisterEntry, RegisterNode, SiteKey, TreeHead


def grow(count: int) -> None:
    for number in range(count):
        appending.attest(appending.statement("open", declaration=number), "session")


def test_the_first_act_makes_the_first_key_known(session):
    grow(1)
    first, second = queries.document()["entries"]
    assert (first["statement"]["kind"], first["statement"]["role"]) == ("enrol", "site")
    assert first["prev"] == FIRST and second["prev"] == leaf_of(first).hex()
    assert first["key_id"] == first["statement"]["key_id"] == second["key_id"]
    assert from_b64url(first["statement"]["cose"]) == keys.cose(keys.public(first["key_id"]))


def test_every_entry_and_head_is_signed_by_the_key_of_the_site(session):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    grow(3)
    found = queries.document()
    key = Ed25519PublicKey.from_public_bytes(from_b64url(found["site_keys"][found["head_key"]]))
    key.verify(from_b64url(found["head_signature"]), head_input(found["head"]))
    for entry in found["entries"]:
        key.verify(from_b64url(entry["site_signature"]), signing_input(entry["statement"]))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 21])
def test_kept_nodes_give_the_same_root_and_proofs_as_the_leaves(session, size):
    grow(size)
    found = queries.document()
    leaves, root = [leaf_of(entry) for entry in found["entries"]], bytes.fromhex(found["head"]["root"])
    assert root == tree.root(len(leaves), tree.nodes_of(leaves))
    for index, leaf in enumerate(leaves):
        path = [bytes.fromhex(step) for step in queries.inclusion(index, len(leaves))]
        assert tree.verify_inclusion(leaf, index, len(leaves), path, root)
    for old in range(1, len(leaves) + 1):
        path = [bytes.fromhex(step) for step in queries.consistency(old, len(leaves))]
        older = bytes.fromhex(queries.head_at(old).root)
        assert tree.verify_consistency(old, len(leaves), older, root, path)


def test_an_older_document_is_a_prefix(session):
    grow(5)
    old = queries.document(4)
    assert queries.document()["entries"][:4] == old["entries"] and old["head"]["size"] == 4
    with pytest.raises(LookupError):
        queries.document(99)


def test_a_new_key_is_signed_by_both(session):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    grow(1)
    old = queries.site_keys()[-1]
    new = appending.rotate()
    grow(1)
    found = queries.document()
    change, after = found["entries"][new.register_index], found["entries"][-1]
    assert (change["key_id"], change["co_key_id"], after["key_id"]) == (new.key_id, old.key_id, new.key_id)
    for key, signature in ((new, change["site_signature"]), (old, change["co_signature"])):
        public = Ed25519PublicKey.from_public_bytes(from_b64url(key.public))
        public.verify(from_b64url(signature), signing_input(change["statement"]))
    assert found["head_key"] == new.key_id and set(found["site_keys"]) == {old.key_id, new.key_id}


@pytest.mark.parametrize("table", [RegisterEntry, RegisterNode, TreeHead, SiteKey])
def test_the_database_refuses_to_change_or_remove(session, table):
    grow(2)
    column = next(c for c in table.__table__.columns if c.name in ("content", "digest", "root", "public"))
    for act in (delete(table), update(table).values({column: "x"})):
        with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
            session.execute(act.execution_options(synchronize_session=False))


def test_one_nonce_serves_once(session):
    said = appending.statement("open", declaration=1)
    appending.attest(said, "session")
    with pytest.raises(DatabaseError), session.begin_nested():
        appending.attest(said, "session")


def test_absent_values_are_omitted(session):
    said = appending.statement("close", declaration=1, reason_sha256="", version=None)
    assert set(said) == {"v", "kind", "nonce", "iat", "declaration"}
    row = appending.attest(said, "session", None)
    assert appending.said_in(row) == said and json.loads(row.content)["index"] == row.index
