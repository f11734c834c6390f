"""What an operator does with the register: verify all of it, print or pin a head, give the site a new key."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from forum.kit import site
from forum.kit.database import transaction
from forum.register import keys, queries
from forum.register.auditing import Finding, audit
from forum.register.checking import tables
from forum.register.operations import appending
from forum.register.queries.standing import entries, gap, spelt


def run(app: Flask, chosen: argparse.Namespace) -> int:
    """The exit code: 0 when all is as it should be, 1 when the register is not, 2 when the question is."""
    with app.app_context():
        site.load()
        return ACTS[chosen.act](chosen)


def verify(_chosen: argparse.Namespace) -> int:
    """Says what is wrong and where, on the error stream; the head that was verified, on the other."""
    if (head := queries.newest_head()) is None:
        print("The register has no entries yet.")
        return 0
    found = findings()
    for finding in found:
        print(finding, file=sys.stderr)
    if found:
        print(f"The register is not whole: {len(found)} findings in {entries(head.size)}.", file=sys.stderr)
        return 1
    print(f"The register is whole: {entries(head.size)}, root {head.root}, {spelt(head.time)}.")
    return 0


def findings() -> list[Finding]:
    """Of the document that others get, and of the tables that it is made from."""
    document = queries.document()
    return [*audit(document), *tables(document)]


def show_head(_chosen: argparse.Namespace) -> int:
    head = queries.newest_head()
    if head is None:
        print("The register has no entries yet.", file=sys.stderr)
        return 2
    print(json.dumps(queries.head_of(head), indent=1))
    return 0


def pin(chosen: argparse.Namespace) -> int:
    try:
        stated = json.loads(Path(chosen.file).read_text())
        size, key, signature = stated["head"]["size"], stated["head_key"], stated["head_signature"]
        stated["head"]["root"], stated["head"]["time"]
    except (OSError, ValueError, KeyError, TypeError) as broken:
        print(f"{chosen.file} holds no head: {broken}", file=sys.stderr)
        return 2
    if not _signed(stated["head"], key, signature):
        print(f"The head in {chosen.file} is signed by no key of this site.", file=sys.stderr)
        return 1
    if found := gap(stated):
        print(found.sentence, file=sys.stderr)
        return 1
    newest = queries.newest_head()
    assert newest is not None  # or there were a gap
    print(f"The register goes on from that head: {entries(size)} then, {newest.size} now.")
    print(json.dumps({"old": size, "new": newest.size, "path": queries.consistency(size, newest.size)}))
    return 0


def rotate(_chosen: argparse.Namespace) -> int:
    known = queries.site_keys()
    if not known:
        print("The register has no key yet: its first entry makes one.", file=sys.stderr)
        return 2
    with transaction():
        fresh = appending.rotate()
        name, index = fresh.key_id, fresh.register_index
    keys.retire(known[-1].key_id)
    print(f"The site signs with {name} from entry {index} on; {known[-1].key_id} is retired. Copy the folder of the keys.")
    return 0


def _signed(head: dict[str, Any], key: str, signature: str) -> bool:
    """By a key of the register, or one whose file is here: a shorter register may not know the newest."""
    from forum.register.spelling import from_b64url, head_input

    public = {row.key_id: from_b64url(row.public) for row in queries.site_keys()}.get(key)
    try:
        return keys.verifies(public or keys.public(key), head_input(head), signature)
    except (keys.KeyMissing, TypeError):
        return False


ACTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "verify": verify,
    "head": show_head,
    "pin": pin,
    "rotate-key": rotate,
}
