"""The stages of a recommendation and the moves between them; an empty target means that the stage stays."""

from typing import Any

from sqlalchemy import update

from forum.kit.database import changed_one
from forum.kit.i18n import _, _l
from forum.kit.verdict import Refused, Verdict, refuse, require
from forum.kit.workflow import Move, Workflow
from forum.recommendations import rules
from forum.recommendations.case import Case
from models import Recommendation
from models.base import db
from models.recommendation import Stage

STAYS = ""
LABELS: dict[str, Any] = {
    Stage.DRAFT: _l("draft"),
    Stage.SUBMITTED: _l("submitted"),
    Stage.SCREENING: _l("screening"),
    Stage.RETURNED: _l("returned"),
    Stage.RESUBMITTED: _l("resubmitted"),
    Stage.ACCEPTED: _l("accepted by the secretariat"),
    Stage.CLEARED: _l("cleared by the Bureau"),
    Stage.FORWARDED: _l("forwarded"),
    Stage.CONSIDERED: _l("considered"),
    Stage.DISPOSITION: _l("answered"),
    Stage.FOLLOW_UP: _l("follow-up"),
    Stage.CLOSED: _l("closed"),
    Stage.MERGED: _l("merged"),
    Stage.WITHDRAWN: _l("withdrawn"),
    Stage.NOT_FORWARDED: _l("not forwarded"),
}
MEANINGS = {
    Stage.DRAFT: "neutral",
    Stage.RETURNED: "open",
    Stage.DISPOSITION: "agreed",
    Stage.FOLLOW_UP: "agreed",
    Stage.CLOSED: "neutral",
    Stage.MERGED: "neutral",
    Stage.WITHDRAWN: "refused",
    Stage.NOT_FORWARDED: "refused",
}  # the others wait
SCREENED = (Stage.SCREENING, Stage.RESUBMITTED)
REFUSABLE = (Stage.SUBMITTED, *SCREENED, Stage.ACCEPTED, Stage.CLEARED)
MERGEABLE = (Stage.SUBMITTED, Stage.SCREENING, Stage.RETURNED, Stage.RESUBMITTED, Stage.ACCEPTED, Stage.CLEARED)

FLOW = Workflow(
    LABELS,
    [
        Move("submit", _l("Submit"), (Stage.DRAFT,), Stage.SUBMITTED, rules.can_submit, False, "primary"),
        Move("assign", _l("Assign"), (Stage.SUBMITTED,), Stage.SCREENING, rules.edits_undecided, variant="primary"),
        Move("reassign", _l("Assign to somebody else"), SCREENED, STAYS, rules.edits),
        Move("accept", _l("Accept"), SCREENED, Stage.ACCEPTED, rules.decides, variant="primary"),
        Move("return", _l("Return with points"), SCREENED, Stage.RETURNED, rules.decides),
        Move("resubmit", _l("Submit again"), (Stage.RETURNED,), Stage.RESUBMITTED, rules.can_resubmit, False, "primary"),
        Move("clear", _l("Clear for forwarding"), (Stage.ACCEPTED,), Stage.CLEARED, rules.clears, variant="primary"),
        Move(
            "prepare_forwarding",
            _l("Prepare the forwarding"),
            (Stage.CLEARED,),
            STAYS,
            rules.edits_undecided,
            True,
            "primary",
        ),
        Move(
            "confirm_forwarding",
            _l("Confirm the forwarding"),
            (Stage.CLEARED,),
            Stage.FORWARDED,
            rules.can_confirm_forwarding,
            True,
            "primary",
        ),
        Move("prepare_not_forwarding", _l("Prepare not to forward"), REFUSABLE, STAYS, rules.edits_undecided),
        Move(
            "confirm_not_forwarding",
            _l("Confirm not to forward"),
            REFUSABLE,
            Stage.NOT_FORWARDED,
            rules.can_confirm_not_forwarding,
            True,
            "danger",
        ),
        Move("send_back", _l("Send back to the editor"), REFUSABLE, STAYS, rules.can_send_back),
        Move(
            "consider", _l("Record the consideration"), (Stage.FORWARDED,), Stage.CONSIDERED, rules.edits, variant="primary"
        ),
        Move("dispose", _l("Enter the answer"), (Stage.CONSIDERED,), Stage.DISPOSITION, rules.edits, variant="primary"),
        Move(
            "begin_follow_up",
            _l("Begin the follow-up"),
            (Stage.DISPOSITION,),
            Stage.FOLLOW_UP,
            rules.edits,
            False,
            "primary",
        ),
        Move("report", _l("Report progress"), (Stage.FOLLOW_UP,), STAYS, rules.can_report, variant="primary"),
        Move("close", _l("Close"), (Stage.DISPOSITION, Stage.FOLLOW_UP), Stage.CLOSED, rules.can_close),
        Move("merge", _l("Merge with others"), MERGEABLE, Stage.MERGED, rules.edits_undecided),
        Move("unmerge", _l("Take the merger apart"), (Stage.MERGED,), STAYS, rules.can_unmerge),  # to where it stood
        Move("split", _l("Split in two"), (Stage.SUBMITTED, *SCREENED), STAYS, rules.edits_undecided),
        Move("withdraw", _l("Withdraw"), rules.BEFORE_FORWARDING, Stage.WITHDRAWN, rules.can_withdraw, True, "danger"),
    ],
)


def judge(case: Case, name: str, actor: Any) -> Any:
    return FLOW.judge(case, name, actor)


def move(case: Case, name: str, actor: Any, to: str = "") -> tuple[str, str]:
    """Judge, then move by compare-and-set on stage and turn; (source, target). Of two at one moment one wins."""
    require(FLOW.judge(case, name, actor))
    row, source = case.row, case.stage
    target = to or FLOW.moves[name].target or source
    db.session.flush()
    as_seen = update(Recommendation).where(
        Recommendation.id == row.id, Recommendation.stage == source, Recommendation.turn == row.turn
    )
    if not changed_one(as_seen.values(stage=target, turn=row.turn + 1)):
        raise Refused(too_late())
    db.session.refresh(row, ["stage", "turn"])
    return source, target


def too_late() -> Verdict:
    return refuse(_("Somebody else moved this a moment ago."), _("Reload the page to see where it stands."))


def meaning(stage: str) -> str:
    return MEANINGS.get(Stage(stage), "waiting")
