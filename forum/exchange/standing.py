"""What moderation does to a contribution. It has judged who may; here is what changes, by compare-and-set."""

from sqlalchemy import update

from forum.exchange.operations import counts, matching
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from models import City, Contribution
from models.base import db


def hide(row: Contribution) -> None:
    """From now on only its city and the secretariat see it, and no list, count or page of others has it."""
    _set(row, "published", "hidden", -1)


def show_again(row: Contribution) -> None:
    _set(row, "hidden", "published", 1)
    matching.compare(row)


def _set(row: Contribution, source: str, target: str, change: int) -> None:
    db.session.flush()
    counts.remove(row)
    statement = update(Contribution).where(Contribution.id == row.id, Contribution.state == source).values(state=target)
    if not changed_one(statement):
        raise Refused(refuse(_("Somebody else decided on this a moment ago."), _("Reload the page to see what holds now.")))
    db.session.refresh(row, ["state"])
    counts.add(row)
    if row.kind == "experience":
        more = {"experience_count": City.experience_count + change}
        db.session.execute(update(City).where(City.id == row.city_id).values(**more))
