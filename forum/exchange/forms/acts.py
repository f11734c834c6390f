"""The small forms: an answer, a closure, an adoption, its outcome, and a request to be put in touch."""

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from forum.kit.forms import CheckboxesField, Form
from forum.kit.i18n import _l

LONGEST = Length(max=20_000, message=_l("This is longer than 20,000 characters."))


def words(label, hint, needed):
    return TextAreaField(label, [InputRequired(needed), LONGEST], description=hint)


class AnswerForm(Form):
    """The choices are the city's own experiences; 0 is an offer in words."""

    experience = RadioField(_l("Answer with"), coerce=int, default=0, validate_choice=True)
    text = words(
        _l("In words"),
        _l("Why this fits, what would have to be different, and what you offer: a call, a visit, a text."),
        _l("Say in a few words why this may help."),
    )


class ClosureForm(Form):
    used = CheckboxesField(_l("What was used"), coerce=int, description=_l("Those who gave these answers hear of it."))
    text = words(
        _l("What came of it"),
        _l("What you will do now, and what still is missing."),
        _l("Say what you used, or why nothing helped."),
    )


class AdoptionForm(Form):
    challenge = SelectField(_l("For which challenge of yours"), coerce=int, default=0)
    text = words(
        _l("What your city did"),
        _l("What you took over, what you did differently, since when."),
        _l("Say what your city did; other cities read it beside the experience."),
    )


class OutcomeForm(Form):
    text = words(
        _l("What came of it"),
        _l("After a year: what works, what does not, with figures where you have them."),
        _l("Say what came of it."),
    )


class ContactForm(Form):
    text = words(
        _l("What you want to ask"),
        _l("A few lines, so that the right person answers."),
        _l("Say in a few words what you want to ask."),
    )
    agreed = BooleanField(
        _l("The city may see my name, office and mail address"),
        [InputRequired(_l("Without your address the city cannot answer you."))],
    )
