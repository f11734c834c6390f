"""The composer."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from forum.discussion.rules import LONGEST
from forum.kit.forms import Form, stripped
from forum.kit.i18n import _l


class CommentForm(Form):
    text = TextAreaField(
        _l("Your comment"),
        [
            InputRequired(_l("Write something first.")),
            Length(max=LONGEST, message=_l("A comment has at most 20,000 characters.")),
        ],
        filters=[stripped],
    )
    parent = HiddenField()
    clause_uid = HiddenField()
    quote = HiddenField()
    form_url = HiddenField()


class EditForm(Form):
    text = CommentForm.text
    seen = HiddenField()
