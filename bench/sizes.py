"""What can be counted without a clock: statements of a page, and bytes that a reader has to load."""

import gzip
import re
from dataclasses import dataclass

from flask import Flask

from tests.counting import count_statements


@dataclass(frozen=True)
class Weight:
    statements: int
    html: int  # bytes, gzip -6
    assets: int  # bytes of style sheets and scripts, gzip -6


def weigh(app: Flask, path: str, cookie: str = "") -> Weight:
    client = app.test_client()
    if cookie:
        client.set_cookie("forum", cookie)
    client.get(path)
    with count_statements() as seen:
        html = client.get(path).get_data()
    addresses = set(re.findall(r'(?:href|src)="(/assets/[^"]+\.(?:css|js))"', html.decode()))
    contents = [client.get(address).get_data() for address in addresses]
    return Weight(len(seen), _zipped(html), sum(_zipped(c) for c in [*contents, *_imported(client, contents)]))


def _imported(client, contents: list[bytes]) -> list[bytes]:
    """Every behaviour counts, whether or not the page asks for it."""
    from forum.kit import assets

    behaviours = sorted((assets.STATIC / "js" / "behaviours").glob("*.js"))
    return [path.read_bytes() for path in behaviours]


def _zipped(content: bytes) -> int:
    return len(gzip.compress(content, 6))
