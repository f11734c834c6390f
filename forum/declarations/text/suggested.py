"""What one suggestion changes, paragraph by paragraph, word for word against the text as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.declarations.text.clauses import KINDS, number
from forum.declarations.text.document import TITLE, Draft, Paragraph
from forum.kit.diff import Segment
from forum.kit.i18n import _

ADDS, REMOVES, CHANGES = "adds", "removes", "changes"


@dataclass(frozen=True)
class Change:
    """What a suggestion does to one paragraph; `quote` are the words that a comment on it is about."""

    suggestion: str
    uid: str
    act: str
    segments: list[Segment]
    quote: str


@dataclass(frozen=True)
class Changed:
    """A paragraph with the suggestions in it, in the order in which they stand."""

    uid: str
    name: str
    kind: str
    changes: list[Change]


def changed(draft: Draft) -> list[Changed]:
    """Every paragraph in which something is suggested, in the order of the text, the title first."""
    numbers = {clause.uid: clause.number for clause in number(draft.standing)}
    title = [draft.paragraphs[TITLE]] if TITLE in draft.paragraphs else []
    found = []
    for paragraph in [*title, *draft.order]:
        if changes := changes_in(paragraph):
            found.append(Changed(paragraph.uid, _name(paragraph, numbers.get(paragraph.uid, "")), paragraph.kind, changes))
    return found


def changes_in(paragraph: Paragraph) -> list[Change]:
    """The whole paragraph comes first, then what is within it from its beginning on."""
    ids = dict.fromkeys(i for i in (paragraph.added_by, paragraph.removed_by) if i)
    for run in paragraph.runs:
        ids |= dict.fromkeys(i for i in (run.ins, run.cut) if i)
    return [_change(paragraph, identity) for identity in ids]


def _change(paragraph: Paragraph, identity: str) -> Change:
    if identity in (paragraph.added_by, paragraph.removed_by):
        act, sign = (ADDS, "added") if identity == paragraph.added_by else (REMOVES, "removed")
        words = "".join(run.text for run in paragraph.runs if act == ADDS or not run.ins)
        return Change(identity, paragraph.uid, act, [(sign, words)] if words else [], words)
    segments: list[Segment] = []
    for run in paragraph.runs:
        sign = "removed" if run.cut == identity else "added" if run.ins == identity else "" if run.ins else "same"
        if sign and run.text:
            segments.append((sign, run.text))
    return Change(identity, paragraph.uid, CHANGES, _joined(segments), _said(segments))


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Neighbours of one sign as one."""
    found: list[Segment] = []
    for sign, words in segments:
        if found and found[-1][0] == sign:
            found[-1] = (sign, found[-1][1] + words)
        else:
            found.append((sign, words))
    return found


def _said(segments: Sequence[Segment]) -> str:
    """What it strikes, which is in the text; else what it inserts."""
    for wanted in ("removed", "added"):
        if words := "".join(words for sign, words in segments if sign == wanted).strip():
            return words
    return ""


def _name(paragraph: Paragraph, cited: str) -> str:
    if paragraph.uid == TITLE:
        return _("Title")
    if cited:
        return _("Paragraph %(number)s", number=cited)
    return _("New paragraph") if paragraph.added_by else str(KINDS[paragraph.kind])
