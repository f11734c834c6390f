"""Forms of the follow-up: a report, a milestone, the day of the review, and what a city undertakes."""

from typing import Any

from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from forum.consideration.forms.fields import choice
from forum.kit.forms import Form, choices, day, line, words
from forum.kit.i18n import _l
from models import Experience, Milestone

BETWEEN = _l("Give a number from 0 to 100.")


class ReportForm(Form):
    percent = IntegerField(_l("How far, from 0 to 100"), [InputRequired(BETWEEN), NumberRange(0, 100, BETWEEN)])
    of = choice(_l("About which milestone"), [], _l("None of them where the report is about the whole."))
    reached = BooleanField(_l("This milestone is reached"))
    milestone = line(_l("Milestone"), hint=_l("What was reached, in one line; needed where no milestone is chosen."))
    text = words(_l("Report"), hint=_l("What was done, by whom, and what comes next."))

    def __init__(self, *args: Any, open_ones: list[Milestone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_ones = open_ones
        self.of.choices = choices([(0, "—"), *((row.id, row.text) for row in open_ones)])

    @property
    def chosen(self) -> Milestone | None:
        return next((row for row in self.open_ones if row.id == self.of.data), None)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        good = super().validate(*args, **kwargs)
        if not self.milestone.data and not self.of.data:
            self.refuse("milestone", str(_l("Name the milestone.")))
        return good and not self.errors


class MilestoneForm(Form):
    text = line(_l("Milestone"), _l("Name the milestone."), _l("What shall be reached, in one line."), 300)
    due_on = day(_l("By which day"))


class ReviewForm(Form):
    review_on = day(_l("To be looked at again on"), hint=_l("On this day it returns to the desk. Empty: it does not."))


class UndertakingForm(Form):
    experience = choice(_l("Which experience shows it"), [], _l("One that your city has published."), False)
    text = words(_l("What your city does now"), hint=_l("One or two sentences; everybody reads them."))

    def __init__(self, *args: Any, own: list[Experience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.experience.choices = choices((row.id, row.title) for row in own)

    @property
    def chosen(self) -> Experience:
        return next(row for row in self.own if row.id == self.experience.data)
