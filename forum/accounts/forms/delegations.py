"""What a mayor fills in to delegate authority."""

import datetime as dt
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from forum.accounts import names
from forum.accounts.forms.fields import LocalisedSelect, good_office, obey
from forum.accounts.forms.mandates import LONGEST
from forum.accounts.rules import delegation, mandates
from forum.kit import clock
from forum.kit.forms import DayField, Form, stripped
from forum.kit.i18n import _, _l
from models import Role


def good_scope(_form: object, field: TextAreaField) -> None:
    obey(delegation.good_scope(field.data or ""))


class DelegationForm(Form):
    person = LocalisedSelect(_l("To whom"), [InputRequired(_l("Choose a person of the city."))])
    office = StringField(
        _l("Office"),
        [InputRequired(_l("Enter the office as it is called there.")), good_office],
        filters=[names.cleaned],
        description=_l("As it stands beside what they sign: deputy mayor, first adjoint."),
    )
    starts_on = DayField(_l("First day"), [InputRequired(_l("Enter the first day."))])
    ends_on = DayField(_l("Last day"), [InputRequired(_l("Enter the last day."))])
    scope = TextAreaField(
        _l("What it covers"),
        [good_scope],
        filters=[stripped],
        description=_l("In your words, for example: all signatures of the forum while I am away. Readers see it."),
    )
    evidence = TextAreaField(
        _l("Evidence"),
        [InputRequired(_l("Say where the delegation can be seen.")), LONGEST],
        filters=[stripped],
        description=_l("The letter, the decision or the address of the page that shows it. The secretariat verifies it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("starts_on", clock.today())
        super().__init__(*args, **kwargs)

    def offer(self, people: list[tuple[int, str]]) -> None:
        self.person.fill([(str(identity), name) for identity, name in people], _("Choose"))

    def validate_ends_on(self, field: DayField) -> None:
        begin = self.starts_on.data
        obey(mandates.good_term(Role.DEPUTY, begin if isinstance(begin, dt.date) else clock.today(), field.data))
