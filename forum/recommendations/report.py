"""What may be copied from the report of a body: its symbol, and days that have passed."""

import datetime as dt
import re

from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse

INTERNAL_REFERENCE = re.compile(r"recomm[ae]nd|рекоменд|^\W*(no\.?|n°)?\s*\d+\s*(\(\d{4}\))?\s*$", re.I)


def can_enter_symbol(symbol: str) -> Verdict:
    """A symbol belongs to the body: it is copied from its report and never made here."""
    if INTERNAL_REFERENCE.search(symbol) or len(symbol.strip()) < 3:
        return refuse(
            _("This looks like a reference of the forum, not like the symbol of a report."),
            _("Copy the symbol from the body's report."),
        )
    return ALLOWED


def not_in_future(day: dt.date, today: dt.date) -> Verdict:
    return ALLOWED if day <= today else refuse(_("This day has not come yet."), _("Enter it when it has happened."))
