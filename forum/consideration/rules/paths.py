"""Who moves a path, and what a body's answer must have to be entered."""

import datetime as dt
from typing import Any

from forum.accounts.actor import Actor
from forum.consideration.way import Way
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.recommendations import report
from forum.recommendations import rules as lower
from forum.recommendations.words import VERBS
from models.recommendation import Stage


def sends(way: Way, actor: Actor) -> Verdict:
    return lower.can_confirm_forwarding(way.case, actor)


def drops(way: Way, actor: Actor) -> Verdict:
    return lower.can_send_back(way.case, actor)


def enters(way: Way, actor: Actor) -> Verdict:
    """An editor reads the report of the body; once the recommendation is closed nothing more comes in."""
    if not (verdict := lower.edits(way.case, actor)):
        return verdict
    if way.case.stage == Stage.CLOSED:
        return refuse(_("The recommendation is closed; no path of it goes on."))
    return ALLOWED


def corrects(way: Way, actor: Actor) -> Verdict:
    """Also when all is closed: what was entered wrongly is never left to stand."""
    if not (verdict := lower.edits(way.case, actor)):
        return verdict
    return ALLOWED if way.path.answered_on else refuse(_("Nothing has been answered on this path yet."))


def may_correct(way: Way, answer: Any) -> Verdict:
    """Once all is closed nobody can end a path that would begin, or wait, by a correction."""
    if way.case.stage == Stage.CLOSED and any(line.to_body or line.to_session for line in answer.lines):
        return refuse(
            _("The recommendation is closed; no path of it goes on."),
            _("Leave the body or session open, and say in the words of the report where it went."),
        )
    return ALLOWED


def takes_back(way: Way, actor: Actor) -> Verdict:
    """A referral that was recorded by mistake, as long as nothing came of it."""
    if not (verdict := enters(way, actor)):
        return verdict
    if way.path.parent_id is None:
        return refuse(_("It was forwarded here, not referred."), _("What was forwarded is not taken back."))
    if way.path.answered_on or any(path.parent_id == way.path.id for path in way.case.paths):
        return refuse(_("This body has acted on it already."))
    return ALLOWED


def possible_day(way: Way, day: dt.date) -> Verdict:
    """Neither to come, nor before the body had it."""
    sent = way.path.forwarded_at
    if sent and day < sent.astimezone(clock.FORUM_ZONE).date():
        return refuse(_("This day is before the forwarding."), _("Copy the day from the body's report."))
    return report.not_in_future(day, clock.today())


def may_answer(way: Way, answer: Any) -> Verdict:
    """`answer` is an operations.answers.BodyAnswer: a symbol of the body, a possible day, one line for each ask."""
    for verdict in (
        report.can_enter_symbol(answer.symbol),
        possible_day(way, answer.decided_on),
        _whole(way, answer.lines),
        _to_one_session(way, answer.lines),
    ):
        if not verdict:
            return verdict
    return next((verdict for line in answer.lines if not (verdict := _line(way, line))), ALLOWED)


def _whole(way: Way, lines: Any) -> Verdict:
    asks = [line.ask_id for line in lines]
    if not lines or any(line.verb not in VERBS for line in lines):
        return refuse(_("A body answers with one of these verbs."), _("Choose the verb of its report."))
    if len(set(asks)) < len(asks) or (None in asks and len(asks) > 1):
        return refuse(_("Each ask has one answer."), _("Answer the whole, or each ask once."))
    if not {ask_id for ask_id in asks if ask_id} <= {ask.id for ask in way.case.asks}:
        return refuse(_("This is an ask of another recommendation."))
    return ALLOWED


def _line(way: Way, line: Any) -> Verdict:
    if line.verb == "not-taken-up" and not line.reason.strip():
        return refuse(
            _("What was not taken up needs the reason."), _("Say what the report says, or that it gives no reason.")
        )
    if line.verb == "referred" and line.to_body is not None:
        return can_refer_to(way, line.to_body)
    return ALLOWED


def _to_one_session(way: Way, lines: Any) -> Verdict:
    sessions = {line.to_session.id: line.to_session for line in lines if line.verb == "deferred" and line.to_session}
    if len(sessions) > 1:
        return refuse(_("What is deferred waits for one session."), _("Choose the same session for each ask."))
    return next((can_defer_to(way, session) for session in sessions.values()), ALLOWED)


def can_refer_to(way: Way, body: Any) -> Verdict:
    if body.id == way.path.body_id:
        return refuse(_("A body refers to another body."), _("Choose another one."))
    if any(path.body_id == body.id for path in way.case.waiting_paths):
        return refuse(_("%(body)s has it before it already.", body=body.name))
    return ALLOWED


def can_defer_to(way: Way, session: Any) -> Verdict:
    if session.body_id != way.path.body_id:
        return refuse(_("This is a session of another body."), _("Choose a session of the same body."))
    if session.id == way.path.session_id:
        return refuse(_("It is before this session already."), _("Choose a later session."))
    return ALLOWED
