"""The forms of a declaration: its title, its clauses, amendments, and one for each move that asks something."""

import datetime as dt
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from forum.declarations.text.clauses import KINDS
from forum.kit import clock
from forum.kit.forms import CheckboxesField, Form, stripped
from forum.kit.i18n import _l

LONGEST = Length(max=20_000, message=_l("This text is longer than 20,000 characters."))
LINE = Length(max=200, message=_l("This line is longer than 200 characters."))
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ru", "Русский")]


def words(label: Any, sentence: Any = "", hint: Any = "") -> TextAreaField:
    """A long text; needed where a sentence says so."""
    needed = [InputRequired(sentence)] if sentence else [Optional()]
    return TextAreaField(label, [*needed, LONGEST], filters=[stripped], description=hint)


def moment(label: Any, sentence: Any, hint: Any) -> DateTimeLocalField:
    """A point in time as read on a clock in Geneva."""
    return DateTimeLocalField(label, [InputRequired(sentence)], description=hint)


def in_utc(value: dt.datetime) -> dt.datetime:
    """What a form read as Geneva time."""
    return value.replace(tzinfo=clock.FORUM_ZONE).astimezone(dt.UTC)


class DeclarationForm(Form):
    title = StringField(_l("Title"), [InputRequired(_l("Give it a title.")), LINE], filters=[stripped])
    purpose = words(_l("Purpose"), _l("Say what it is for."), _l("Two or three sentences for those whom you invite."))
    template = RadioField(
        _l("Style"),
        choices=[
            ("resolution", _l("Resolution: “Recalling …”, “Invites …”")),
            ("mayors", _l("We, the mayors: “We commit …”")),
        ],
        default="resolution",
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES, default="en")


class ClauseForm(Form):
    kind = SelectField(_l("Kind"), choices=list(KINDS.items()), default="operative")
    text = words(
        _l("Words"),
        _l("Write the words of this paragraph."),
        _l("Preambular: a participle first, a comma at the end. Operative: a verb first, a semicolon at the end."),
    )
    seen = HiddenField()
    after = HiddenField()


class AmendmentForm(Form):
    act = RadioField(
        _l("What it does"),
        choices=[
            ("replace", _l("Replaces the words of this paragraph")),
            ("insert", _l("Adds a paragraph after this one")),
            ("delete", _l("Deletes this paragraph")),
        ],
        default="replace",
    )
    text = words(_l("Proposed words"), hint=_l("Left out where a paragraph is deleted."))
    reason = words(_l("Reason"), _l("Give a reason; the lead city reads it first."))


class DecisionForm(Form):
    outcome = RadioField(
        _l("Decision"),
        choices=[("accepted", _l("Accept: the words go into the text")), ("rejected", _l("Reject"))],
        validators=[InputRequired(_l("Choose one."))],
    )
    reason = words(_l("Reason"), hint=_l("Needed where you reject; the proposing city reads it."))


class GroupForm(Form):
    city = StringField(
        _l("City"), [InputRequired(_l("Choose a city.")), LINE], filters=[stripped], description=_l("An accredited city.")
    )


class ObserverForm(Form):
    email = StringField(
        _l("Email address of the observer"), [InputRequired(_l("Enter an email address.")), LINE], filters=[stripped]
    )


class PlainForm(Form):
    """One button, nothing asked."""


class NoteForm(Form):
    note = words(_l("Note"), hint=_l("Everybody who sees the declaration reads it."))


class ReasonForm(Form):
    reason = words(_l("Reason"), _l("Give a reason; everybody who is concerned reads it."))


class SilenceForm(Form):
    ends_at = moment(
        _l("Silence ends"), _l("Give the moment at which it ends."), _l("Geneva time. Until then any city may break it.")
    )


class OpeningForm(Form):
    ends_at = moment(
        _l("Signing ends"), _l("Give the moment at which signing ends."), _l("Geneva time. The text is frozen now.")
    )


class AdoptionForm(Form):
    adopted_on = DateField(_l("Adopted on"), [InputRequired(_l("Give the day of the adoption."))])
    place = StringField(_l("Place"), [InputRequired(_l("Give the place.")), LINE], filters=[stripped])


class VersionForm(Form):
    kind = RadioField(
        _l("What changes"),
        choices=[
            ("editorial", _l("Wording only: the signatures stay, marked as given before the correction")),
            ("substantive", _l("Substance: every signatory is asked again with the difference")),
        ],
        validators=[InputRequired(_l("Say what changes."))],
    )
    note = words(_l("Reason"), _l("Give a reason; every signatory reads it."))


class SignForm(Form):
    remark = words(_l("Statement"), hint=_l("Printed with your signature, if you like."))
    reservation = words(_l("Reservation"), hint=_l("Only where your city cannot carry a paragraph."))
    reserved = CheckboxesField(_l("Paragraphs that the reservation is about"), choices=[])
    read = BooleanField(_l("I have read the text and sign it for my city"), [InputRequired(_l("Confirm that you read it."))])
    password = PasswordField(_l("Your password"), [InputRequired(_l("Enter your password to sign."))])
    code = StringField(_l("Code of your second factor"), filters=[stripped])
    seen = HiddenField()
