"""The word of the first of two members of staff who take a lost second factor away."""

from wtforms import TextAreaField

from forum.accounts.forms.fields import obey
from forum.accounts.rules import recovery as rules
from forum.kit.forms import Form, stripped
from forum.kit.i18n import _l


def good_reason(_form: object, field: TextAreaField) -> None:
    obey(rules.good_reason(field.data or ""))


class RecoveryForm(Form):
    reason = TextAreaField(
        _l("How you checked who it is"),
        [good_reason],
        filters=[stripped],
        description=_l("By video, in the office, through somebody both of you know. It stays on record."),
        render_kw={"maxlength": str(rules.LONGEST_REASON)},
    )
