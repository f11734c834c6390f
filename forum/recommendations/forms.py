"""The forms of a recommendation: its text, its evidence and sponsors, and one for each move that asks something."""

from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from forum.kit import clock
from forum.kit.forms import CheckboxesField, Form, day, line, words
from forum.kit.i18n import _, _l


class InviteForm(Form):
    city = line(_l("City"), _l("Choose a city from the list."), _l("An accredited city; it counts when its mayor agrees."))


class JoinForm(Form):
    text = words(
        _l("Why your city joins"),
        _l("Say why."),
        _l("The lead sponsor reads it. Your city agrees to the words above."),
    )


class LeaveForm(Form):
    reason = line(_l("Reason"), hint=_l("You need not give one. The lead sponsor reads it."), longest=500)


class PlainForm(Form):
    """One button, nothing asked."""


class ReasonForm(Form):
    reason = words(_l("Reason"), _l("Give a reason; the sponsors read it."))


class NoteForm(Form):
    note = words(_l("Note"))


class SendBackForm(Form):
    note = words(_l("What should change"), _l("Say what should change."))


class AssignForm(Form):
    assignee = SelectField(_l("Who screens it"), coerce=int, description=_l("Editors whose city has no part in it."))
    due_on = day(_l("Due"), _l("Give the day by which it is screened."))

    def validate_due_on(self, field):
        if field.data and field.data < clock.today():
            raise ValidationError(_("This day has passed; choose a later one."))


class MergingForm(Form):
    """`target` goes on, the others that are chosen become part of it."""

    target = RadioField(_l("This one goes on"), coerce=int, validate_choice=False)
    others = CheckboxesField(_l("These are about the same"), coerce=int, validate_choice=False)
    reason = words(_l("Reason"), _l("Give a reason; the sponsors read it."), _l("All sponsors read it."))

    def validate_others(self, field):
        offered = [choice.value for choice in field.choices]
        field.data = [one for one in field.data or [] if one in offered]
        if len(field.data) < 2:
            raise ValidationError(_("Choose at least two recommendations."))

    def validate_target(self, field):
        if field.data not in (self.others.data or []):
            raise ValidationError(_("Say which of those that you chose goes on."))


class SplitForm(Form):
    title = line(_l("Title of the second"), _l("Give the second a title."), _l("What is asked, in one line."))
    asks = CheckboxesField(_l("Asks of the second"), coerce=int)
    reason = words(_l("Reason"), _l("Give a reason; the sponsors read it."), _l("The sponsors of both read it."))

    def validate_asks(self, field):
        if not field.data:
            raise ValidationError(_("Choose at least one ask for the second."))
        if len(field.data) == len(field.choices):
            raise ValidationError(_("Leave at least one ask where it is."))
