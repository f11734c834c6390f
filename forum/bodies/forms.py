"""The forms of a body and of its sessions."""

from wtforms import DateField
from wtforms.validators import Optional

from forum.kit.forms import Form, day, line, words
from forum.kit.i18n import _l


class BodyForm(Form):
    name = line(_l("Name"), _l("Give its name."), _l("As the body itself writes it."))
    acronym = line(_l("Short name"), longest=40)
    about = words(_l("What it does"), hint=_l("One or two sentences for cities that do not know it."))


class SessionForm(Form):
    name = line(_l("Session"), _l("Name the session."), _l("For example: eighty-ninth session."))
    place = line(_l("Place"))
    starts_on = day(_l("First day"), _l("Give the first day."))
    ends_on = day(_l("Last day"), _l("Give the last day."))
    documents_due_on = DateField(_l("Documents due"), [Optional()], description=_l("If the body has said so."))
