"""Between those who ask and those who screen: more time for an answer, points that are settled, wording that is proposed."""

from typing import Any

from forum.accounts.actor import Actor
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.recommendations.case import Case
from forum.recommendations.rules.review import edits, edits_undecided
from forum.recommendations.rules.sponsors import leads, of_lead_city
from models import Extension, ReturnRound, WordingProposal
from models.recommendation import Stage

SETTLED_IN = (Stage.SCREENING, Stage.RESUBMITTED)
PROPOSED_IN = (Stage.SCREENING, Stage.RESUBMITTED, Stage.RETURNED)  # where the secretariat has the text before it


def can_ask_more_time(case: Case, actor: Actor, last: ReturnRound | None, waiting: Extension | None) -> Verdict:
    """Anybody of the lead sponsor, while an answer is due and nothing has been asked yet."""
    if case.stage != Stage.RETURNED:
        return refuse(_("More time is asked for while the recommendation is returned."))
    if not (verdict := of_lead_city(case, actor)):
        return verdict
    if last is None or last.answer_due_on is None:
        return refuse(_("No day is set for the answer."), _("Answer the points when you are ready."))
    if waiting:
        return refuse(_("More time was asked for already."), _("The secretariat answers first."))
    return ALLOWED


def can_decide_extension(case: Case, actor: Actor, asked: Extension | None) -> Verdict:
    if case.stage != Stage.RETURNED:
        return refuse(_("More time is granted while the recommendation is returned."))
    if not (verdict := edits(case, actor)):
        return verdict
    if asked is None:
        return refuse(_("Nobody asks for more time."))
    if asked.state != "asked":
        return refuse(_("This was answered already."), _("Reload the page to see the answer."))
    return ALLOWED


def can_settle(case: Case, actor: Actor) -> Verdict:
    """Points are settled by an editor who has the answers before them."""
    if case.stage not in SETTLED_IN:
        return refuse(_("Points are settled while the secretariat has the answers before it."))
    return edits(case, actor)


def can_propose_wording(case: Case, actor: Actor) -> Verdict:
    if case.stage not in PROPOSED_IN:
        return refuse(_("Wording is proposed while the secretariat screens the recommendation, or after it was returned."))
    return edits_undecided(case, actor)


def can_decide_wording(case: Case, actor: Actor, proposal: WordingProposal | None = None) -> Verdict:
    """The mayor or deputy mayor of the lead sponsor; what a delegate prepares is the reading."""
    if case.stage not in PROPOSED_IN:
        return refuse(_("Proposed wording is answered while the secretariat screens the recommendation."))
    if not (verdict := leads(case, actor)):
        return verdict
    if case.pending or case.row.decided:  # those who ask do not learn which
        return refuse(
            _("The secretariat has this text before it as it stands, so its words do not change now."),
            _("Answer the proposed wording later, or write to the secretariat."),
        )
    if proposal is not None and proposal.state != "proposed":
        return _answered(proposal)
    return ALLOWED


def _answered(proposal: WordingProposal) -> Verdict:
    said: dict[str, Any] = {
        "accepted": _("This wording was accepted already."),
        "refused": _("This wording was refused already."),
        "withdrawn": _("The secretariat withdrew this wording."),
    }
    return refuse(said[proposal.state], _("Reload the page to see where it stands."))
