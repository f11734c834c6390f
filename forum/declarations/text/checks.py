"""Hints about a text as drafting practice would have it. They never stop anybody, except hidden characters at freezing."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.declarations.text import openings
from forum.declarations.text.clauses import HEADING, NUMBERED, OPERATIVE, PREAMBULAR, SUB, SUBSUB, Clauselike
from forum.kit.canonical import hidden_characters
from forum.kit.i18n import _

LONGEST_WORDS = 120  # of one paragraph, beyond which it is hard to cite
DEEPER = {OPERATIVE: (SUB,), SUB: (SUBSUB,)}


@dataclass(frozen=True)
class Hint:
    uid: str
    sentence: str


def hints(clauses: Sequence[Clauselike], template: str = "resolution", language: str = "en") -> list[Hint]:
    """What a careful secretary would pencil into the margin, in the order of the text."""
    found: list[Hint] = []
    seen: dict[str, str] = {}
    for place, clause in enumerate(clauses):
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        before = clauses[place - 1] if place else None
        sentences = [
            *_order(clause, before),
            *(_opening(clause, template) if language == "en" else ()),
            *_ending(clause, following),
            *_size(clause),
        ]
        words = " ".join(clause.text.lower().split())
        if words and words in seen:
            sentences.append(_("These words stand in another paragraph too."))
        seen[words] = clause.uid
        found += [Hint(clause.uid, sentence) for sentence in sentences]
    return found


def hidden(clauses: Sequence[Clauselike]) -> list[Hint]:
    """Characters that nobody sees but that would be hashed; with any of them the text is not frozen."""
    return [
        Hint(clause.uid, _("Place %(place)s holds a hidden character (%(name)s). Delete it.", place=place, name=name))
        for clause in clauses
        for place, name in hidden_characters(clause.text)
    ]


def _order(clause: Clauselike, before: Clauselike | None) -> list[str]:
    if clause.kind == SUB and (before is None or before.kind in (HEADING, PREAMBULAR)):
        return [_("A sub-paragraph stands under an operative paragraph.")]
    if clause.kind == SUBSUB and (before is None or before.kind not in (SUB, SUBSUB)):
        return [_("A paragraph (i) stands under a paragraph (a).")]
    if clause.kind == PREAMBULAR and before is not None and before.kind in NUMBERED:
        return [_("Preambular paragraphs stand before the operative ones.")]
    return []


def _opening(clause: Clauselike, template: str) -> list[str]:
    if clause.kind not in (PREAMBULAR, OPERATIVE) or not clause.text.strip():
        return []
    if openings.opening(clause.text, clause.kind, template):
        return []
    if clause.kind == PREAMBULAR:
        return [_("A preambular paragraph opens with a participle, such as “Recalling” or “Noting”.")]
    return [_("An operative paragraph opens with a verb, such as “Invites” or “Requests”.")]


def _ending(clause: Clauselike, following: Clauselike | None) -> list[str]:
    """A comma in the preamble, a colon before sub-paragraphs, a semicolon after the others, a full stop at the end."""
    text = clause.text.rstrip()
    if clause.kind == HEADING or not text:
        return []
    if clause.kind == PREAMBULAR:
        return [] if text.endswith(",") else [_("A preambular paragraph ends with a comma.")]
    if following is not None and following.kind in DEEPER.get(clause.kind, ()):
        return [] if text.endswith(":") else [_("A paragraph that opens a list ends with a colon.")]
    if following is None:
        return [] if text.endswith(".") else [_("The last paragraph ends with a full stop.")]
    return [] if text.endswith((";", "; and")) else [_("A paragraph ends with a semicolon; only the last has a full stop.")]


def _size(clause: Clauselike) -> list[str]:
    count = len(clause.text.split())
    if count > LONGEST_WORDS:
        return [
            _("This paragraph has %(count)s words; beyond %(most)s it is hard to cite.", count=count, most=LONGEST_WORDS)
        ]
    return [] if clause.text.strip() else [_("This paragraph is empty.")]
