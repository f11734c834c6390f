"""Files of a version: what there is, and how each is made. Pages and jobs ask here and know no format by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from forum.declarations.dossier import Dossier
from forum.declarations.exports import akomantoso, canonical, docx, markdown, pdf, signatories
from forum.declarations.exports.content import content_of
from forum.declarations.exports.marking import MarkedText, marked
from forum.declarations.exports.shape import Content
from forum.kit.i18n import _l
from forum.kit.speaking import speaking
from models import Version

CLEAN, MARKED, PARALLEL = "clean", "marked", "parallel"
Render = Callable[[Content, MarkedText | None], bytes]


@dataclass(frozen=True)
class Format:
    extension: str
    media_type: str
    title: Any  # lazily translated
    render: Render
    variants: tuple[str, ...] = (CLEAN,)
    by_language: bool = True  # one file for each language; else one for all
    slow: bool = False  # a long text is made in a job
    beside: Callable[[Sequence[Content]], bytes] | None = None  # languages side by side


FORMATS = {
    "pdf": Format(
        "pdf", "application/pdf", _l("PDF"), pdf.render, (CLEAN, MARKED, PARALLEL), slow=True, beside=pdf.parallel
    ),
    "docx": Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _l("Word"),
        docx.render,
        (CLEAN, MARKED),
        slow=True,
    ),
    "markdown": Format("md", "text/markdown; charset=utf-8", _l("Markdown"), markdown.render, (CLEAN, MARKED)),
    "json": Format("json", "application/json", _l("Canonical text (JSON)"), canonical.render),
    "akn": Format("xml", "application/akn+xml", _l("Akoma Ntoso (XML)"), akomantoso.render, (CLEAN, MARKED), slow=True),
    "csv": Format("csv", "text/csv; charset=utf-8", _l("Signatories (CSV)"), signatories.csv, by_language=False),
    "xlsx": Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _l("Signatories (spreadsheet)"),
        signatories.xlsx,
        by_language=False,
    ),
}


def render(
    name: str,
    dossier: Dossier,
    version: Version,
    language: str | None = None,
    against: Version | None = None,
    attributed: bool = False,
) -> bytes:
    """The bytes of one file. `against` asks for the marked variant, which there is of the authentic text only;
    `attributed` names cities in it and is for those who may see how the text came about (`rules.reading.sees_drafting`).
    """
    content = content_of(dossier, version, None if against else language)
    text = marked(dossier, version, against, attributed) if against else None
    with speaking(content.language):
        return FORMATS[name].render(content, text)


def render_beside(name: str, dossier: Dossier, version: Version, languages: Sequence[str]) -> bytes:
    """Several languages in one file, the authentic one first."""
    beside = FORMATS[name].beside
    if beside is None:
        raise LookupError(f"{name} has no languages side by side")
    return beside([content_of(dossier, version, language) for language in languages])


def filename(name: str, dossier: Dossier, version: Version, language: str = "", against: Version | None = None) -> str:
    parts = [f"declaration-{dossier.id}", f"version-{version.number}", language]
    parts += [f"marked-against-{against.number}"] if against else []
    return "-".join(part for part in parts if part) + f".{FORMATS[name].extension}"
