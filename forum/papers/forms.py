"""The form with which a paper is composed."""

from wtforms import HiddenField

from forum.kit.forms import Form, words
from forum.kit.i18n import _l


class ComposeForm(Form):
    form_url = HiddenField()
    note = words(_l("Note by the secretariat"), hint=_l("Stands on the first page. You can leave it empty."))


class ActForm(Form):
    """A button: no fields of its own."""
