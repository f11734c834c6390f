"""Signed heads for witnesses: a page, a feed, a file for each; and the keys that signed them."""

import datetime as dt
from itertools import pairwise

from flask import Response, abort, request

from forum.kit import atom
from forum.kit.i18n import _, _n
from forum.kit.security import address as full
from forum.kit.templating import render
from forum.register.queries import head_at, heads, newest_head, site_keys
from forum.register.views.blueprint import answer, blueprint, head_file
from models import TreeHead

FEED = 50


def moment(head: TreeHead) -> dt.datetime:
    return dt.datetime.fromtimestamp(head.time, dt.UTC)


@blueprint.get("/register/heads")
def head_list():
    newest = newest_head()
    return render(
        "register/heads.html",
        newest=newest,
        page=heads.page(request.args.get("after")),
        moment=moment,
        file=full("/register/head.json"),
    )


@blueprint.get("/register/heads.xml")
def feed():
    """The whole of each head stands in the feed, so that whoever keeps the feed is a witness."""
    entries = [
        atom.Entry(
            f"/register/heads/{head.size}.json",
            _n("Register of %(num)s entry", "Register of %(num)s entries", head.size),
            moment(head),
            summary=" ".join((f"size {head.size} root {head.root} time {head.time}", f"{head.key_id} {head.signature}")),
        )
        for head in heads.recent(FEED)
    ]
    return atom.feed(_("Heads of the register"), "/register/heads", entries)


@blueprint.get("/register/head.json")
def newest_file():
    return _file(newest_head(), "no-cache")


@blueprint.get("/register/heads/<int:size>.json")
def head(size: int):
    """A head never changes."""
    return _file(head_at(size), "public, max-age=31536000, immutable")


@blueprint.get("/register/keys")
def keys():
    found = site_keys()
    until = {key.id: after for key, after in pairwise(found)}
    return render("register/keys.html", keys=found, until=until)


def _file(head: TreeHead | None, kept: str) -> Response:
    if head is None:
        abort(404)
    response = answer(head_file(head), f"register-head-{head.size}.json")
    response.headers["Cache-Control"] = kept
    response.add_etag()
    return response.make_conditional(request)
