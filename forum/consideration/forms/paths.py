"""One form for each move of a path."""

from typing import Any

from wtforms import SelectField

from forum.consideration.forms.fields import choice, link, past
from forum.consideration.queries import paths as reading
from forum.consideration.way import Way
from forum.kit.forms import Form, choices, day, line, words
from forum.kit.i18n import _l
from models import Body, BodySession

LANGUAGES = (("en", "English"), ("fr", "Français"), ("ru", "Русский"), ("es", "Español"), ("ar", "العربية"), ("zh", "中文"))


class PastForm(Form):
    """Its field `on` is a day that has come."""

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        good = super().validate(*args, **kwargs)
        past(self, "on", self["on"].data)
        return good and not self["on"].errors


class ConsiderForm(PastForm):
    on = day(_l("Considered on"), _l("Give the day on which the body considered it."))


class DeferForm(PastForm):
    session = choice(_l("To which session"), [], _l("A session of the same body."), False)
    on = day(_l("Deferred on"), _l("Give the day on which the body deferred it."))
    note = words(_l("Note"), hint=_l("What the body said about it; everybody reads it."))

    def __init__(self, *args: Any, way: Way, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = reading.later_sessions(way.path)
        self.session.choices = choices((one.id, one.name) for one in self.sessions)

    @property
    def chosen(self) -> BodySession:
        return next(one for one in self.sessions if one.id == self.session.data)


class ReferForm(PastForm):
    body = choice(_l("To which body"), [], none=False)
    on = day(_l("Referred on"), _l("Give the day on which the body referred it."))
    note = words(_l("Note"), hint=_l("What the body said about it; everybody reads it."))

    def __init__(self, *args: Any, way: Way, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = reading.other_bodies(way)
        self.body.choices = choices((one.id, one.name) for one in self.bodies)

    @property
    def chosen(self) -> Body:
        return next(one for one in self.bodies if one.id == self.body.data)


class TakeBackForm(Form):
    note = words(_l("Why"), _l("Say why it is taken back; everybody reads it."))


class DocumentForm(Form):
    title = line(_l("Title"), _l("Give the title of the document."), longest=300)
    symbol = line(_l("Symbol"), hint=_l("Copied from the document; the forum makes none."), longest=100)
    url = link(_l("Link"), _l("Where the body keeps it, beginning with https://."))
    language = SelectField(_l("Language"), choices=choices(LANGUAGES), default="en")
