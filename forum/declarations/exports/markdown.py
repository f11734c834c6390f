"""A version as Markdown that reads back: every sign of the text that means something in Markdown is escaped."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from forum.declarations.exports import wording
from forum.declarations.exports.marking import MarkedText, Segment
from forum.declarations.exports.shape import Content, Note
from forum.declarations.exports.signed import Signatory
from forum.declarations.text.clauses import HEADING, OPERATIVE
from forum.declarations.text.pieces import Piece
from forum.kit.i18n import _

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "$": "&#36;", "\n": "<br>"}
SIGNS = re.compile(r"[\\`*_\[\]#]")
FIRST = re.compile(r"^(?:[+\-=:]|\d+(?=[.)]))")
BLANKS = re.compile(r"(?<=\s)\s|[^\S ]")
TAGS = {"same": ("", ""), "inserted": ("<ins>", "</ins>"), "deleted": ("<del>", "</del>")}
STEP = 4  # what stands under a number is one step in, as both families of Markdown want it


def render(content: Content, marked: MarkedText | None = None) -> bytes:
    """With front matter. The numbers are those of the frozen text; no reader counts them anew."""
    blocks = [
        _front(content, marked),
        *_head(content, marked),
        *(_marked(marked) if marked else _clean(content)),
        *_signatories(content),
        *_foot(content),
        *_notes(marked.notes if marked else content.notes),
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def escaped(text: str, first: bool = True, last: bool = True) -> str:
    """Words that no reader of Markdown takes for anything else, on one line; `first` and `last` on that line or alone."""
    found = "".join(ENTITIES.get(sign, sign) for sign in wording.visible(text))
    found = SIGNS.sub(lambda match: f"\\{match[0]}", found)
    found = BLANKS.sub(_blank, found)
    found = re.sub(r"^\s", _blank, found) if first else found
    return re.sub(r"\s$", _blank, found) if last else found


def _blank(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _at_the_start(words: str) -> str:
    """What would begin a list or a line under a heading is escaped: of a number its dot, of a sign all of it."""
    return FIRST.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"&#{ord(match[0])};", words)


def _front(content: Content, marked: MarkedText | None) -> str:
    """YAML, whose strings may be spelt as those of JSON."""
    edition, head = content.edition, content.head
    values = {
        "title": content.title,
        "reference": content.reference,
        "forum": content.forum,
        "language": content.language,
        "authentic_language": content.authentic_language,
        "version": edition.number,
        "marked_against": marked.against if marked else None,
        "frozen_at": edition.frozen_at.isoformat(),
        "stage": content.stage,
        "sha256": content.sha256,
        "manifest_sha256": edition.manifest_sha256 or None,
        "address": content.address,
        "canonical": content.canonical_address,
        "register_size": head.size if head else None,
        "register_root": head.root if head else None,
        "signatures": content.counts.signed,
        "licence": content.licence,
        "notice": content.notice,
        "demonstration": content.demonstration or None,
        "made_at": content.made_at.isoformat(),
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items() if value is not None]
    return "\n".join(["---", *lines, "---"])


def _head(content: Content, marked: MarkedText | None) -> list[str]:
    """Title, what marks an invented text, where the version stands, what it is for."""
    title = _segments(marked.paragraphs[0].segments) if marked else escaped(content.title)
    lines = [wording.version_line(content), *wording.stage_lines(content), wording.language_line(content)]
    if marked:
        lines.append(_("Marked against version %(number)s.", number=marked.against))
    return [
        f"# {title}",
        f"**{escaped(content.demonstration)}**" if content.demonstration else "",
        f"> {escaped(' '.join(lines))}",
        _at_the_start(escaped(content.purpose)),
    ]


def _clean(content: Content) -> Iterator[str]:
    indent = ""
    for one in content.paragraphs:
        words = _pieces(one.pieces)
        if one.missing:
            words = f'<span lang="{one.language}">{words}</span>'
        indent, block = _set(one.kind, one.mark, words, indent)
        yield block
        yield from (_reservation(reserved, indent) for reserved in content.reservations.get(one.uid, ()))
    yield from (_reservation(reserved, "") for reserved in content.reservations.get("", ()))


def _marked(text: MarkedText) -> Iterator[str]:
    """Insertions and deletions as elements, which Markdown lets through."""
    indent = ""
    for one in text.paragraphs[1:]:
        indent, block = _set(one.kind, one.mark, _segments(one.segments), indent)
        yield block


def _set(kind: str, mark: str, words: str, indent: str) -> tuple[str, str]:
    """(how far in the paragraphs under it stand, the paragraph itself)"""
    if kind == HEADING:
        return "", f"## {words}"
    if kind == OPERATIVE and mark[:-1].isdigit():
        first = f"{mark} ".ljust(STEP)
        return " " * len(first), f"{first}{_at_the_start(words)}"
    if mark and kind != OPERATIVE:
        return indent, f"{indent}{mark} {words}"
    return "", f"{mark} {words}" if mark else _at_the_start(words)


def _reservation(one: Signatory, indent: str) -> str:
    return f"{indent}> **{escaped(wording.reservation_lead(one))}** {escaped(one.reservation)}"


def _pieces(found: Sequence[Piece | Segment]) -> str:
    """Emphasis by stars where they surely mean it, by the element where signs or letters stand too close."""
    words = []
    for place, piece in enumerate(found):
        before = found[place - 1].text[-1:] if place else ""
        after = found[place + 1].text[:1] if place + 1 < len(found) else ""
        ends = (not place or before.isspace(), place + 1 == len(found))
        words.append(_piece(piece, ends, _apart(before, not place) and _apart(after, ends[1])))
    return "".join(words)


def _apart(neighbour: str, end: bool) -> bool:
    return end or neighbour.isspace()


def _piece(piece: Piece | Segment, ends: tuple[bool, bool], apart: bool) -> str:
    """Words, or the number of a note."""
    text = piece.text
    if piece.note:
        return f"[^{piece.note}]"
    words = escaped(text, *ends)
    if piece.em and apart and text[:1].isalnum() and text[-1:].isalnum():
        words = f"*{words}*"
    elif piece.em and text:
        words = f"<em>{words}</em>"
    return f"[{words}](<{_destination(piece.link)}>)" if piece.link else words


def _destination(link: str) -> str:
    return re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}", link).replace("&", "&amp;")


def _segments(found: Iterable[Segment]) -> str:
    words = []
    for one in found:
        opening, closing = TAGS[one.kind]
        words.append(f"{opening}{_piece(one, (True, True), False)}{closing}")
    return "".join(words)


def _signatories(content: Content) -> list[str]:
    """Those that count as a table; below it what became of the others."""
    found = ["## " + _("Signatories"), escaped(" ".join(wording.count_lines(content)))]
    if content.counted:
        names = (_("City"), _("Country"), _("Signed by"), _("Date"), _("Confirmed by"), _("Statement"))
        rows = [names, ("---",) * len(names), *(_cells(content, one) for one in content.counted)]
        found.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    others = [one for one in content.signatories if not one.counts]
    lines = (f"{one.byline}: {wording.state_line(one, content.edition.number)}" for one in others)
    return [*found, "\n".join(f"- {escaped(line)}" for line in lines)]


def _cells(content: Content, one: Signatory) -> tuple[str, ...]:
    said = [
        one.remark,
        wording.reserved_line(one),
        wording.delegation_line(one),
        wording.state_line(one, content.edition.number),
    ]
    cells = (one.city, one.country, one.byline, wording.day(one.at))
    confirmed = [wording.method_name(one.method), wording.entry_line(one)]
    return (*(escaped(cell) for cell in cells), _lines(confirmed), _lines(said))


def _lines(found: Iterable[str]) -> str:
    return "<br>".join(escaped(words) for words in found if words)


def _foot(content: Content) -> list[str]:
    """By what it can be checked, and what it is not."""
    lines = [
        _("Address:") + f" <{content.address}>",
        f"SHA-256: `{content.sha256}`",
        escaped(wording.register_line(content)),
        escaped(wording.licence_line(content)),
        escaped(content.notice),
    ]
    return ["---", *lines]


def _notes(notes: Sequence[Note]) -> list[str]:
    return [f"[^{one.number}]: {escaped(one.label)}{f' <{one.url}>' if one.url else ''}" for one in notes]
