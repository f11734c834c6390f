"""The forms of a body, its members, its sessions and their agendas."""

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from forum.bodies import rules
from forum.bodies.operations import bodies, members, sessions
from forum.bodies.words import KINDS
from forum.kit.forms import DayField, Form, choices, day, line, obey, words
from forum.kit.i18n import _, _l


class BodyForm(Form):
    name = line(_l("Name"), _l("Give its name."), _l("As the body itself writes it."))
    acronym = line(_l("Short name"), longest=40)
    about = words(_l("What it does"), hint=_l("One or two sentences for cities that do not know it."))
    parent = SelectField(_l("Reports to"), coerce=int, default=0, description=_l("The body above it, if there is one."))
    sponsor_threshold = IntegerField(
        _l("Cities behind a recommendation"),
        [InputRequired(_l("Enter a number.")), NumberRange(1, 100, _l("Between 1 and 100."))],
        default=1,
        description=_l("So many sponsors, the lead among them, does a recommendation to this body need."),
    )

    def offer(self, rows, but=None):
        """The bodies that it can report to."""
        others = [(row.id, row.name) for row in rows if but is None or row.id != but.id]
        self.parent.choices = choices([(0, _("None")), *others])

    @property
    def facts(self) -> bodies.Facts:
        return bodies.Facts(
            self.name.data, self.acronym.data, self.about.data, self.parent.data or None, self.sponsor_threshold.data
        )


class SessionForm(Form):
    name = line(_l("Session"), _l("Name the session."), _l("For example: eighty-ninth session."))
    place = line(_l("Place"))
    starts_on = day(_l("First day"), _l("Give the first day."))
    ends_on = day(_l("Last day"), _l("Give the last day."))
    documents_due_on = DayField(
        _l("Documents due"), [Optional()], description=_l("If the body has said so; otherwise it is counted back.")
    )

    def validate_ends_on(self, field):
        if self.starts_on.data and field.data:
            obey(rules.good_days(self.starts_on.data, field.data))

    def validate_documents_due_on(self, field):
        if self.starts_on.data:
            obey(rules.good_documents_day(self.starts_on.data, field.data))

    @property
    def facts(self) -> sessions.Facts:
        days = (self.starts_on.data, self.ends_on.data)
        return sessions.Facts(self.name.data, self.place.data, days, self.documents_due_on.data)


class MemberForm(Form):
    name = line(
        _l("State or organisation"),
        _l("Name the member."),
        _l("Exactly as it stands in the mandates of those who speak for it."),
    )
    kind = SelectField(_l("Sits there as"), choices=choices(KINDS.items()), default="member")
    country_iso2 = SelectField(_l("Country"), default="", description=_l("Of a State; an organisation has none."))
    since = DayField(_l("First day"), [Optional()], description=_l("Leave it empty where it is not known."))
    until = DayField(_l("Last day"), [Optional()], description=_l("Leave it empty while the membership lasts."))

    def validate_until(self, field):
        obey(rules.good_term(self.since.data, field.data))

    @property
    def facts(self) -> members.Facts:
        return members.Facts(self.name.data, self.kind.data, self.country_iso2.data or "", self.since.data, self.until.data)


class AgendaForm(Form):
    number = line(_l("Number"), _l("Give the number."), _l("As the body writes it: 4, 4 (b)."), longest=40)
    title = line(_l("Title"), _l("Give the title."))


class PlainForm(Form):
    """One button, nothing asked."""
