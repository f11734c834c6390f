"""The history of a text: its revisions, what changed between any two, and going back to one."""

from typing import Any

from flask import abort, redirect, request

from forum.exchange import operations, queries, rules
from forum.exchange.views.common import MANY, address, blueprint, found
from forum.exchange.vocabulary import FIELDS, TITLES
from forum.kit import diff
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.templating import render
from models import Revision


@blueprint.get(f"/{MANY}/<int:identity>/history")
def history(many: str, identity: int):
    """All revisions, and the changes between two of them: the newest two unless the address names others."""
    row = found(many, identity)
    revisions = queries.revisions(row.id)
    older, newer = _pair(revisions)
    return render(
        "exchange/history.html",
        row=row,
        many=many,
        address=address,
        revisions=revisions,
        older=older,
        newer=newer,
        changes=_changes(row.kind, older, newer) if older and newer else [],
        may_edit=rules.can_edit(row, current_actor()),
    )


@blueprint.post(f"/{MANY}/<int:identity>/revisions")
@signed_in
def restore(many: str, identity: int):
    row, number = found(many, identity), request.form.get("number", "")
    revision = next((one for one in queries.revisions(row.id) if str(one.number) == number), None)
    if revision is None:
        abort(404)
    seen = request.form.get("seen", "")[:9]
    operations.restore(current_actor(), row, revision, int(seen) if seen.isdecimal() else 0)
    return redirect(address(row), 303)


def _pair(revisions: list[Revision]) -> tuple[Revision | None, Revision | None]:
    by_number = {str(one.number): one for one in revisions}
    newest = revisions[0] if revisions else None
    newer = by_number.get(request.args.get("to", ""), newest)
    before = by_number.get(str(newer.number - 1)) if newer else None
    older = by_number.get(request.args.get("from", ""), before)
    if older and newer and older.number > newer.number:
        older, newer = newer, older
    return older, newer


def _changes(kind: str, older: Revision, newer: Revision) -> list[tuple[Any, list[diff.Segment]]]:
    """For each part that changed its title and the difference, word by word."""
    found = []
    for name in (*FIELDS[kind], "tags"):
        before, after = (_words(one.fields.get(name)) for one in (older, newer))
        if before != after:
            found.append((TITLES.get(name, TITLES["theme"]), diff.words(before, after)))
    return found


def _words(value: Any) -> str:
    """A value of a revision as words."""
    if isinstance(value, list):
        return "\n".join(" · ".join(str(part) for part in row.values() if part) for row in value)
    if isinstance(value, dict):
        return "\n".join(f"{TITLES.get(facet, facet)}: {', '.join(values)}" for facet, values in value.items() if values)
    return "" if value is None else str(value).replace("\r\n", "\n")
