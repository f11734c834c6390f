"""The three spellings of gettext that the whole code uses: now, plural, and lazily for class bodies."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext as _n

__all__ = ["_", "_l", "_n"]
