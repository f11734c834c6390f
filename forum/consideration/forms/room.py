"""The forms of the room of a body, and the one with which sponsors answer."""

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from forum.consideration.rules import room as rules
from forum.consideration.words import STANCES
from forum.kit.forms import LONGEST, Form, choices, day, obey, stripped, words
from forum.kit.i18n import _l


class PositionForm(Form):
    stance = RadioField(
        _l("Position of your member"),
        [InputRequired(_l("Choose one of the three positions."))],
        choices=choices(STANCES.items()),
    )
    text = TextAreaField(
        _l("In words"), [LONGEST], filters=[stripped], description=_l("Needed unless you support it as it is.")
    )

    def validate_text(self, field):
        if self.stance.data:
            obey(rules.good_position(self.stance.data, field.data or ""))


class QuestionForm(Form):
    text = words(_l("Question to the sponsors"), _l("Write the question."))
    due_on = day(_l("Answer by"), _l("Give the day."), _l("In good time before the session."))

    def validate_due_on(self, field):
        if field.data:
            obey(rules.good_due_day(field.data))


class SuggestionForm(Form):
    ask = SelectField(_l("For which ask"), coerce=int)
    text = words(
        _l("Words that you suggest"), _l("Write the words."), _l("Begin with the words as they stand and change them.")
    )
    reason = words(_l("Why"))


class AnswerForm(Form):
    text = words(_l("Answer"), _l("Write the answer."), _l("The members of the body and the secretariat read it."))


class PlainForm(Form):
    """One button, nothing asked."""
