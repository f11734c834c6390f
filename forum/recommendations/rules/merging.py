"""What may become part of what, what may be taken apart again, and what may become two."""

import datetime as dt

from forum.accounts.actor import Actor
from forum.kit import clock
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from forum.recommendations.case import Case
from forum.recommendations.rules.readers import IN_REVIEW, PUBLIC
from forum.recommendations.rules.review import edits
from models import Recommendation
from models.recommendation import Stage

UNDOABLE = dt.timedelta(days=1)


def can_merge_into(case: Case, target: Case | None) -> Verdict:
    if target is None:
        return refuse(_("There is no such recommendation."), _("Choose one from the list."))
    if target.id == case.id:
        return refuse(_("A recommendation is not merged into itself."))
    if target.stage not in IN_REVIEW and target.stage not in PUBLIC:
        return refuse(_("It can be merged only into one that is under way."))
    if not asked_bodies(case) & asked_bodies(target):
        return refuse(_("Both must ask the same body."))
    return _undecided(target.row)


def _undecided(target: Recommendation) -> Verdict:
    """Who sponsors it does not change under a decision that was taken without them."""
    if target.prepared:
        return refuse(
            _("What was prepared for the one that goes on waits for a second person."),
            _("An approver confirms it or sends it back first."),
        )
    if target.decided:
        return refuse(
            _("A decision on the one that goes on is kept and not yet published."), _("Publish it or drop it first.")
        )
    return ALLOWED


def asked_bodies(case: Case) -> set[int]:
    return {one.body_id for one in case.addressees} | {case.row.body_id}


def can_unmerge(case: Case, actor: Actor) -> Verdict:
    """Within a day, while the one that goes on is where people can still do without it."""
    if not (verdict := edits(case, actor)):
        return verdict
    merger, remedy = case.merger, _("The lead sponsor can begin a new one.")
    if merger is None:
        return refuse(_("How it stood before is not kept."), remedy)
    if clock.began() - merger.at > UNDOABLE:
        return refuse(_("A merger can be taken apart within a day."), remedy)
    if merger.target.public_at and merger.target.public_at > merger.at:
        return refuse(_("The one that it was merged into has been forwarded since."), _("Its answer holds for both."))
    if merger.target.stage == Stage.MERGED:
        return refuse(_("The one that it was merged into was merged on since."), _("Take that merger apart first."))
    if case.target_split:
        return refuse(_("The one that it was merged into was split since."), remedy)
    return _undecided(merger.target)
