"""Fields of the two templates: what must be written before a text is published, and may be missing while it is a draft."""

import datetime as dt
import re
from typing import Any

from wtforms import DateField, FieldList, Form, FormField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from forum.exchange.vocabulary import TITLES
from forum.kit.forms import stripped
from forum.kit.i18n import _, _l

LONGEST = Length(max=100_000, message=_l("This section is longer than 100,000 characters."))
MOST_ROWS = 12
YEAR = re.compile(r"(19|20)\d\d")


class Needed:
    """Written before publishing; a draft may do without."""

    field_flags = {"required": True}

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, form: Any, field: Any) -> None:
        data = field.data
        filled = stripped(data) if isinstance(data, str) else data
        if not filled and not form.as_draft:
            field.errors = [*field.errors, str(self.sentence).replace("%(name)s", str(field.label.text))]
            raise StopValidation()


def section(name: str, hint: Any) -> TextAreaField:
    needed = Needed(_l("Write something under “%(name)s”; no section is left empty."))
    return TextAreaField(TITLES[name], [needed, LONGEST], description=hint)


def line(name: str, hint: Any = "", most: int = 200, needed: Any = None, late: Any = None) -> StringField:
    validators: list[Any] = [Needed(needed)] if needed else []
    sentence = _l("This has at most %(max)d characters.")
    return StringField(TITLES[name], [*validators, Length(max=most, message=sentence)], description=hint)


class SpokenDateField(DateField):
    """A date, or a sentence of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        written = " ".join(valuelist).strip()
        self.data = None
        if written:
            try:
                self.data = dt.date.fromisoformat(written)
            except ValueError:
                raise ValueError(_("Write the date as year, month, day: 2027-03-31.")) from None


class ResultRow(Form):
    label = StringField(_l("What was counted"))
    value = StringField(_l("Figure"))
    unit = StringField(_l("Unit"))
    baseline_year = StringField(_l("Baseline year"))
    measured_by = StringField(_l("Who measured it"))


class SourceRow(Form):
    title = StringField(_l("Title"))
    url = StringField(_l("Address"))


def rows(name: str, kind: type[Form], hint: Any) -> FieldList:
    return FieldList(FormField(kind), TITLES[name], min_entries=1, max_entries=MOST_ROWS, description=hint)


def filled(field: FieldList) -> list[dict[str, str]]:
    """The rows in which anything was written."""
    kept = [{name: stripped(value)[:300] for name, value in entry.data.items()} for entry in field.entries]
    return [row for row in kept if any(row.values())]


def judge_results(form: Any, field: FieldList) -> None:
    for number, row in enumerate(filled(field), 1):
        if not row["label"] or not row["value"]:
            refuse_row(field, _("Row %(number)s needs what was counted and the figure.", number=number))
        elif not row["measured_by"] and not form.as_draft:
            refuse_row(field, _("Row %(number)s needs who measured it; “the city” is an answer.", number=number))
        if row["baseline_year"] and not YEAR.fullmatch(row["baseline_year"]):
            refuse_row(field, _("The baseline year of row %(number)s is a year, such as 2019.", number=number))


def judge_sources(_form: Any, field: FieldList) -> None:
    for number, row in enumerate(filled(field), 1):
        if not row["title"] or not row["url"]:
            refuse_row(field, _("Source %(number)s needs a title and an address.", number=number))
        elif not re.match(r"https?://[^\s/]+", row["url"]):
            refuse_row(field, _("The address of source %(number)s begins with https:// or http://.", number=number))


def refuse_row(field: FieldList, sentence: str) -> None:
    field.errors = [*[error for error in field.errors if error], sentence]
