"""The way of a recommendation: as a row of steps with what comes, and as its history in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forum.kit.i18n import _, _l
from forum.recommendations.case import Case
from forum.recommendations.workflow import LABELS
from models.recommendation import Stage

ENDS = (Stage.MERGED, Stage.WITHDRAWN, Stage.NOT_FORWARDED)


@dataclass(frozen=True)
class Step:
    label: str
    state: str  # done | current | todo
    date: Any = None
    note: str = ""


def stepper(case: Case, moves: Iterable[Any]) -> list[Step]:
    """Screening, returning and answering points are one step for readers."""
    path = [
        (_("Draft"), (Stage.DRAFT,)),
        (_("Submitted"), (Stage.SUBMITTED,)),
        (_("Screening"), (Stage.SCREENING, Stage.RETURNED, Stage.RESUBMITTED)),
        (_("Accepted by the secretariat"), (Stage.ACCEPTED,)),
        (_("Cleared by the Bureau"), (Stage.CLEARED,)),
        (_("Forwarded"), (Stage.FORWARDED,)),
        (_("Considered"), (Stage.CONSIDERED,)),
        (_("Answered"), (Stage.DISPOSITION,)),
        (_("Follow-up"), (Stage.FOLLOW_UP,)),
        (_("Closed"), (Stage.CLOSED,)),
    ]
    dates = {move.target: move.at for move in moves}
    if case.stage in ENDS:
        reached = {move.target for move in moves} | {Stage.DRAFT}
        passed = [(label, stages) for label, stages in path if reached & set(stages)]
        steps = [Step(label, "done", dates.get(stages[0])) for label, stages in passed]
        return [*steps, Step(_ends()[case.stage], "current", dates.get(case.stage))]
    here = next(place for place, (_label, stages) in enumerate(path) if case.stage in stages)
    return [
        Step(
            label,
            "done" if place < here else "current" if place == here else "todo",
            dates.get(stages[0]) if place <= here else None,
            str(LABELS[Stage(case.stage)]) if place == here and case.stage != stages[0] else "",
        )
        for place, (label, stages) in enumerate(path)
    ]


def _ends() -> dict[str, str]:
    return {Stage.MERGED: _("Merged"), Stage.WITHDRAWN: _("Withdrawn"), Stage.NOT_FORWARDED: _("Not forwarded")}


@dataclass(frozen=True)
class Entry:
    """One line of the history; `note` only where this reader may have it."""

    text: str
    when: Any
    note: str = ""
    url: str = ""


SENTENCES: dict[str, Any] = {
    "submit": _l("%(who)s submitted it"),
    "assign": _l("The secretariat began to screen it"),
    "return": _l("The secretariat returned it with numbered points"),
    "resubmit": _l("%(who)s submitted it again with answers"),
    "accept": _l("The secretariat accepted it for forwarding"),
    "clear": _l("The Bureau cleared it"),
    "confirm_forwarding": _l("The secretariat forwarded it to the body"),
    "confirm_not_forwarding": _l("The secretariat decided not to forward it"),
    "consider": _l("The body considered it"),
    "dispose": _l("The secretariat entered the answer of the body"),
    "begin_follow_up": _l("The follow-up began"),
    "close": _l("It was closed"),
    "merge": _l("The secretariat merged it into another recommendation"),
    "unmerge": _l("The secretariat took the merger apart"),
    "split": _l("The secretariat split it in two"),
    "withdraw": _l("%(who)s withdrew it"),
}
OF_THE_REVIEW = ("assign", "return", "resubmit")  # between those who ask and those who screen


def history(case: Case, moves: Iterable[Any], sees_points: bool, sees_review: bool) -> list[Entry]:
    """Oldest first. The public reads when it was submitted, forwarded and answered; reviewers read who held the pen."""
    entries = [Entry(_("%(city)s began it", city=case.row.lead_city.name), case.row.created_at)]
    for move in moves:
        if move.move in OF_THE_REVIEW and not sees_points:
            continue
        who = move.mandate.city.name if move.mandate.city_id else move.person.name
        text = str(SENTENCES[move.move]) % {"who": who}
        if sees_review and not move.mandate.city_id:
            text = _("%(sentence)s (%(name)s)", sentence=text, name=move.person.name)
        entries.append(Entry(text, move.at, move.note if sees_review or not move.internal else ""))
    return entries
