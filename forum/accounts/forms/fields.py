"""Fields that several forms of this feature share, with the rule of each."""

from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forum.accounts import addresses, names, passwords
from forum.kit.forms import obey, stripped
from forum.kit.i18n import _l


def good_name(_form: object, field: StringField) -> None:
    obey(names.acceptable(field.data or ""))


def good_office(_form: object, field: StringField) -> None:
    obey(names.acceptable_office(field.data or ""))


def good_address(_form: object, field: StringField) -> None:
    obey(addresses.whole(field.data or ""))


def lowered(value: str | None) -> str:
    return stripped(value).lower()


def address_field(label: str, hint: str = "") -> EmailField:
    asked = InputRequired(_l("Enter an email address."))
    longest = Length(max=254, message=_l("At most 254 characters."))
    attributes = {"autocomplete": "email", "spellcheck": "false"}
    return EmailField(label, [asked, longest, good_address], filters=[lowered], description=hint, render_kw=attributes)


def name_field(label: str, hint: str = "", autocomplete: str = "name") -> StringField:
    asked = InputRequired(_l("Enter a name."))
    attributes = {"autocomplete": autocomplete, "spellcheck": "false"}
    return StringField(label, [asked, good_name], filters=[names.cleaned], description=hint, render_kw=attributes)


def password_field(label: str, new: bool = False) -> PasswordField:
    kind = "new-password" if new else "current-password"
    hint = _l("At least 12 characters. Three or four words in a row do well.") if new else ""
    asked = InputRequired(_l("Enter a password.") if new else _l("Enter your password."))
    render = {"autocomplete": kind, "maxlength": str(passwords.LONGEST)}
    return PasswordField(label, [asked], description=hint, render_kw=render)


def code_field(label: str, hint: str = "", required: bool = True) -> StringField:
    asked = [InputRequired(_l("Enter the code."))] if required else []
    render = {"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false", "maxlength": "20"}
    return StringField(label, asked, filters=[stripped], description=hint, render_kw=render)


class LocalisedSelect(SelectField):
    """Choices that are worked out for each request; an empty first line asks for a choice."""

    def fill(self, choices: list[tuple[str, str]], invitation: str = "") -> None:
        first = [SelectChoice("", invitation)] if invitation else []
        self.choices = [*first, *(SelectChoice(value, label) for value, label in choices)]
