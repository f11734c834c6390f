"""A declaration as PDF/A-2a and PDF/UA-1, set like a document of the United Nations, without their emblem or symbols."""

from collections.abc import Sequence
from typing import Any

from forum.declarations.exports import pdf_sections, pdf_text, seal, wording
from forum.declarations.exports.marking import DELETED, INSERTED, MarkedText, Segment
from forum.declarations.exports.shape import Content, Note
from forum.declarations.steps import stage_name
from forum.declarations.text.languages import language
from forum.kit import typesetting
from forum.kit.i18n import _
from forum.kit.speaking import speaking, spoken
from models.declaration import Stage

TEMPLATE = "declaration.typ"
MOST_BESIDE = 3  # languages that have room beside each other
Data = dict[str, Any]


def render(content: Content, text: MarkedText | None = None) -> bytes:
    """Clean, or marked where there is a marked text."""
    return marked(content, text) if text else clean(content)


def clean(content: Content) -> bytes:
    """The text in one language. Raises typesetting.Unsettable."""
    with speaking(content.language):
        cited = pdf_text.Cited()
        parts = [pdf_text.paragraph(one, cited, content.reservations) for one in content.paragraphs]
        text = _text(content, pdf_text.plain(content.title), parts)
        return _set(content, [content.language], texts=[text])


def marked(content: Content, text: MarkedText) -> bytes:
    """With what changed since the older version. Raises typesetting.Unsettable."""
    with speaking(content.language):
        cited = pdf_text.Cited()
        head, *rest = text.paragraphs
        title = [cited.stretch(segment) for segment in head.segments]
        parts = [pdf_text.marked(one, cited, content.reservations) for one in rest]
        printed = _text(content, title, parts)
        variant = {"marked": True, "legend": _legend(text.against), "notes": _notes(text.notes)}
        return _set(content, [content.language], texts=[printed], **variant)


def parallel(contents: Sequence[Content]) -> bytes:
    """Two or three languages side by side, aligned by paragraph; the authentic one first."""
    with speaking(contents[0].language):
        columns = [_column(content) for content in contents]
        titles = [_column(content) | {"title": content.title} for content in contents[1:]]
        languages = [content.language for content in contents]
        return _set(contents[0], languages, columns=columns, titles=titles, rows=pdf_text.rows(contents))


def _text(content: Content, title: list[Data], parts: list[Data]) -> Data:
    about = "" if content.is_authentic else wording.language_line(content)
    return {"language": content.language, "title": title, "about": about, "blocks": pdf_text.blocks(parts)}


def _column(content: Content) -> Data:
    name = language(content.language).name
    label = _("%(language)s (authentic)", language=name) if content.is_authentic else name
    return {"language": content.language, "name": label}


def _set(content: Content, languages: list[str], **variant: Any) -> bytes:
    data = _frame(content, languages) | variant
    stamp = int(content.edition.frozen_at.timestamp())
    return seal.sealed(typesetting.pdf(TEMPLATE, data, stamp), content.address)


def _frame(content: Content, languages: list[str]) -> Data:
    """Everything around the text."""
    edition = content.edition
    foot = [
        _("Text of version %(number)s, SHA-256 %(digest)s", number=edition.number, digest=edition.sha256),
        pdf_sections.head_line(content),
        _("A signature here is that of a person's device for a city; it is not a qualified signature under eIDAS."),
    ]
    superseded = content.edition.superseded_by or content.edition.objected_at
    return {
        "title": content.title,
        "language": spoken(content.language),
        "forum": content.forum,
        "reference": content.reference,
        "description": content.purpose or content.reference,
        "keywords": [content.reference, edition.sha256],
        "band": content.demonstration,
        "running": _short(content.title),
        "address": content.address,
        "foot": [line for line in foot if line],
        "words": {"kind": _("Declaration"), "page": _page()},
        "facts": _facts(content),
        "notices": wording.stage_lines(content)[-1:] if superseded else [],
        "columns": [_column(content)],
        "notes": _notes(content.notes),
        "sections": pdf_sections.sections(content, languages),
        "marked": False,
        "legend": [],
        "texts": [],
        "titles": [],
        "rows": [],
    }


def _notes(notes: Sequence[Note]) -> list[Data]:
    return [{"label": note.label, "url": note.url} for note in notes]


def _page() -> str:
    return _("Page %(now)s of %(all)s", now="{now}", all="{all}")


def _facts(content: Content) -> list[str]:
    edition = content.edition
    facts = [_("Version %(number)s, %(day)s", number=edition.number, day=wording.day(edition.frozen_at))]
    if content.stage == Stage.OPEN and content.signing_ends_at:
        facts.append(_("Open for signature until %(day)s", day=wording.day(content.signing_ends_at)))
    else:
        facts.append(stage_name(content.stage).capitalize())
    return [*facts, _("Original: %(language)s", language=language(content.authentic_language).name)]


def _legend(against: int) -> list[Data]:
    """What the marks mean, set with the marks themselves."""
    cited = pdf_text.Cited()
    parts = (
        Segment("same", _("Marked against version %(number)s.", number=against) + " "),
        Segment(INSERTED, _("Underlined words were added")),
        Segment("same", "; "),
        Segment(DELETED, _("words struck through were removed")),
        Segment("same", "."),
    )
    return [cited.stretch(part) for part in parts]


def _short(title: str) -> str:
    return title if len(title) <= 90 else title[:90].rsplit(" ", 1)[0] + " …"
