"""The forms of the exchange."""

from forum.exchange.forms.acts import AdoptionForm, AnswerForm, ClosureForm, ContactForm, OutcomeForm
from forum.exchange.forms.templates import FORMS, ChallengeForm, ContributionForm, ExperienceForm

__all__ = [
    "FORMS",
    "AdoptionForm",
    "AnswerForm",
    "ChallengeForm",
    "ClosureForm",
    "ContactForm",
    "ContributionForm",
    "ExperienceForm",
    "OutcomeForm",
]
