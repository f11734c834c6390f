"""The author appeals, once; another member of the secretariat than the first decides."""

from sqlalchemy.exc import IntegrityError

from forum import ledger
from forum.accounts.actor import Actor
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse, require
from forum.moderation import rules, texts
from models import Appeal, AppealDecision, ModerationDecision
from models.base import db


def appeal(actor: Actor, decision: ModerationDecision, words: str) -> Appeal:
    text = texts.find(decision.subject_kind, decision.subject_id)
    require(rules.can_appeal(decision, text, actor))
    row = Appeal(decision_id=decision.id, person_id=actor.person_id, text=words, at=clock.now())
    _add(row, _("You appealed against this already."))
    subject = ("decision", decision.id)
    ledger.record("moderation.appealed", actor, subject, decision.title, decided_by_id=decision.decided_by_id)
    return row


def decide_appeal(actor: Actor, decision: ModerationDecision, outcome: str, words: str) -> AppealDecision:
    """`outcome` is upheld (the text comes back) or dismissed."""
    row = decision.appeal
    require(rules.can_decide_appeal(row, decision, actor))
    made = AppealDecision(appeal_id=row.id, outcome=outcome, text=words, decided_by_id=actor.person_id, at=clock.now())
    text = texts.find(decision.subject_kind, decision.subject_id)
    with db.session.begin_nested():
        _add(made, _("Somebody else decided on this appeal a moment ago."))
        if outcome == "upheld" and text is not None and text.state == "hidden":
            texts.show_again(text, was_held=decision.act == "refuse")
    ledger.record(
        "moderation.appeal_decided",
        actor,
        ("decision", decision.id),
        decision.title,
        text=[decision.subject_kind, decision.subject_id],
        author_id=decision.author_id,
        decided_by_id=decision.decided_by_id,
        outcome=outcome,
    )
    return made


def _add(row: Appeal | AppealDecision, sentence: str) -> None:
    """There is one of each; a constraint behind the rule decides between two at one moment."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(refuse(sentence, _("Reload the page to see what holds now."))) from None
