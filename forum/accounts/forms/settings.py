"""The forms with which people change what the forum knows about them."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from wtforms import BooleanField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forum.accounts.forms.door import ConfirmForm
from forum.accounts.forms.fields import LocalisedSelect, address_field, code_field, name_field, password_field
from forum.accounts.operations.viewing import SHORTEST_REASON
from forum.kit.forms import Form, stripped
from forum.kit.i18n import _, _l
from forum.kit.templating import LANGUAGES


@lru_cache
def zones() -> list[str]:
    """Places, without the abbreviations and the offsets."""
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))


class ProfileForm(Form):
    name = name_field(_l("Name"), _l("As it stands beside what you publish and sign from now on."))
    language = LocalisedSelect(_l("Language"), description=_l("Of the pages and of the mail."))
    time_zone = StringField(
        _l("Time zone"),
        [InputRequired(_l("Enter a time zone."))],
        filters=[stripped],
        description=_l("Type the name of a large city near you. Deadlines are also shown in Geneva time, where they bind."),
        render_kw={"list": "zones", "autocomplete": "off", "spellcheck": "false"},
    )
    digest = RadioField(
        _l("Mail"),
        choices=[
            SelectChoice("daily", _l("Once a day, what is new; what asks something of me comes at once")),
            SelectChoice("off", _l("Only what asks something of me")),
            SelectChoice("digest", _l("Only once a day, what is new")),
            SelectChoice("none", _l("No mail; everything stands in the inbox")),
        ],
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.language.fill(list(LANGUAGES))

    def validate_time_zone(self, field: StringField) -> None:
        wanted = (field.data or "").replace(" ", "_").lower()
        found = next((z for z in zones() if wanted in (z.lower(), z.lower().split("/")[-1])), None)
        if found is None:
            raise ValidationError(_("There is no time zone of this name. Choose one from the list, such as Europe/Zurich."))
        field.data = ZoneInfo(found).key


class NewPasswordForm(ConfirmForm):
    new_password = password_field(_l("New password"), new=True)


class AddressForm(ConfirmForm):
    email = address_field(_l("New address"), _l("A link goes there; the address changes when it is opened."))


class EnrolForm(Form):
    code = code_field(_l("Code"), _l("The six digits that your authenticator shows now."))
    password = password_field(_l("Your password"))


class ClosingForm(ConfirmForm):
    sure = BooleanField(
        _l("I understand that this cannot be undone"),
        [InputRequired(_l("Say that you understand that this cannot be undone."))],
    )


class ViewForm(Form):
    reason = TextAreaField(
        _l("Why"),
        [
            InputRequired(_l("Say why, in a few words.")),
            Length(min=SHORTEST_REASON, max=500, message=_l("Between 10 and 500 characters.")),
        ],
        filters=[stripped],
        description=_l("It stays on record, and the person can read it."),
    )
