"""The small forms: an answer, a closure, an adoption, its outcome, and a request to be put in touch."""

from functools import partial

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired

from forum.kit import forms
from forum.kit.forms import CheckboxesField, Form
from forum.kit.i18n import _l

words = partial(forms.words, longest=forms.SHORTER)


class AnswerForm(Form):
    """The choices are the city's own experiences; 0 is an offer in words."""

    experience = RadioField(_l("Answer with"), coerce=int, default=0, validate_choice=True)
    text = words(
        _l("In words"),
        _l("Say in a few words why this may help."),
        _l("Why this fits, what would have to be different, and what you offer: a call, a visit, a text."),
    )


class ClosureForm(Form):
    used = CheckboxesField(_l("What was used"), coerce=int, description=_l("Those who gave these answers hear of it."))
    text = words(
        _l("What came of it"),
        _l("Say what you used, or why nothing helped."),
        _l("What you will do now, and what still is missing."),
    )


class AdoptionForm(Form):
    challenge = SelectField(_l("For which challenge of yours"), coerce=int, default=0)
    text = words(
        _l("What your city did"),
        _l("Say what your city did; other cities read it beside the experience."),
        _l("What you took over, what you did differently, since when."),
    )


class OutcomeForm(Form):
    text = words(
        _l("What came of it"),
        _l("Say what came of it."),
        _l("After a year: what works, what does not, with figures where you have them."),
    )


class ContactForm(Form):
    text = words(
        _l("What you want to ask"),
        _l("Say in a few words what you want to ask."),
        _l("A few lines, so that the right person answers."),
    )
    agreed = BooleanField(
        _l("The city may see my name, office and mail address"),
        [InputRequired(_l("Without your address the city cannot answer you."))],
    )
