"""To which bodies it goes, to which sessions, in which words: a set of fields for each body that is asked."""

from typing import Any

from wtforms import BooleanField

from forum.consideration.forms.fields import choice
from forum.consideration.forms.paths import LANGUAGES
from forum.kit.forms import CheckboxesField, Form, choices, words
from forum.kit.i18n import _, _l
from forum.recommendations.case import Case
from forum.recommendations.operations.forwarding import Destination
from models import AgendaItem, Body, BodySession

NAMES = dict(LANGUAGES)


class ForwardForm(Form):
    bodies: list[Body] = []
    sessions: dict[int, list[BodySession]] = {}
    items: list[AgendaItem] = []

    def of(self, name: str, body: Body) -> Any:
        return self._fields.get(f"{name}_{body.id}")

    def goes_to(self, body: Body) -> bool:
        include = self.of("include", body)
        return include is None or bool(include.data)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        good = super().validate(*args, **kwargs)
        chosen = [body for body in self.bodies if self.goes_to(body)]
        if not chosen:
            self.refuse(f"include_{self.bodies[0].id}", _("A forwarding goes to at least one body."))
        for body in chosen:
            self._check(body)
        return good and not self.errors

    def _check(self, body: Body) -> None:
        if not self.of("session", body).data:
            self.refuse(f"session_{body.id}", _("Choose the session that shall have it before it."))
        if not self.of("cover_note", body).data:
            self.refuse(f"cover_note_{body.id}", _("Write the cover note."))
        if not self.of("languages", body).data:
            self.refuse(f"languages_{body.id}", _("Choose at least one language."))
        item = self._item(body)
        if item and item.session_id != self.of("session", body).data:
            self.refuse(f"item_{body.id}", _("This is an item of another session."))

    def _item(self, body: Body) -> AgendaItem | None:
        field = self.of("item", body)
        return next((item for item in self.items if field is not None and item.id == field.data), None)

    @property
    def destinations(self) -> list[Destination]:
        return [self._to(body) for body in self.bodies if self.goes_to(body)]

    def _to(self, body: Body) -> Destination:
        session = next(one for one in self.sessions[body.id] if one.id == self.of("session", body).data)
        languages = tuple(self.of("languages", body).data)
        return Destination(body, session, self.of("cover_note", body).data, languages, self._item(body))


def forward_form(case: Case, sessions: dict[int, list[BodySession]], items: list[AgendaItem], languages: list[str]) -> Any:
    bodies = [one.body for one in case.addressees]
    fields: dict[str, Any] = {"bodies": bodies, "sessions": sessions, "items": items}
    for body in bodies:
        fields |= _fields(body, len(bodies) > 1, sessions[body.id], items, languages)
    return type("ForwardFormOfACase", (ForwardForm,), fields)(draft=f"recommendation:{case.id}:forwarding")


def _fields(body: Body, several: bool, sessions: list[BodySession], items: list[AgendaItem], languages: list[str]) -> Any:
    def named(label: str) -> str:
        return _("%(field)s, %(body)s", field=label, body=body.acronym or body.name) if several else label

    mine = {session.id: session.name for session in sessions}
    on_agenda = [
        (
            item.id,
            _(
                "%(session)s, item %(number)s: %(title)s",
                session=mine[item.session_id],
                number=item.number,
                title=item.title,
            ),
        )
        for item in items
        if item.session_id in mine
    ]
    fields: dict[str, Any] = (
        {f"include_{body.id}": BooleanField(named(_("Forward it to this body")), default=True)} if several else {}
    )
    fields[f"session_{body.id}"] = choice(
        named(_("Session")), mine.items(), _l("The session of the body that shall have it before it."), none=not mine
    )
    if on_agenda:
        fields[f"item_{body.id}"] = choice(named(_("Agenda item")), on_agenda)
    note = _l("Published with the recommendation when it is forwarded.")
    fields[f"cover_note_{body.id}"] = words(named(_("Cover note")), hint=note)
    fields[f"languages_{body.id}"] = CheckboxesField(
        named(_("Languages in which it is sent")),
        choices=choices((code, NAMES.get(code, code)) for code in languages),
        default=languages,
    )
    return fields
