"""The forms at the door."""

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired

from forum.kit.forms import Form
from forum.kit.i18n import _l


class SignInForm(Form):
    email = EmailField(_l("Email address"), [InputRequired(_l("Enter your email address."))])
    password = PasswordField(_l("Password"), [InputRequired(_l("Enter your password."))])
    next = HiddenField()


class ForgottenForm(Form):
    email = EmailField(_l("Email address"), [InputRequired(_l("Enter your email address."))])


class PasswordForm(Form):
    password = PasswordField(
        _l("New password"), [InputRequired(_l("Enter a password."))], description=_l("At least 12 characters.")
    )
