"""Which file of a version somebody wants."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from forum.kit.forms import Form
from forum.kit.i18n import _l


class ExportForm(Form):
    file = SelectField(_l("File"), validators=[InputRequired(_l("Choose a file."))])
