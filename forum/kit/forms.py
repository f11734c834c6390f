"""The base of every form: a key that makes it count once, what was kept for its sender, and fields in common use."""

import secrets
from collections.abc import Iterable
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from forum.kit import dates, drafts
from forum.kit.edge import kept_fields
from forum.kit.i18n import _, _l
from forum.kit.text import TURNING, clean
from forum.kit.verdict import Verdict

LONGEST = Length(max=100_000, message=_l("This text is longer than 100,000 characters."))
SHORTER = Length(max=20_000, message=_l("This text is longer than 20,000 characters."))


class Form(FlaskForm):
    """FlaskForm checks the CSRF token; this adds `idempotency_key` and fills in a kept form after sign-in.

    `draft` is the key under which the words of this form are kept while they are typed; see kit/drafts.py.
    """

    idempotency_key = HiddenField()

    def __init__(self, *args: Any, draft: str = "", **kwargs: Any) -> None:
        self.draft_key, self.restored_at = draft, None
        if request and request.method == "GET" and "formdata" not in kwargs and not args:
            kept = kept_fields()
            found = drafts.find(drafts.person(), draft) if kept is None else None
            if found is not None:
                kept, self.restored_at = found.fields, found.saved_at
            if kept is not None:
                kwargs["formdata"] = MultiDict(kept)
        self.typed: MultiDict[str, str] = kwargs.get("formdata") or (request.form if request else MultiDict())
        self._later: list[tuple[str, str]] = []
        super().__init__(*args, **kwargs)
        if not self.idempotency_key.data:
            self.idempotency_key.data = secrets.token_urlsafe(18)

    def refuse(self, field: str, sentence: str) -> None:
        """Put a sentence beside a field, after validation."""
        self[field].errors = [*self[field].errors, sentence]

    def refuse_later(self, field: str, sentence: str) -> None:
        """Let validation itself refuse, by a rule that only the view knows."""
        self._later.append((field, sentence))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        good = super().validate(*args, **kwargs)
        for field, sentence in self._later:
            self.refuse(field, sentence)
        return good and not self._later


class CheckboxesField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """(value, words) as the fields that offer a choice want them."""
    return [SelectChoice(value, label) for value, label in pairs]


def stripped(value: str | None) -> str:
    """Without blanks around it, and without signs that no page, feed or PDF can hold."""
    return clean(value or "").strip()


def undirected(value: str | None) -> str:
    """One line that does not turn the words around it."""
    return stripped(value).translate(TURNING)


class DayField(DateField):
    """A day of this age, so that whatever is counted from it is a day too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and not dates.sensible(self.data):
            self.data = None
            raise ValueError(_("Check the day."))


def obey(verdict: Verdict) -> None:
    """A rule's refusal, said beside the field that is being validated."""
    if not verdict:
        raise ValidationError(verdict.line)


def words(
    label: Any, sentence: Any = "", hint: Any = "", *checks: Any, longest: Any = LONGEST, **options: Any
) -> TextAreaField:
    """A long text; needed, and more than blanks, where a sentence says so."""
    return TextAreaField(label, [*_needed(sentence), longest, *checks], filters=[stripped], description=hint, **options)


def line(label: Any, sentence: Any = "", hint: Any = "", longest: int = 200, **options: Any) -> StringField:
    """One line, needed where a sentence says so."""
    checks = [*_needed(sentence), Length(max=longest, message=_l("This line is too long."))]
    return StringField(label, checks, filters=[undirected], description=hint, **options)


def day(label: Any, sentence: Any = "", hint: Any = "", **options: Any) -> DayField:
    """A day, needed where a sentence says so."""
    return DayField(label, [InputRequired(sentence) if sentence else Optional()], description=hint, **options)


def _needed(sentence: Any) -> list[Any]:
    return [DataRequired(sentence)] if sentence else []
