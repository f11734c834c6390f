"""What happens to amendments whose words were changed by another one: they are marked, and their cities say what becomes."""

from typing import Any

from sqlalchemy import select, update

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from forum.declarations.operations.record import record_amendment
from forum.declarations.queries import amendments as reading
from forum.declarations.rules import amendments as rules
from forum.declarations.text import amending
from forum.kit import clock
from forum.kit.canonical import canonical_text
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, Refused, refuse, require
from models import Amendment, AmendmentCollision, AmendmentRevision, Clause, CollisionAnswer
from models.base import db


def require_change(base: str, words: str) -> None:
    if not words:
        raise Refused(refuse(_("There are no words in it."), _("To take a paragraph out, propose that it be deleted.")))
    if words == base:
        raise Refused(refuse(_("The proposed words are those that stand."), _("Change at least one of them.")))


def keep_wording(amendment: Amendment, author: Any, act: str, by: Amendment | None = None) -> None:
    """A wording of an amendment with its author, kept for good."""
    row = AmendmentRevision(amendment_id=amendment.id, edit=amendment.edit, act=act, at=clock.now())
    row.base_text, row.text, row.by_id = amendment.base_text, amendment.text, by.id if by else None
    row.person_id, row.mandate_id = author.person_id, author.mandate_id
    db.session.add(row)
    db.session.flush()


def reword(amendment: Amendment, words: str, author: Any, how: str, by: Amendment | None = None, **changed: Any) -> None:
    """The next wording by compare-and-set: of two at one moment one wins, and the other reads both."""
    values = {"text": words, "edit": amendment.edit + 1} | changed
    statement = update(Amendment).where(Amendment.id == amendment.id, Amendment.edit == amendment.edit)
    if not changed_one(statement.where(Amendment.state.in_(rules.UNDECIDED)).values(**values)):
        db.session.refresh(amendment, ["text", "edit", "state"])
        raise Conflict(
            refuse(_("This amendment was changed meanwhile."), _("Both texts stand below.")), amendment.text, words
        )
    db.session.refresh(amendment, list(values))
    keep_wording(amendment, author, how, by)


def mark(dossier: Dossier, actor: Actor, accepted: Amendment, words: str | None) -> list[Amendment]:
    """After an acceptance: those on the same words, and those to an amendment that was itself decided. `words` stand now."""
    before = [*reading.accepted_before(accepted), accepted]
    hit = [row for row in reading.rivals(accepted) if row.state == rules.OPEN and _is_hit(row, words, before)]
    for row in hit:
        collide(dossier, actor, row, accepted)
    return hit


def orphan(dossier: Dossier, actor: Actor, target: Amendment) -> None:
    """Amendments to an amendment that was decided or withdrawn have lost what they change."""
    for row in reading.on(target.id):
        if row.state == rules.OPEN:
            collide(dossier, actor, row, target)


def _is_hit(row: Amendment, words: str | None, before: list[Amendment]) -> bool:
    if words is None:
        return True  # the paragraph is gone
    if row.act == amending.INSERT:
        return False
    if row.act == amending.DELETE:
        return words != row.base_text
    return amending.words_with(row, words, before) is None


def collide(dossier: Dossier, actor: Actor, amendment: Amendment, by: Amendment | None) -> None:
    """`by` is what it collides with; None where the lead city wrote words of its own."""
    statement = update(Amendment).where(Amendment.id == amendment.id, Amendment.state == rules.OPEN)
    if not changed_one(statement.values(state=rules.COLLIDES)):
        return
    db.session.refresh(amendment, ["state"])
    db.session.add(AmendmentCollision(amendment_id=amendment.id, by_id=by.id if by else None, at=clock.now()))
    db.session.flush()
    data = {"proposer_city_id": amendment.city_id, "by_number": by.number if by else None}
    record_amendment(dossier, "collided", actor, amendment, **data)


def rewrite(dossier: Dossier, actor: Actor, amendment: Amendment, words: str, seen: int) -> None:
    """Its city writes it anew against the words that stand now; `seen` is the edit of the clause that it read.

    An amendment to an amendment that was decided becomes one to the paragraph itself.
    """
    here, words = ground(dossier, amendment), canonical_text(words)
    require(rules.can_rewrite(dossier, actor, amendment, rules.outdated(amendment, here)))
    if here is None:
        raise Refused(
            refuse(_("Its paragraph is no longer in the text."), _("Withdraw it, and propose a paragraph in another place."))
        )
    if here.edit != seen:
        raise Conflict(refuse(_("The text was changed meanwhile."), _("Both texts stand below.")), here.text, words)
    changed = _against(here) | {"state": rules.OPEN}
    if amendment.act != amending.INSERT:
        require_change(here.text, words)
        changed["act"] = amending.REPLACE
    reword(amendment, words, actor, "rewritten", **changed)
    answer(amendment, actor, "rewritten")
    _tell(dossier, "rewritten", actor, amendment)


def _against(here: Clause | Amendment) -> dict[str, Any]:
    """What a rewritten amendment stands against from now on."""
    if isinstance(here, Amendment):
        return {"base_text": here.text, "target_edit": here.edit}
    return {
        "base_text": here.text,
        "clause_uid": here.uid,
        "clause_edit": here.edit,
        "target_id": None,
        "target_edit": 0,
    }


def keep(dossier: Dossier, actor: Actor, amendment: Amendment) -> None:
    """Its city stays with its words; the lead city may still put them in the place of those that stand."""
    require(rules.can_keep(dossier, actor, amendment))
    amendment.state = rules.OPEN
    answer(amendment, actor, "kept")
    _tell(dossier, "kept", actor, amendment)


def answer(amendment: Amendment, actor: Actor, word: str) -> None:
    """Every collision that waits for an answer has it now."""
    given = select(CollisionAnswer.id).filter_by(collision_id=AmendmentCollision.id).exists()
    for row in db.session.scalars(select(AmendmentCollision).where(AmendmentCollision.amendment_id == amendment.id, ~given)):
        said: Any = CollisionAnswer(collision_id=row.id, answer=word, at=clock.now())
        said.person_id, said.mandate_id = actor.person_id, actor.mandate_id
        db.session.add(said)
    db.session.flush()


def _tell(dossier: Dossier, verb: str, actor: Actor, amendment: Amendment) -> None:
    sponsors = [city.id for city in reading.sponsors(amendment.id)[amendment.id]]
    record_amendment(
        dossier,
        verb,
        actor,
        amendment,
        lead_city_id=dossier.row.lead_city_id,
        sponsor_city_ids=sponsors,
        edit=amendment.edit,
    )


def ground(dossier: Dossier, amendment: Amendment) -> Clause | Amendment | None:
    """What an amendment would change now: its paragraph, an open amendment, or the paragraph that an accepted one added."""
    target = db.session.get(Amendment, amendment.target_id) if amendment.target_id else None
    if target and target.state in rules.UNDECIDED:
        return target
    uid = amendment.clause_uid
    if target and target.act == amending.INSERT:
        uid = next((added for added, number in reading.added_after(dossier.id, uid).items() if number == target.number), "")
    return next((clause for clause in dossier.clauses if clause.uid == uid), None)
