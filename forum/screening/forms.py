"""The forms of the desk."""

from wtforms import IntegerField, SelectField, SelectMultipleField
from wtforms.validators import NumberRange, Optional

from forum.kit.forms import Form, line, words
from forum.kit.i18n import _l
from forum.kit.numbers import MOST_DIGITS


class InternalNoteForm(Form):
    text = words(
        _l("Internal note"),
        _l("Write the note first."),
        _l("Only reviewers of the secretariat read it. @ and a name tells a colleague."),
    )
    mentioned = SelectMultipleField(_l("Tell colleagues"), coerce=int, validate_choice=False)


class ItemForm(Form):
    text = line(_l("What is checked"), _l("Write what is checked."), _l("A question that is answered by yes."), 500)


class InterestForm(Form):
    recommendation = IntegerField(
        _l("Number of the recommendation"),
        [Optional(), NumberRange(1, 10**MOST_DIGITS - 1, _l("There is no such recommendation."))],
        description=_l("As its page gives it; or choose a city."),
    )
    city = SelectField(
        _l("Or everything that a city asks"), coerce=int, validate_choice=False, description=_l("An accredited city.")
    )
    reason = words(_l("Reason"), _l("Say in a sentence what connects you with it."), _l("You alone read it here."))


class KeepAcceptanceForm(Form):
    note = words(_l("Note"), hint=_l("For reviewers only; it stands in the history of the review."))


class PublishingForm(Form):
    """Which of the decisions, by their keys in the request; no field of its own."""


class RetainForm(Form):
    reason = line(_l("Why this letter does not leave"), _l("Give a reason; it stays in the outbox."))
