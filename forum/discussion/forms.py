"""The composer."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from forum.discussion.rules import LONGEST
from forum.kit.forms import Form, stripped
from forum.kit.i18n import _l


class TextForm(Form):
    text = TextAreaField(
        _l("Your comment"),
        [
            DataRequired(_l("Write something first.")),
            Length(max=LONGEST, message=_l("A comment has at most 20,000 characters.")),
        ],
        filters=[stripped],
    )


class CommentForm(TextForm):
    parent = HiddenField()
    clause_uid = HiddenField()
    quote = HiddenField()
    form_url = HiddenField()


class EditForm(TextForm):
    seen = HiddenField()
