"""The forms of what happens to signatures after they were made."""

from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from forum.declarations.forms import lasting
from forum.declarations.rules.contesting import NOT_THEIRS, SIGNED_AGAIN, UNCLEAR
from forum.kit.forms import Form
from forum.kit.i18n import _l

FOUND = {
    NOT_THEIRS: _l("It was not theirs: somebody else acted in their name"),
    SIGNED_AGAIN: _l("The holder stands by it: they signed again"),
    UNCLEAR: _l("It could not be found out"),
}


class ObjectionForm(Form):
    reason = lasting(
        _l("Reason"),
        _l("Say why this is more than wording; the chair and every signatory read it."),
        _l("Published with the name of your city. One objection is enough: the version before stands."),
    )


class RenewalForm(Form):
    reason = lasting(
        _l("Reason"),
        _l("Give a reason; the lead city and the Bureau read it."),
        _l("Your own city, the lead city, the secretariat and the Bureau read it; it is not published."),
    )


class ContestForm(Form):
    reason = lasting(
        _l("What happened, as far as you know"),
        _l("Say why this was not you, in a sentence."),
        _l("Published with the entry in the register; of a refusal to sign only the secretariat reads it. Name nobody."),
    )
    sure = BooleanField(
        _l("I did not do this, and nobody did it with my knowledge."), [InputRequired(_l("Confirm that this was not you."))]
    )


class FindingForm(Form):
    finding = RadioField(
        _l("What was found"),
        choices=[SelectChoice(value, label) for value, label in FOUND.items()],
        validators=[InputRequired(_l("Choose what was found."))],
    )
    found = lasting(
        _l("In words"),
        _l("Write down how you know."),
        _l("Whom you spoke to, on which day, by which way. The second person reads it, and the holder does."),
    )


class SettlementForm(Form):
    seen = HiddenField()
