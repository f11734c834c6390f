"""Kinds of field, each with the sentence that it says when it is left empty."""

import datetime as dt
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from forum.kit import clock
from forum.kit.forms import DayField, choices, stripped, undirected
from forum.kit.i18n import _l
from forum.recommendations import report

LONGEST = Length(max=100_000, message=_l("This text is longer than 100,000 characters."))
NONE = (0, "—")


def words(label: Any, sentence: Any = "", hint: Any = "", **options: Any) -> TextAreaField:
    """A long text; needed where a sentence says so."""
    checks = [*([InputRequired(sentence)] if sentence else []), LONGEST]
    return TextAreaField(label, checks, filters=[stripped], description=hint, **options)


def line(label: Any, sentence: Any = "", hint: Any = "", longest: int = 200, **options: Any) -> StringField:
    checks = [*([InputRequired(sentence)] if sentence else []), Length(max=longest, message=_l("This line is too long."))]
    return StringField(label, checks, filters=[undirected], description=hint, **options)


def link(label: Any, hint: Any = "") -> StringField:
    checks = [Optional(), Length(max=500), Regexp(r"https?://\S+$", message=_l("A link begins with https://."))]
    return StringField(label, checks, filters=[stripped], description=hint)


def day(label: Any, sentence: Any = "", hint: Any = "", **options: Any) -> DayField:
    return DayField(label, [InputRequired(sentence) if sentence else Optional()], description=hint, **options)


def choice(label: Any, pairs: Any, hint: Any = "", none: bool = True, **options: Any) -> SelectField:
    """One of the things with an id; none of them where that may be."""
    found = choices([*([NONE] if none else []), *pairs])
    options |= {"default": 0} if none else {}
    return SelectField(label, choices=found, coerce=int, description=hint, **options)


def past(form: Any, name: str, value: dt.date | None) -> None:
    """A day that has come; said beside the field otherwise."""
    if value and not (verdict := report.not_in_future(value, clock.today())):
        form.refuse(name, verdict.sentence)
