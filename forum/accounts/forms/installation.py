"""The form of the installation."""

from wtforms import EmailField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from forum.accounts import names
from forum.accounts.forms.fields import good_address, lowered
from forum.kit import site
from forum.kit.forms import Form
from forum.kit.i18n import _l


class InstallationForm(Form):
    name = StringField(
        _l("Name of this forum"),
        [InputRequired(_l("Enter a name.")), Length(max=80, message=_l("At most 80 characters."))],
        filters=[names.cleaned],
        description=_l("It stands on every page and in every mail."),
    )
    contact = EmailField(
        _l("Address of the secretariat"),
        [InputRequired(_l("Enter an email address.")), good_address],
        filters=[lowered],
        description=_l("Shown to everybody, for questions about the forum and about personal data."),
    )
    sender = EmailField(
        _l("Sender of mail"),
        [InputRequired(_l("Enter an email address.")), good_address],
        filters=[lowered],
        description=_l("The mail server must be allowed to send in its name."),
    )
    licence = SelectField(
        _l("Licence of published texts"),
        choices=[SelectChoice(name, name) for name in site.LICENCES],
        description=_l("For what is published from now on; earlier texts keep the licence under which they were given."),
    )
    word_limit = IntegerField(
        _l("Words of a declaration at most"),
        [InputRequired(_l("Enter a number.")), NumberRange(100, 100_000, _l("Between 100 and 100,000."))],
        description=_l("A hint beside the text, never a wall; in-session documents of the United Nations have 3,300."),
    )
    recovery_hours = IntegerField(
        _l("Hours before a lost second factor is removed"),
        [InputRequired(_l("Enter a number.")), NumberRange(24, 720, _l("Between 24 and 720."))],
        description=_l("After two members of staff have agreed; meanwhile the person can stop it."),
    )
    objection_days = IntegerField(
        _l("Days for objections to a correction"),
        [InputRequired(_l("Enter a number.")), NumberRange(1, 90, _l("Between 1 and 90."))],
        description=_l("For so long a signatory can object when the chair corrects the wording of a signed text."),
    )
    pre_session_weeks = IntegerField(
        _l("Weeks before a session for its documents"),
        [InputRequired(_l("Enter a number.")), NumberRange(1, 52, _l("Between 1 and 52."))],
        description=_l("Counted back from the first day; a body that names a day itself is followed."),
    )
    in_session_weeks = IntegerField(
        _l("Weeks before a session for its in-session documents"),
        [InputRequired(_l("Enter a number.")), NumberRange(0, 52, _l("Between 0 and 52."))],
        description=_l("What comes after the first deadline and is short."),
    )
    in_session_words = IntegerField(
        _l("Words of an in-session document at most"),
        [InputRequired(_l("Enter a number.")), NumberRange(100, 100_000, _l("Between 100 and 100,000."))],
        description=_l("A longer recommendation waits for the next session or is made shorter."),
    )
    post_session_weeks = IntegerField(
        _l("Weeks after a session for its post-session documents"),
        [InputRequired(_l("Enter a number.")), NumberRange(0, 52, _l("Between 0 and 52."))],
        description=_l("Counted from the last day."),
    )
