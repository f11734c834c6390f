"""What people say about their passkeys; what the device says comes with it in a hidden field."""

from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired

from forum.accounts import names
from forum.accounts.forms.fields import obey
from forum.kit.forms import Form
from forum.kit.i18n import _l


def good_key_name(_form: object, field: StringField) -> None:
    obey(names.acceptable_key_name(field.data or ""))


class NameForm(Form):
    name = StringField(
        _l("Name of the device"),
        [InputRequired(_l("Give it a name.")), good_key_name],
        filters=[names.cleaned],
        description=_l("So that you know it in the list: my telephone, key in the safe. Only you see it."),
        render_kw={"autocomplete": "off", "maxlength": str(names.LONGEST)},
    )


class KeyForm(NameForm):
    credential = HiddenField()


class CredentialForm(Form):
    """Nothing but what a device has signed."""

    credential = HiddenField()
    next = HiddenField()
