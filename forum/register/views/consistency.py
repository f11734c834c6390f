"""Whether the register of today has grown from a head that somebody has kept; asked by its numbers or by its file."""

from typing import Any

from flask import redirect, request, url_for

from forum.kit.i18n import _
from forum.kit.limits import limited
from forum.kit.templating import render
from forum.register.queries import head_of, pinned
from forum.register.queries.pinned import Finding, NotAHead, Pinned
from forum.register.views.blueprint import answer, blueprint
from forum.register.views.heads import moment

HERE = "/register/consistency"
NAMES = {"time": "time", "key_id": "key", "signature": "signature"}


@blueprint.get(HERE)
@limited("60/minute")
def consistency():
    if not _asked():
        return _page()
    try:
        kept = _given()
    except NotAHead:
        return _page(error=_not_a_head()), 422
    return _page(kept, pinned.compare(kept))


@blueprint.post(HERE)
@limited("20/minute")
def consistency_of_file():
    """The file is read, not kept: what it says goes into the address of the answer, which can be passed on."""
    file = request.files.get("head")
    raw = file.read(pinned.LARGEST_FILE + 1) if file else b""
    if not raw:
        return _page(error=_("Choose the file of a head.")), 422
    if len(raw) > pinned.LARGEST_FILE:
        return _page(error=_("This file is larger than a head. Give the file that head.json gave you.")), 422
    try:
        kept = pinned.read(raw.decode())
    except (UnicodeDecodeError, NotAHead):
        return _page(error=_("This file is not a head of a register. It must be as head.json gave it to you.")), 422
    return redirect(url_for(".consistency", **_arguments(kept)), 303)


@blueprint.get(f"{HERE}.json")
@limited("60/minute")
def consistency_data():
    try:
        kept = _given()
    except NotAHead:
        return answer({"error": _not_a_head()}, status=422)
    found = pinned.compare(kept)
    data: dict[str, Any] = {"outcome": found.outcome, "pinned": kept.stated, "path": found.path, "missing": found.missing}
    data |= {"newest": head_of(found.newest)} if found.newest else {}
    data |= {"ours": head_of(found.ours)} if found.ours else {}
    data |= {} if found.signed is None else {"signed_by_this_site": found.signed}
    return answer(data)


def _asked() -> bool:
    return any(request.args.get(name) for name in ("size", "root"))


def _given() -> Pinned:
    args = request.args
    size, time = args.get("size", "").strip(), args.get("time", "0").strip()
    if not (size.isascii() and size.isdecimal() and time.isascii() and time.isdecimal() and len(size + time) < 40):
        raise NotAHead
    words = args.get("root", "").strip().lower(), int(time), args.get("key", ""), args.get("signature", "")
    return pinned.pinned(int(size), *words)


def _arguments(kept: Pinned) -> dict[str, Any]:
    rest = {given: getattr(kept, name) for name, given in NAMES.items() if getattr(kept, name)}
    return {"size": kept.size, "root": kept.root} | rest


def _not_a_head() -> str:
    return _("A head has a number of entries, from 1 on, and a root of 64 characters, 0 to 9 and a to f.")


def _page(kept: Pinned | None = None, finding: Finding | None = None, error: str = "") -> str:
    return render(
        "register/consistency.html",
        finding=finding,
        error=error,
        size=request.args.get("size", "")[:40],
        root=request.args.get("root", "")[:80],
        arguments=_arguments(kept) if kept else {},
        moment=moment,
    )
