"""Atom feeds (RFC 4287), built as a tree so that no text can break one; not sent again to a reader who has it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as tree

from flask import Response, request

from forum.kit import site
from forum.kit.i18n import _
from forum.kit.security import address as full
from forum.kit.text import clean

SPACE = "http://www.w3.org/2005/Atom"
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
tree.register_namespace("", SPACE)


@dataclass(frozen=True)
class Entry:
    """`path` leads to the page; `mark` tells entries of one page apart."""

    path: str
    title: str
    at: dt.datetime
    mark: str = ""
    author: str = ""
    summary: str = ""
    language: str = ""


def feed(title: str, page: str, entries: Sequence[Entry]) -> Response:
    """The feed at the address of this request; `page` is the path of what it follows. Newest entry first."""
    here = full(request.path)
    root = tree.Element(f"{{{SPACE}}}feed")
    _add(root, "id", here)
    _add(root, "title", title)
    _add(root, "link", href=full(page))
    _add(root, "link", rel="self", href=here)
    _add(root, "updated", (entries[0].at if entries else NEVER).isoformat())
    _add(_add(root, "author"), "name", site.value("name") or _("Forum of Cities"))
    for entry in entries:
        _draw(_add(root, "entry"), entry)
    response = Response(tree.tostring(root, encoding="utf-8", xml_declaration=True), mimetype="application/atom+xml")
    response.headers["Cache-Control"] = "public, max-age=300"
    response.vary.update(("Accept-Language", "Cookie"))
    response.add_etag()
    return response.make_conditional(request)


def _draw(node: tree.Element, entry: Entry) -> None:
    _add(node, "id", full(entry.path) + (f"#{entry.mark}" if entry.mark else ""))
    _add(node, "title", entry.title)
    _add(node, "link", href=full(entry.path))
    _add(node, "updated", entry.at.isoformat())
    if entry.author:
        _add(_add(node, "author"), "name", entry.author)
    if entry.summary:
        _add(node, "summary", entry.summary, **({"xml:lang": entry.language} if entry.language else {}))


def _add(parent: tree.Element, name: str, text: str = "", **attributes: str) -> tree.Element:
    node = tree.SubElement(parent, f"{{{SPACE}}}{name}", attributes)
    node.text = clean(text) or None
    return node
