"""What the files of a version are called, and what each format is for."""

from forum.declarations.exports import FORMATS, PARALLEL
from forum.declarations.exports.wanted import Wanted
from forum.declarations.text.languages import language
from forum.kit.i18n import _, _l

ABOUT = {
    "pdf": _l("Pages to print and to keep: for archives (PDF/A), for screen readers (PDF/UA), under the seal of the forum."),
    "docx": _l("For word processors: real numbers, and of a marked text every change with its author."),
    "akn": _l("Akoma Ntoso 3.0, the format of parliaments, with an identifier for every paragraph."),
    "markdown": _l("Plain text with few signs, for reading anywhere."),
    "json": _l("The exact bytes that are hashed and signed."),
    "csv": _l("Every signature with its office, its day and what became of it."),
    "xlsx": _l("The same as a spreadsheet."),
}


def about(name: str) -> str:
    return str(ABOUT.get(name, ""))


def name_of_file(wanted: Wanted) -> str:
    """ "PDF: English, marked against version 1"."""
    kind, variant = str(FORMATS[wanted.format].title), name_of_variant(wanted)
    return _("%(format)s: %(variant)s", format=kind, variant=variant) if variant else kind


def name_of_variant(wanted: Wanted) -> str:
    names = [language(code).name for code in wanted.languages]
    if wanted.variant == PARALLEL:
        return _("%(first)s beside %(others)s", first=names[0], others=", ".join(names[1:]))
    if wanted.against:
        return _("%(language)s, marked against version %(number)s", language=names[0], number=wanted.against)
    return names[0] if names else _("all signatures")
