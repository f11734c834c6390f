"""The files of a paper: each format is a function of a sheet to bytes, and looks nothing up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forum.kit.i18n import _l
from forum.kit.speaking import speaking
from forum.papers.formats import akn, docx, pdf
from forum.papers.layout import sheet_of
from forum.papers.shape import Sheet


@dataclass(frozen=True)
class Format:
    extension: str
    media_type: str
    title: Any  # lazily translated
    render: Callable[[Sheet], bytes]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    "pdf": Format("pdf", "application/pdf", _l("PDF"), pdf.render),
    "docx": Format("docx", WORD, _l("Word"), docx.render),
    "akn": Format("xml", "application/akn+xml", _l("Akoma Ntoso (XML)"), akn.render),
}


def render(form: str, content: dict[str, Any]) -> bytes:
    """The same content gives the same bytes. Raises typesetting.Unsettable."""
    sheet = sheet_of(content)
    with speaking(sheet.language):
        return FORMATS[form].render(sheet)
