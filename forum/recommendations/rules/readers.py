"""Who reads what of a recommendation, and who has an interest in it."""

from forum.accounts.actor import Actor
from forum.recommendations.case import Case
from models.recommendation import Stage

EDITABLE = (Stage.DRAFT, Stage.RETURNED)
BEFORE_FORWARDING = (
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.SCREENING,
    Stage.RETURNED,
    Stage.RESUBMITTED,
    Stage.ACCEPTED,
    Stage.CLEARED,
)
IN_REVIEW = BEFORE_FORWARDING[1:]
PUBLIC = (Stage.FORWARDED, Stage.CONSIDERED, Stage.DISPOSITION, Stage.FOLLOW_UP, Stage.CLOSED)


def own_cities(actor: Actor) -> frozenset[int]:
    """Every city that any mandate of this person names, whatever the role: what makes a conflict of interest."""
    return frozenset(mandate.city_id for mandate in actor.mandates if mandate.city_id)


def conflicted(case: Case, actor: Actor) -> bool:
    """A city of this person asks for it, or they declared an interest in it."""
    return bool(own_cities(actor) & case.involved) or actor.person_id in case.interested


def sees_review(case: Case, actor: Actor) -> bool:
    """Assignment, notes, names: the secretariat, but nobody whose own city asks for this."""
    return actor.is_staff and not conflicted(case, actor) and case.stage != Stage.DRAFT


def sees_points(case: Case, actor: Actor) -> bool:
    """The numbered points and their answers: those who asked, and those who review."""
    return bool(actor.city_ids & case.asking) or sees_review(case, actor)
