"""The forms of a return: points as rows that can be added without JavaScript, more time, and wording that is proposed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from forum.kit import clock
from forum.kit.forms import Form, choices, day, line, stripped, words
from forum.kit.i18n import _, _l
from forum.kit.numbers import number
from forum.recommendations import fields
from forum.recommendations.case import Case
from forum.recommendations.operations.returning import MOST_POINTS, PointWords

LONGEST_POINT = 20_000
ANSWERED_WITHIN = dt.timedelta(days=14)


@dataclass
class Row:
    """One point while it is written."""

    field: str = fields.WHOLE
    text: str = ""
    earlier: str = ""  # what the sponsors answered to it in the round before


def _to_come(value: dt.date | None) -> None:
    if value and value <= clock.today():
        raise ValidationError(_("Choose a day to come."))


class ReturnForm(Form):
    """Rows are named `about-0`, `point-0`, …; the buttons `preview` add and remove one and keep all that is typed."""

    answer_due_on = day(
        _l("Answer due"), _l("Give the day by which you need the answer."), _l("The sponsors can ask for more time.")
    )
    complaint = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = self.typed.get("count", "")
        self.first = number(count) is None  # nothing has been typed yet
        self.rows = [] if self.first else [self._typed(place) for place in range(min(number(count) or 0, MOST_POINTS))]
        self.about: list[tuple[str, str]] = []

    def validate_answer_due_on(self, field):
        _to_come(field.data)

    def prepare(self, case: Case) -> None:
        """The fields to choose from, and the rows; at first the points that the last return left open."""
        self.about = [(fields.WHOLE, fields.label(case, fields.WHOLE))]
        self.about += [(name, fields.label(case, name)) for name in fields.in_order(case)]
        if self.first:
            self.rows = [Row(point.field, point.text, point.answer) for point in case.unsettled] or [Row()]
            self.answer_due_on.data = self.answer_due_on.data or clock.today() + ANSWERED_WITHIN
        known = [name for name, _label in self.about]
        for row in self.rows:
            row.field = row.field if row.field in known else fields.WHOLE
        self._change_rows(self.typed.get("preview", ""))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        good = super().validate(*args, **kwargs)
        if not self.points:
            self.complaint = _("Write at least one point.")
        return good and not self.complaint

    @property
    def points(self) -> list[PointWords]:
        """Rows that were left empty are no points."""
        return [PointWords(row.text, row.field) for row in self.rows if row.text]

    def _typed(self, place: int) -> Row:
        about, text = self.typed.get(f"about-{place}", ""), self.typed.get(f"point-{place}", "")
        return Row(about, stripped(text)[:LONGEST_POINT], stripped(self.typed.get(f"earlier-{place}")))

    def _change_rows(self, pressed: str) -> None:
        if pressed == "add" and len(self.rows) < MOST_POINTS:
            self.rows.append(Row())
        place = number(pressed.removeprefix("remove-"))
        if pressed.startswith("remove-") and place is not None and place < len(self.rows):
            del self.rows[place]
            self.rows = self.rows or [Row()]


class ExtensionForm(Form):
    until = day(_l("Until"), _l("Give the day until which you need."))
    reason = words(_l("Reason"), _l("Say why you need more time."))

    def validate_until(self, field):
        _to_come(field.data)


class ExtensionAnswerForm(Form):
    answer = RadioField(
        _l("Answer"),
        choices=choices([("grant", _l("Grant more time")), ("refuse", _l("Refuse"))]),
        default="grant",
    )
    until = day(_l("Until"), _l("Give the day."), _l("As asked, or another day. It counts only where you grant more time."))
    note = line(_l("Note"), hint=_l("The sponsors read it. It is needed where you refuse."), longest=500)

    def validate_until(self, field):
        if self.answer.data == "grant":
            _to_come(field.data)

    def validate_note(self, field):
        if self.answer.data == "refuse" and not field.data:
            raise ValidationError(_("Say why there is no more time."))


class ProposalForm(Form):
    text = words(_l("Words that you propose"), hint=_l("The whole field as it would read."))
    reason = words(_l("Reason"), _l("Say why; the sponsors read it."))
    seen = HiddenField()
