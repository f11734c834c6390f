"""Bringing an earlier text back, as one new edit; and naming a moment, the present one or one that has passed."""

from collections.abc import Sequence
from typing import Any

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations import clauses, workspace
from forum.declarations.operations.record import record
from forum.declarations.queries import moments
from forum.declarations.queries.declarations import clauses_of
from forum.declarations.rules.drafting import can_edit
from forum.declarations.text import document, editing, frozen, places, runs
from forum.declarations.text.clauses import Clauselike
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from models import Snapshot
from models.base import db


def snapshot(dossier: Dossier, actor: Actor, name: str, moment: int = 0) -> Snapshot:
    """Name this moment of the text, or the one after the edit `moment`."""
    require(can_edit(dossier, actor))
    clauses.catch_up(dossier)
    row = dossier.row
    title, text = row.title, list[Any](dossier.clauses)
    if moment:
        title, text = moments.text_at(row.id, moment)
    kept = Snapshot(declaration_id=row.id, name=name, person_id=actor.person_id, at=clock.now())
    kept.edit_id = moment or moments.newest(row.id)
    kept.canonical = frozen.freeze(title or row.title, row.language, row.template, text)
    db.session.add(kept)
    db.session.flush()
    record(dossier, "snapshot_taken", actor, name=name)
    return kept


def restore(dossier: Dossier, actor: Actor, name: str, title: str, then: Sequence[Clauselike], seen: int) -> None:
    """Words, kinds, order, and what was removed or added since. `seen` is the newest edit that the actor knew of.

    What was written since stays in the history of each paragraph.
    """
    require(can_edit(dossier, actor))
    clauses.catch_up(dossier)
    if moments.newest(dossier.id) != seen:
        told = _("Somebody wrote in the text since you looked.")
        raise Refused(refuse(told, _("Look again at what would change, then bring it back.")))
    write_whole(dossier, actor, then, "restored", title)
    record(dossier, "text_restored", actor, name=name)


def write_whole(dossier: Dossier, actor: Actor, then: Sequence[Clauselike], act: str, title: str = "") -> None:
    """Bring the whole text to these paragraphs as one edit; one that was never in it is new."""
    wanted = {clause.uid: clause for clause in then}
    standing = {clause.uid for clause in dossier.clauses}
    with workspace.editing(dossier, actor, act) as live:
        root = document.paragraphs(live)
        for uid in sorted(standing - set(wanted)):
            editing.remove(live, uid)
        for uid, clause in wanted.items():
            if uid not in root:
                document.add(root, uid, clause.kind, places.DIGITS[1], runs.of_words(clause.text))
            elif uid not in standing:
                editing.revive(live, uid)
            editing.set_fact(live, uid, "kind", clause.kind)
            editing.set_words(root[uid]["text"], clause.text)
        editing.arrange(live, list(wanted))
        if title:
            editing.set_words(root[document.TITLE]["text"], title)
    dossier.clauses = clauses_of(dossier.id)
