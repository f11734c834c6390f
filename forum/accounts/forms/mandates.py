"""Forms about mandates: inviting with one, adding one, verifying and ending it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from forum.accounts import names
from forum.accounts.forms.fields import LocalisedSelect, address_field, good_office, name_field, obey
from forum.accounts.rules import mandates as rules
from forum.kit import clock
from forum.kit.forms import DayField, Form, stripped
from forum.kit.i18n import _, _l
from models.mandate import Role

ROLES = {
    Role.MAYOR: _l("Mayor of a city"),
    Role.DEPUTY: _l("Deputy mayor, with an end"),
    Role.DELEGATE: _l("Delegate of a city"),
    Role.STATE: _l("Delegate of a member State to a body"),
    Role.OBSERVER: _l("Observer of an organisation"),
    Role.EDITOR: _l("Editor in the secretariat"),
    Role.APPROVER: _l("Approver in the secretariat"),
    Role.CHAIR: _l("Chair of the Bureau"),
    Role.BUREAU: _l("Vice-chair or member of the Bureau"),
    Role.ADMIN: _l("Administrator"),
}
LONGEST = Length(max=500, message=_l("At most 500 characters."))


class TermForm(Form):
    """What every mandate has: kind, office, dates, evidence. `ORDER` is the order on the page and in the list of errors."""

    ORDER: tuple[str, ...] = ()

    role = LocalisedSelect(_l("Kind of mandate"), [InputRequired(_l("Choose the kind of mandate."))])
    office = StringField(
        _l("Office"),
        [InputRequired(_l("Enter the office as it is called there.")), good_office],
        filters=[names.cleaned],
        description=_l("As it is called there: focal point, deputy akim, head of planning."),
    )
    starts_on = DayField(_l("First day"), [InputRequired(_l("Enter the first day."))])
    ends_on = DayField(
        _l("Last day"), [Optional()], description=_l("Leave it empty where no end is set; a deputy's needs one.")
    )
    evidence = TextAreaField(
        _l("Evidence"),
        [InputRequired(_l("Say where the mandate can be seen.")), LONGEST],
        filters=[stripped],
        description=_l("The letter, the decision or the address of the page that shows it. The secretariat verifies it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("starts_on", clock.today())
        super().__init__(*args, **kwargs)

    def __iter__(self) -> Iterator[Field]:
        rest = [name for name in self._fields if name not in self.ORDER]
        return iter([self._fields[name] for name in (*self.ORDER, *rest)])

    def offer(self, roles: tuple[str, ...]) -> None:
        self.role.fill([(role, str(ROLES[Role(role)])) for role in roles], _("Choose"))

    def validate_ends_on(self, field: DayField) -> None:
        begin = self.starts_on.data
        obey(rules.good_term(self.role.data or "", begin if isinstance(begin, dt.date) else clock.today(), field.data))

    @property
    def fields(self) -> dict[str, Any]:
        return {name: self[name].data for name in ("role", "office", "starts_on", "ends_on", "evidence")}


class CityInvitationForm(TermForm):
    """By a mayor, for the people of the city."""

    name = name_field(_l("Name"), autocomplete="off")
    email = address_field(_l("Email address"), _l("The invitation goes there."))

    ORDER = ("name", "email", "role", "office", "starts_on", "ends_on", "evidence")


class MandateForm(TermForm):
    """By staff, for anybody; which of the holders counts depends on the kind."""

    city_id = LocalisedSelect(_l("City"), default="", description=_l("For mayors, deputies and delegates of a city."))
    body_id = LocalisedSelect(_l("Body"), default="", description=_l("For delegates of a member State."))
    organisation = StringField(
        _l("State or organisation"),
        [LONGEST],
        filters=[names.cleaned],
        description=_l("For all others: the member State, the observer organisation, the secretariat or the Bureau."),
    )

    ORDER = ("role", "office", "city_id", "body_id", "organisation", "starts_on", "ends_on", "evidence")

    def offer_holders(self, cities: list[tuple[int, str, str]], bodies: list[tuple[int, str]]) -> None:
        self.city_id.fill([(str(i), f"{name} ({country})") for i, name, country in cities], _("No city"))
        self.body_id.fill([(str(i), name) for i, name in bodies], _("No body"))

    def validate_role(self, field: LocalisedSelect) -> None:
        obey(rules.good_holder(field.data, self.city, self.body, self.organisation.data or ""))

    @property
    def city(self) -> int | None:
        return int(self.city_id.data) if self.city_id.data else None

    @property
    def body(self) -> int | None:
        return int(self.body_id.data) if self.body_id.data else None

    @property
    def fields(self) -> dict[str, Any]:
        """Only the holder that belongs to the kind is kept."""
        holder = {"city_id": self.city, "body_id": None, "organisation": ""}
        if self.role.data not in (Role.MAYOR, Role.DEPUTY, Role.DELEGATE):
            holder = {"city_id": None, "body_id": self.body, "organisation": self.organisation.data or ""}
        return super().fields | holder


class InvitationForm(MandateForm):
    name = name_field(_l("Name"), autocomplete="off")
    email = address_field(_l("Email address"), _l("The invitation goes there."))

    ORDER = ("name", "email", *MandateForm.ORDER)


class VerificationForm(Form):
    note = StringField(
        _l("Note"), [LONGEST], filters=[stripped], description=_l("What you saw, for colleagues. It may stay empty.")
    )


class EndingForm(Form):
    reason = StringField(_l("Why"), [InputRequired(_l("Say why it ends.")), LONGEST], filters=[stripped])
