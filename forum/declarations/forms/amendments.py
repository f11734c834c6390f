"""The forms of amendments: proposing, rewriting, asking for sponsors and answering, deciding, bringing all together."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forum.declarations.forms import LINE, words
from forum.kit.forms import Form, stripped
from forum.kit.i18n import _, _l

CITIES = Length(max=2000, message=_l("These are more names than can be asked at once."))


def cities(hint: Any) -> StringField:
    return StringField(_l("Cities asked to sponsor it"), [CITIES], filters=[stripped], description=hint)


class AmendmentForm(Form):
    act = RadioField(
        _l("What it does"),
        choices=[
            SelectChoice("replace", _l("Replaces the words of this paragraph")),
            SelectChoice("insert", _l("Adds a paragraph after this one")),
            SelectChoice("delete", _l("Deletes this paragraph")),
        ],
        default="replace",
    )
    text = words(_l("Proposed words"), hint=_l("Left out where a paragraph is deleted."))
    reason = words(_l("Reason"), _l("Give a reason; the lead city reads it first."))
    asked = cities(_l("Names of accredited cities, with commas between them. Each of them accepts or declines."))


class SubAmendmentForm(Form):
    """To an amendment: it can only have other words."""

    text = words(_l("Proposed words"), _l("Write the words that you propose."))
    reason = words(_l("Reason"), _l("Give a reason; the lead city reads it first."))
    asked = cities(_l("Names of accredited cities, with commas between them. Each of them accepts or declines."))


class RewriteForm(Form):
    text = words(_l("Your words, written anew"), _l("Write the words that you propose."))
    seen = HiddenField()


class AskForm(Form):
    asked = StringField(
        _l("Ask a city to sponsor it"),
        [InputRequired(_l("Choose a city.")), CITIES],
        filters=[stripped],
        description=_l("An accredited city; several with commas between them."),
    )


class AnswerForm(Form):
    answer = RadioField(
        _l("Answer for your city"),
        choices=[SelectChoice("agreed", _l("Sponsor the amendment")), SelectChoice("declined", _l("Decline"))],
        validators=[InputRequired(_l("Choose one."))],
    )
    note = StringField(
        _l("Reason"), [LINE], filters=[stripped], description=_l("May stay empty; the proposing city reads it.")
    )


class DecisionForm(Form):
    outcome = RadioField(
        _l("Decision"),
        choices=[SelectChoice("accepted", _l("Accept: the words go into the text")), SelectChoice("rejected", _l("Reject"))],
        validators=[InputRequired(_l("Choose one."))],
    )
    reason = words(_l("Reason"), hint=_l("Needed where you reject; the proposing city reads it."))
    seen = HiddenField()

    def needs_reason(self) -> bool:
        """Also refuses, beside the field, where a rejection has none."""
        if self.outcome.data == "rejected" and not self.reason.data:
            self.refuse("reason", _("Give a reason; the proposing city reads it."))
            return True
        return False
