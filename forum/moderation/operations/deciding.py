"""A member of the secretariat decides on a text; the open flags on it are settled by the same act."""

from sqlalchemy import select, update

from forum import ledger
from forum.accounts.actor import Actor
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.moderation import queries, rules, texts
from forum.moderation.texts import Text
from models import Flag, ModerationDecision
from models.base import db

VERBS = {
    "hide": "moderation.hidden",
    "keep": "moderation.kept",
    "approve": "moderation.approved",
    "refuse": "moderation.refused",
    "restore": "moderation.restored",
}


def decide(actor: Actor, text: Text, act: str, rule: str = "", statement: str = "") -> ModerationDecision:
    """`act` is hide, keep, approve, refuse or restore. Of two at one moment one wins; the other is Refused."""
    earlier = queries.decisions_on(text.kind, text.id)
    require(rules.can_decide(text, actor, act, queries.appeal_waits(earlier)))
    with db.session.begin_nested():  # the loser of two leaves nothing behind, and the page can still be drawn
        row = _write_down(actor, text, act, rule, statement)
        flaggers = _settle_flags(row)
        if act == "keep" and not flaggers:
            raise Refused(
                refuse(_("Somebody else decided on this a moment ago."), _("Reload the page to see what holds now."))
            )
        _carry_out(text, act, was_held=bool(earlier) and earlier[0].act == "refuse")
    subject, key = ("decision", row.id), [text.kind, text.id]
    ledger.record(VERBS[act], actor, subject, text.title, text=key, author_id=text.author_id, rule=rule)
    if flaggers:
        ledger.record("moderation.flag_settled", actor, subject, text.title, flagger_ids=flaggers)
    return row


def _write_down(actor: Actor, text: Text, act: str, rule: str, statement: str) -> ModerationDecision:
    row = ModerationDecision(subject_kind=text.kind, subject_id=text.id, author_id=text.author_id, city_id=text.city_id)
    row.title, row.excerpt = text.title, text.words
    row.act, row.rule, row.statement = act, rule, statement
    row.decided_by_id, row.at = actor.person_id or 0, clock.now()
    db.session.add(row)
    db.session.flush()
    return row


def _carry_out(text: Text, act: str, was_held: bool) -> None:
    if act == "hide":
        texts.hide(text)
    elif act == "approve":
        texts.release(text)
    elif act == "refuse":
        texts.refuse(text)
    elif act == "restore":
        texts.show_again(text, was_held)


def _settle_flags(decision: ModerationDecision) -> list[int]:
    """Give the open flags on the text this decision; who raised them."""
    key = {"subject_kind": decision.subject_kind, "subject_id": decision.subject_id}
    settled = update(Flag).filter_by(**key, decision_id=None).values(decision_id=decision.id)
    db.session.execute(settled.execution_options(synchronize_session=False))
    return list(db.session.scalars(select(Flag.person_id).filter_by(decision_id=decision.id).order_by(Flag.id)))
