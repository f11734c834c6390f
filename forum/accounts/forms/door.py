"""The forms at the door."""

from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired

from forum.accounts.forms.fields import address_field, code_field, name_field, password_field
from forum.kit.forms import Form
from forum.kit.i18n import _l


class SignInForm(Form):
    email = address_field(_l("Email address"))
    password = password_field(_l("Password"))
    next = HiddenField()


class CodeForm(Form):
    code = code_field(_l("Code"), _l("The six digits that your authenticator shows now, or one of your recovery codes."))


class ForgottenForm(Form):
    email = address_field(_l("Email address"))


class PasswordForm(Form):
    password = password_field(_l("New password"), new=True)


class JoinForm(Form):
    """The answer to an invitation."""

    name = name_field(_l("Your name"), _l("As it will stand beside what you publish and sign."))
    password = password_field(_l("Choose a password"), new=True)


class ConfirmForm(Form):
    """Who one is, once more; the code is asked for where a second factor is set."""

    password = PasswordField(
        _l("Your password"), [InputRequired(_l("Enter your password."))], render_kw={"autocomplete": "current-password"}
    )
    code = code_field(_l("Code of your second factor"), _l("From your authenticator, or a recovery code."), required=False)
