"""The list of signatories as tables: every signature ever made, one row each, with what became of it."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from forum.declarations.exports import wording
from forum.declarations.exports.marking import MarkedText
from forum.declarations.exports.shape import Content
from forum.declarations.exports.signed import Signatory
from forum.kit import tables
from forum.kit.i18n import _, _l

HEAD: tuple[tuple[Any, int], ...] = (
    (_l("City"), 22), (_l("Country"), 22), (_l("Country code"), 8), (_l("Name"), 24), (_l("Office"), 22), (_l("Role"), 10),
    (_l("Delegation of authority"), 24), (_l("Signed at (UTC)"), 19), (_l("Confirmed by"), 28), (_l("Counts"), 8),
    (_l("State"), 12), (_l("State since (UTC)"), 19), (_l("Reason"), 30), (_l("Statement"), 40),
    (_l("Reserved paragraphs"), 16), (_l("Reservation"), 40), (_l("Version signed"), 8), (_l("SHA-256 of that version"), 24),
    (_l("Entry of the register"), 10), (_l("Text"), 24), (_l("Address"), 30), (_l("Notice"), 30),
)  # fmt: skip
STATES = {
    "counted": _l("stands"),
    "noted": _l("noted as withdrawn"),
    "withdrawn": _l("withdrawn"),
    "contested": _l("contested"),
    "earlier": _l("under an earlier text"),
}
LONGEST = 32_000  # what a spreadsheet takes in a cell, nearly
Cell = str | int | bool | dt.datetime | None


def csv(content: Content, marked: MarkedText | None = None) -> bytes:
    """Every row says what it belongs to, so that rows of several texts can stand in one table."""
    rows = ([_spelt(cell) for cell in _row(content, one)] for one in content.signatories)
    return tables.to_csv([str(name) for name, _width in HEAD], rows).encode()


def xlsx(content: Content, marked: MarkedText | None = None) -> bytes:
    """Texts are texts, whatever they begin with; dates are dates."""
    import xlsxwriter

    out = io.BytesIO()
    how = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, how)
    book.set_properties({"title": content.title, "comments": content.address, "created": _naive(content.made_at)})
    looks = {name: book.add_format(values) for name, values in _looks().items()}
    sheet = book.add_worksheet(_("Signatories")[:31])
    sheet.freeze_panes(1, 1)
    for place, (_name, width) in enumerate(HEAD):
        sheet.set_column(place, place, width)
    _write(sheet, 0, [str(name) for name, _width in HEAD], looks, "head")
    for number, one in enumerate(content.signatories, 1):
        _write(sheet, number, _row(content, one), looks)
    if content.signatories:
        sheet.autofilter(0, 0, len(content.signatories), len(HEAD) - 1)
    about = book.add_worksheet(_("About")[:31])
    about.set_column(0, 0, 28)
    about.set_column(1, 1, 100)
    for number, line in enumerate(_about(content)):
        _write(about, number, line, looks)
    book.close()
    return out.getvalue()


def _looks() -> dict[str, dict[str, Any]]:
    return {
        "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
        "date": {"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"},
        "text": {"text_wrap": True, "valign": "top"},
    }


def _write(sheet: Any, row: int, cells: Sequence[Cell], looks: dict[str, Any], look: str = "text") -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, dt.datetime):
            sheet.write_datetime(row, place, _naive(cell), looks["date"])
        elif isinstance(cell, bool):
            sheet.write_boolean(row, place, cell, looks[look])
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, looks[look])
        elif cell:
            text = wording.visible(cell)
            sheet.write_string(row, place, text if len(text) <= LONGEST else f"{text[:LONGEST]} …", looks[look])


def _row(content: Content, one: Signatory) -> list[Cell]:
    return [
        one.city, one.country, one.country_code, one.holder, one.office, one.role, one.delegation, one.at,
        wording.method_name(one.method), one.counts, str(STATES[one.state]), one.ended_at, one.reason, one.remark,
        ", ".join(number for _uid, number in one.reserved), one.reservation, one.version, one.sha256, one.register_index,
        content.reference, content.address, f"{content.demonstration} {content.notice}".strip(),
    ]  # fmt: skip


def _about(content: Content) -> list[list[Cell]]:
    """What the table belongs to, and what its numbers count."""
    return [
        [_("Title"), content.title],
        [_("Text"), content.reference],
        [_("Address"), content.address],
        [_("SHA-256 of the text"), content.edition.sha256],
        [_("SHA-256 of all languages"), content.edition.manifest_sha256],
        [_("Signatures"), " ".join(wording.count_lines(content))],
        [_("Register"), wording.register_line(content)],
        [_("Made at (UTC)"), content.made_at],
        [_("Licence"), content.licence],
        [_("Notice"), f"{content.demonstration} {content.notice}".strip()],
    ]


def _spelt(cell: Cell) -> str | int:
    """As CSV has it."""
    if isinstance(cell, dt.datetime):
        return cell.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    return "" if cell is None else cell


def _naive(moment: dt.datetime) -> dt.datetime:
    """A spreadsheet knows no zones; its head says UTC."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
