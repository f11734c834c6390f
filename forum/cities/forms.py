"""The form with which a city is proposed, and the one with which a second person decides."""

from wtforms import DecimalField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from forum.accounts import addresses, names
from forum.cities import countries
from forum.cities.rules import LONGEST_REASON
from forum.kit.forms import Form, obey, stripped
from forum.kit.i18n import _, _l

NAME = Length(max=200, message=_l("At most 200 characters."))


class ContactForm(Form):
    """What is asked in any case; the place itself comes from the reference list."""

    place = HiddenField()
    form_url = HiddenField()
    reason = TextAreaField(
        _l("Why this city"),
        [InputRequired(_l("Say why this city should join.")), Length(max=LONGEST_REASON)],
        filters=[stripped],
        description=_l("What it asked for, who wrote, what was checked. The second person reads this."),
    )
    contact_name = StringField(
        _l("Who is invited"), [InputRequired(_l("Enter the name of the person to invite.")), NAME], filters=[stripped]
    )
    contact_email = StringField(
        _l("Email address"),
        [InputRequired(_l("Enter the email address of the mayor's office."))],
        filters=[stripped],
        description=_l("Of the mayor's office. The invitation goes there when a second person has confirmed."),
    )
    office = StringField(
        _l("Office"),
        [InputRequired(_l("Enter the title that this person holds.")), NAME],
        filters=[stripped],
        description=_l("As it is called there: mayor, akim, alderman."),
    )

    def validate_contact_name(self, field: StringField) -> None:
        obey(names.acceptable(names.cleaned(field.data)))

    def validate_office(self, field: StringField) -> None:
        obey(names.acceptable_office(names.cleaned(field.data)))

    def validate_contact_email(self, field: StringField) -> None:
        obey(addresses.whole(field.data or ""))


class PlaceForm(ContactForm):
    """A city that is not in the reference list, typed in by hand."""

    name = StringField(_l("Name of the city"), [InputRequired(_l("Enter the name.")), NAME], filters=[stripped])
    country_iso2 = SelectField(_l("Country"), validate_choice=False)
    latitude = DecimalField(
        _l("Latitude"),
        [InputRequired(_l("Enter the latitude.")), NumberRange(-90, 90, _l("Between -90 and 90."))],
        description=_l("In degrees, north is positive, such as 41.55."),
    )
    longitude = DecimalField(
        _l("Longitude"),
        [InputRequired(_l("Enter the longitude.")), NumberRange(-180, 180, _l("Between -180 and 180."))],
        description=_l("In degrees, east is positive, such as -8.43."),
    )
    population = IntegerField(_l("Inhabitants"), [Optional(), NumberRange(1, 50_000_000, _l("Between 1 and 50 million."))])
    population_source = StringField(
        _l("Source of that number"), [NAME], filters=[stripped], description=_l("Who counted, and in which year.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.country_iso2.choices = [SelectChoice("", _("Choose a country"))]
        self.country_iso2.choices += [SelectChoice(code, name) for code, name in countries.names().items()]

    def validate_country_iso2(self, field: SelectField) -> None:
        if field.data not in countries.names():
            raise ValidationError(_("Choose a country from the list."))

    def validate_population_source(self, field: StringField) -> None:
        if self.population.data and not field.data:
            raise ValidationError(_("A number stands here only with its source."))


class DecisionForm(Form):
    outcome = RadioField(
        _l("Your decision"),
        [InputRequired(_l("Choose one of the two."))],
        choices=[
            SelectChoice("confirmed", _l("Confirm the accreditation")),
            SelectChoice("refused", _l("Refuse it")),
        ],
    )
    reason = TextAreaField(
        _l("Note or reason"),
        [Length(max=500, message=_l("At most 500 characters."))],
        filters=[stripped],
        description=_l("A refusal needs a reason; the one who proposed reads it."),
    )

    def validate_reason(self, field: TextAreaField) -> None:
        if self.outcome.data == "refused" and not field.data:
            raise ValidationError(_("A refusal needs its reason."))
