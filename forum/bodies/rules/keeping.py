"""Who enters the bodies that can be asked, their members, sessions and agendas, and what holds of these."""

import datetime as dt

from forum.accounts.actor import Actor, may_act
from forum.kit import dates
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse
from models import Body
from models.mandate import Role


def can_keep(actor: Actor) -> Verdict:
    if not (verdict := may_act(actor)):
        return verdict
    if actor.acts_as(Role.EDITOR, Role.ADMIN):
        return ALLOWED
    return refuse(_("Only an editor or an administrator enters bodies and sessions."), _("Ask the secretariat."))


def good_parent(body_id: int | None, parent_id: int | None, parents: dict[int, int | None]) -> Verdict:
    """`parents` says for each body to which it reports; nobody reports to itself, however long the way."""
    seen = parent_id
    for _step in range(len(parents) + 1):
        if seen is None:
            return ALLOWED
        if seen == body_id:
            break
        seen = parents.get(seen)
    return refuse(_("A body does not report to itself or to one that reports to it."), _("Choose another body."))


def good_days(first: dt.date, last: dt.date) -> Verdict:
    if last < first:
        return refuse(_("A session does not end before it begins."), _("Check both days."))
    return _of_this_age(first, last)


def good_documents_day(first: dt.date, due: dt.date | None) -> Verdict:
    if due and due > first:
        return refuse(_("Documents of a session are due before it begins."), _("Check the day."))
    return _of_this_age(first, due)


def good_term(since: dt.date | None, until: dt.date | None) -> Verdict:
    if since and until and until < since:
        return refuse(_("A membership does not end before it begins."), _("Check both days."))
    return _of_this_age(since, until)


def can_remove_item(in_use: bool) -> Verdict:
    if in_use:
        return refuse(_("Recommendations stand under this item."), _("Move them to another item first."))
    return ALLOWED


def _of_this_age(*days: dt.date | None) -> Verdict:
    return ALLOWED if dates.sensible(*days) else refuse(_("Check the day."))


def free_name(taken: bool, body: Body) -> Verdict:
    if taken:
        return refuse(_("%(body)s has a member of this name already.", body=body.name), _("Change that one."))
    return ALLOWED
