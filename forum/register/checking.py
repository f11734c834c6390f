"""What the database keeps beside the entries, checked against them: columns, nodes, all heads that were signed, keys."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import select

from forum.kit.canonical import canonical_json
from forum.register import keys, tree
from forum.register.auditing import Finding
from forum.register.queries import site_keys
from forum.register.spelling import from_b64url, head_input, leaf_of
from models import RegisterEntry, RegisterNode, TreeHead
from models.base import db


def tables(document: dict[str, Any]) -> list[Finding]:
    """`document` is the whole register, made from these tables."""
    leaves = [leaf_of(entry) for entry in document["entries"]]
    kept = cache(tree.nodes_of(leaves))
    return [*_entries(), *_nodes(len(leaves), kept), *_heads(len(leaves), kept), *_keys(document)]


def _entries() -> Iterator[Finding]:
    for row in db.session.scalars(select(RegisterEntry).order_by(RegisterEntry.index)):
        entry = json.loads(row.content)
        said = entry["statement"]
        beside = {
            "index": (row.index, entry["index"]),
            "prev": (row.prev, entry["prev"]),
            "leaf": (row.leaf, leaf_of(entry).hex()),
            "kind": (row.kind, said["kind"]),
            "method": (row.method, entry["method"]),
            "key_id": (row.key_id, entry["key_id"]),
            "nonce": (row.nonce, said["nonce"]),
            "content": (row.content, canonical_json(entry)),
        }
        for name, (column, content) in beside.items():
            if column != content:
                yield Finding(f"entry {row.index}", f"its column {name} says something else than its content")
        if row.declaration_id is not None and said.get("declaration", row.declaration_id) != row.declaration_id:
            yield Finding(f"entry {row.index}", "it is filed under another declaration")


def _nodes(size: int, kept: tree.Nodes) -> Iterator[Finding]:
    columns = (RegisterNode.level, RegisterNode.position, RegisterNode.digest)
    rows = {(level, position): digest for level, position, digest in db.session.execute(select(*columns))}
    for level in range(size.bit_length()):
        for position in range(size >> level):
            if rows.pop((level, position), None) != kept(level, position).hex():
                yield Finding(f"node {level}, {position}", "it is not the hash of the entries below it")
    for level, position in rows:
        yield Finding(f"node {level}, {position}", "there are no entries below it")


def _heads(size: int, kept: tree.Nodes) -> Iterator[Finding]:
    known = {key.key_id: from_b64url(key.public) for key in site_keys()}
    time, place = 0, 0
    for row in db.session.scalars(select(TreeHead).order_by(TreeHead.size)):
        where, place = f"head {row.size}", place + 1
        if row.size != place:
            yield Finding(where, f"it stands where head {place} should stand")
        if row.size > size or row.root != tree.root(row.size, kept).hex():
            yield Finding(where, "its root is not that of its entries")
        stated = {"size": row.size, "root": row.root, "time": row.time}
        if row.key_id not in known or not keys.verifies(known[row.key_id], head_input(stated), row.signature):
            yield Finding(where, "no key of this site has signed it")
        if row.time < time:
            yield Finding(where, "it is older than the head before it")
        time = row.time


def _keys(document: dict[str, Any]) -> Iterator[Finding]:
    said = {entry["index"]: entry["statement"] for entry in document["entries"]}
    for row in site_keys():
        named = said.get(row.register_index, {}).get("key_id")
        if not row.key_id == named == keys.key_id(from_b64url(row.public)):
            yield Finding(f"key {row.key_id}", "the entry that it names did not make it known")
