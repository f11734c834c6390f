"""The permanent page of each entry of the register: what it says, what became of it, and the proof that it is there."""

import json
from typing import Any

from flask import Response, abort, g

from forum.cities import countries
from forum.declarations import in_your_name
from forum.declarations.queries import contests, entries
from forum.declarations.queries.registered import state
from forum.declarations.text import frozen
from forum.declarations.views import register_words as words
from forum.declarations.views.blueprint import blueprint, vocabulary
from forum.declarations.views.register import naming
from forum.kit.canonical import canonical_json
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.register import queries as log
from models import RegisterEntry

HERE = "/register/entries/<int:index>"


@blueprint.get(HERE)
def register_entry(index: int):
    entry, act = _found(index)
    if act is not None and not entries.is_public(act):
        return render("declarations/register/hidden.html", entry=entry, **_proof(entry))
    content = json.loads(entry.content)
    said = content["statement"]
    return render(
        "declarations/register/entry.html",
        entry=entry,
        act=act,
        said=said,
        sentence=words.sentence(said),
        statement=canonical_json(said),
        state=state(act) if act else "",
        reserved=_reserved(act),
        reason=_reason(entry, act),
        later=entries.later(index),
        not_me=_not_me(entry),
        co_key=content.get("co_key_id", ""),
        countries=countries.names(),
        **_proof(entry),
        **naming(),
        **{name: value for name, value in vocabulary().items() if name == "address"},
    )


@blueprint.get(f"{HERE}.json")
def register_entry_data(index: int):
    """The entry with its proof; of a text that is not public, the hashes alone."""
    entry, act = _found(index)
    proof = _proof(entry)
    head = log.head_of(proof["head"])
    data: dict[str, Any] = {"index": index, "leaf": entry.leaf, "prev": entry.prev, "path": proof["path"], **head}
    if act is not None and not entries.is_public(act):
        return _json(data | {"public": False})
    data |= {"public": True, "entry": json.loads(entry.content), "state": state(act) if act else ""}
    return _json(data | {"later": [one.index for one in entries.later(index)]})


def _found(index: int) -> tuple[RegisterEntry, Any]:
    entry = log.entry(index)
    if entry is None:
        abort(404)
    act = entries.act(index) if entry.declaration_id is not None else None
    g.declaration_unlisted = act is None or act.invented or not entries.is_public(act)
    return entry, act


def _proof(entry: RegisterEntry) -> dict[str, Any]:
    """That the entry is under the newest head."""
    head = log.newest_head()
    assert head is not None  # there is an entry
    return {"head": head, "path": log.inclusion(entry.index, head.size)}


def _not_me(entry: RegisterEntry) -> str:
    """Where the reader contests this act, if it stands in their name and they have not yet."""
    actor = current_actor()
    if not actor.signed_in or actor.read_only:
        return ""
    found = contests.by_index(entry.index, actor.person_id or 0)
    return in_your_name.path(entry.declaration_id or 0, *found) if found else ""


def _reason(entry: RegisterEntry, act: Any) -> str:
    return act.note if act and entry.kind == "corrigendum" else entries.reason(entry.index)


def _reserved(act: Any) -> list[tuple[str, str]]:
    """(uid, number) of the paragraphs that a reservation is about."""
    if not act or not act.reserved_clauses or not act.canonical:
        return []
    text = frozen.read(act.canonical)
    return [(c.uid, c.number or _("preamble")) for c in text if c.uid in act.reserved_clauses]


def _json(data: dict[str, Any]) -> Response:
    return Response(canonical_json(data), mimetype="application/json")
