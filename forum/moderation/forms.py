"""Flag, decision, appeal and the decision on it."""

from wtforms import RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forum.kit.forms import Form, stripped
from forum.kit.i18n import _, _l
from forum.moderation.words import AGAINST, RULES

LENGTH = Length(max=5000, message=_l("Use at most 5,000 characters."))
OUTCOMES = [
    SelectChoice("upheld", _l("Uphold the appeal: the text comes back")),
    SelectChoice("dismissed", _l("Dismiss it: the decision stands")),
]


def rule_choices(empty: bool = False):
    choices = [SelectChoice(key, name) for key, (name, _meaning) in RULES.items()]
    return [SelectChoice("", _l("Choose a rule")), *choices] if empty else choices


class FlagForm(Form):
    rule = RadioField(
        _l("Which rule does it break?"),
        [InputRequired(_l("Choose the rule that it breaks."))],
        choices=rule_choices(),
        validate_choice=True,
    )
    note = TextAreaField(
        _l("What should the secretariat look at?"),
        [LENGTH],
        filters=[stripped],
        description=_l("Only the secretariat reads it."),
    )


class DecisionForm(Form):
    """The act comes from the button; those against a text need a rule and a statement."""

    rule = SelectField(_l("Rule"), choices=rule_choices(empty=True), description=_l("The rule that the text breaks."))
    statement = TextAreaField(
        _l("Statement"),
        [LENGTH],
        filters=[stripped],
        description=_l("The author reads it, and everybody in the public log. Name nobody."),
    )

    def fits(self, act: str) -> bool:
        """Whether rule and statement are there where the act needs them; sentences beside the fields otherwise."""
        valid = self.validate_on_submit()
        if act in AGAINST and not self.rule.data:
            self.refuse("rule", _("Choose the rule that it breaks."))
            valid = False
        if act in AGAINST and not self.statement.data:
            self.refuse("statement", _("Say in a sentence or two why."))
            valid = False
        return valid


class AppealForm(Form):
    text = TextAreaField(
        _l("Why should the text be shown?"),
        [DataRequired(_l("Say why the text should be shown.")), LENGTH],
        filters=[stripped],
        description=_l("Another member of the secretariat than the first reads it. There is one appeal."),
    )


class OutcomeForm(Form):
    outcome = RadioField(_l("Decision on the appeal"), [InputRequired(_l("Choose one."))], choices=OUTCOMES)
    text = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Say in a sentence or two why.")), LENGTH],
        filters=[stripped],
        description=_l("The author reads it."),
    )
