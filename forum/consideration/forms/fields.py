"""Kinds of field that answers and paths have, beside those of `kit/forms.py`."""

import datetime as dt
from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional, Regexp

from forum.kit import clock
from forum.kit.forms import choices, stripped
from forum.kit.i18n import _l
from forum.recommendations import report

NONE = (0, "—")


def link(label: Any, hint: Any = "") -> StringField:
    checks = [Optional(), Length(max=500), Regexp(r"https?://\S+$", message=_l("A link begins with https://."))]
    return StringField(label, checks, filters=[stripped], description=hint)


def choice(label: Any, pairs: Any, hint: Any = "", none: bool = True, **options: Any) -> SelectField:
    """One of the things with an id; none of them where that may be."""
    found = choices([*([NONE] if none else []), *pairs])
    options |= {"default": 0} if none else {}
    return SelectField(label, choices=found, coerce=int, description=hint, **options)


def past(form: Any, name: str, value: dt.date | None) -> None:
    """A day that has come; said beside the field otherwise."""
    if value and not (verdict := report.not_in_future(value, clock.today())):
        form.refuse(name, verdict.sentence)
