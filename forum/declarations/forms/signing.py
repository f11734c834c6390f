"""The forms of a signature: signing, withdrawing, and what a delegate prepares for the mayor."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from forum.declarations.forms import lasting
from forum.kit.forms import CheckboxesField, Form, stripped
from forum.kit.i18n import _l


class ConfirmedForm(Form):
    """`letter` is the word of a mail, where nobody is signed in; `again` asks for the page anew with every word."""

    password = PasswordField(_l("Your password"), [InputRequired(_l("Enter your password to confirm."))])
    code = StringField(
        _l("Code of your second factor"),
        [InputRequired(_l("Enter the code of your second factor."))],
        filters=[stripped],
    )
    letter = HiddenField()

    def without_secrets(self) -> "ConfirmedForm":
        """What is left to check where a device confirms."""
        del self.password, self.code
        return self


class SignForm(ConfirmedForm):
    remark = lasting(_l("Statement"), hint=_l("Printed with your signature, if you like."))
    reservation = lasting(_l("Reservation"), hint=_l("Only where your city cannot carry a paragraph."))
    reserved = CheckboxesField(_l("Paragraphs that the reservation is about"), choices=[])
    seen = HiddenField()


class WithdrawalForm(ConfirmedForm):
    reason = lasting(_l("Reason"), _l("Give a reason; everybody reads it beside the signature."))


class PreparationForm(Form):
    remark = lasting(_l("Statement"), hint=_l("Printed with the signature, if the mayor confirms it."))
    reservation = lasting(_l("Reservation"), hint=_l("Only where your city cannot carry a paragraph."))
    reserved = CheckboxesField(_l("Paragraphs that the reservation is about"), choices=[])
    note = lasting(_l("Note to your mayor"), hint=_l("What the mayor should know before signing; only your city reads it."))
