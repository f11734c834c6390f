"""The forms of the desk."""

from forum.kit.forms import Form, words
from forum.kit.i18n import _l


class InternalNoteForm(Form):
    text = words(_l("Internal note"), _l("Write the note first."), _l("Only reviewers of the secretariat read it."))
