"""The forms of a declaration: its title, its clauses, and one for each move that asks something."""

import datetime as dt
from functools import partial
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from forum.declarations.text.agreement import STATES
from forum.declarations.text.clauses import KINDS
from forum.kit import clock, forms
from forum.kit.forms import Form, stripped
from forum.kit.i18n import _, _l
from forum.kit.visible import all_visible

LINE = Length(max=200, message=_l("This line is longer than 200 characters."))
LANGUAGES = [SelectChoice("en", "English"), SelectChoice("fr", "Français"), SelectChoice("ru", "Русский")]


words = partial(forms.words, longest=forms.SHORTER)


def lasting(label: Any, sentence: Any = "", hint: Any = "") -> TextAreaField:
    """Words that a signature or the register keeps for good: nothing hidden stands in them."""
    return words(label, sentence, hint, _visible)


def _visible(_form: Any, field: Any) -> None:
    forms.obey(all_visible(field.data or ""))


def moment(label: Any, sentence: Any, hint: Any) -> DateTimeLocalField:
    """A point in time to come, as read on a clock in Geneva; needed where a sentence says so."""
    needed = [InputRequired(sentence)] if sentence else [Optional()]
    return DateTimeLocalField(label, [*needed, _to_come], description=hint)


def _to_come(_form: Any, field: Any) -> None:
    if field.data and in_utc(field.data) <= clock.now():
        raise ValidationError(_("This deadline has passed already. Choose a later moment."))


def in_utc(value: dt.datetime) -> dt.datetime:
    """What a form read as Geneva time."""
    return value.replace(tzinfo=clock.FORUM_ZONE).astimezone(dt.UTC)


class DeclarationForm(Form):
    title = StringField(_l("Title"), [InputRequired(_l("Give it a title.")), LINE], filters=[stripped])
    purpose = words(_l("Purpose"), _l("Say what it is for."), _l("Two or three sentences for those whom you invite."))
    template = RadioField(
        _l("Style"),
        choices=[
            SelectChoice("resolution", _l("Resolution: “Recalling …”, “Invites …”")),
            SelectChoice("mayors", _l("We, the mayors: “We commit …”")),
        ],
        default="resolution",
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES, default="en")


class DescriptionForm(Form):
    title = StringField(_l("Title"), [InputRequired(_l("Give it a title.")), LINE], filters=[stripped])
    purpose = words(_l("Purpose"), _l("Say what it is for."), _l("Two or three sentences for those whom you invite."))


class ClauseForm(Form):
    kind = SelectField(_l("Kind"), choices=[SelectChoice(kind, label) for kind, label in KINDS.items()], default="operative")
    text = words(
        _l("Words"),
        _l("Write the words of this paragraph."),
        _l("Preambular: a participle first, a comma at the end. Operative: a verb first, a semicolon at the end."),
    )
    alternative = BooleanField(
        _l("An alternative to the paragraph before it"),
        description=_l("It is numbered bis, ter and so on, until the group has chosen one."),
    )
    seen = HiddenField()
    after = HiddenField()


class SuggestionForm(Form):
    text = words(
        _l("Words as you suggest them"),
        _l("Write the words that you suggest."),
        _l("Change what you would change; the difference becomes your suggestion, and the rest stays as it is."),
    )
    seen = HiddenField()


class AgreementForm(Form):
    state = RadioField(
        _l("They are"),
        choices=[SelectChoice(state, label) for state, label in STATES.items()],
        validators=[InputRequired(_l("Choose what you say of these paragraphs."))],
    )


class QuoteForm(Form):
    quote = TextAreaField(
        _l("The words"),
        [DataRequired(_l("Choose the words that you comment on.")), Length(max=500, message=_l("Choose fewer words."))],
        filters=[stripped],
        description=_l("As they stand above. The comment follows them, or says that they are gone."),
    )
    text = words(_l("Your comment"), _l("Write something first."), _l("Name a person or a city with @."))
    at = HiddenField()


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


class OwnNoteForm(Form):
    note = words(_l("Note to your delegate"), hint=_l("What you want to know before you sign; only your city reads it."))


class ReasonForm(Form):
    reason = lasting(_l("Reason"), _l("Give a reason; everybody who is concerned reads it."))


class ConsultationForm(Form):
    ends_at = moment(
        _l("The consultation ends"),
        _l("Give the moment at which it ends."),
        _l("Geneva time. Until then every accredited city proposes amendments and suggestions."),
    )
    note = words(_l("Note"), hint=_l("Everybody who sees the declaration reads it."))


class DeadlineForm(Form):
    ends_at = moment(
        _l("The consultation ends"),
        _l("Give the moment at which it ends."),
        _l("Geneva time. It may be sooner or later than was said; every mayor is told."),
    )
    reason = lasting(_l("Reason"), _l("Give a reason; everybody who is concerned reads it."))


class SilenceForm(Form):
    ends_at = moment(
        _l("Silence ends"), _l("Give the moment at which it ends."), _l("Geneva time. Until then any city may break it.")
    )


class OpeningForm(Form):
    ends_at = moment(
        _l("Signing ends"), _l("Give the moment at which signing ends."), _l("Geneva time. The text is frozen now.")
    )
    note = words(_l("Note"), hint=_l("Kept with the version; everybody who reads the text reads it."))


class UnfreezingForm(Form):
    reason = words(
        _l("Reason"),
        _l("Give a reason; it stays in the history, beside the version that was frozen."),
        _l("What must change in the text before a city signs it."),
    )


class AdoptionForm(Form):
    adopted_on = DateField(_l("Adopted on"), [InputRequired(_l("Give the day of the adoption."))])
    place = StringField(_l("Place"), [InputRequired(_l("Give the place.")), LINE], filters=[stripped])


class VersionForm(Form):
    kind = RadioField(
        _l("What changes"),
        choices=[
            SelectChoice("editorial", _l("Wording only: the signatures stay, marked as given before the correction")),
            SelectChoice("substantive", _l("Substance: every signatory is asked again with the difference")),
        ],
        validators=[InputRequired(_l("Say what changes."))],
    )
    note = words(_l("Reason"), _l("Give a reason; every signatory reads it."))
    sure = BooleanField(_l("The meaning stays the same all the same"))
    ends_at = moment(_l("New end of signing"), "", _l("Geneva time. Leave it empty to keep the deadline."))


class SnapshotForm(Form):
    name = StringField(
        _l("Name of this moment"),
        [InputRequired(_l("Give it a name.")), LINE],
        filters=[stripped],
        description=_l("For example: after the meeting in Lviv."),
    )
    moment = HiddenField()  # the edit after which the text stood so; empty for now


class RestorationForm(Form):
    """`to` names the moment; `seen` is the newest edit that was there when the preview was shown."""

    to = HiddenField()
    seen = HiddenField()


class LanguageForm(Form):
    language = SelectField(_l("Language"), validators=[InputRequired(_l("Choose a language."))])


class TranslationForm(Form):
    """`against` is the SHA-256 of the authentic words that the translator has before them."""

    text = words(_l("Translation"), _l("Write the words of this paragraph."))
    seen = HiddenField()
    against = HiddenField()
