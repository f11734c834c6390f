"""The form of a report: an edition of the forum, or a period."""

from wtforms import SelectField
from wtforms.validators import Optional

from forum.kit.forms import DayField, Form, choices, words
from forum.kit.i18n import _, _l
from forum.reporting.editions import editions


class ReportForm(Form):
    edition = SelectField(
        _l("Edition of the forum"), description=_l("The report then covers the time since the edition before.")
    )
    first = DayField(_l("First day"), [Optional()], description=_l("Where no edition is chosen."))
    last = DayField(_l("Last day"), [Optional()])
    note = words(_l("Note by the secretariat"), hint=_l("Stands on the first page. You can leave it empty."))

    def offer(self) -> None:
        named = [(str(place), one.name) for place, one in enumerate(editions())]
        self.edition.choices = choices([("", _("None: a period")), *named])
