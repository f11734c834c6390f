"""Edits that the server makes in the workspace, as a careful peer would: nothing is rewritten that did not change.

All of them work inside the caller's transaction of the document; offsets of pycrdt are UTF-8 bytes.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from pycrdt import Doc, Map, Text

from forum.declarations.text import document as workspace
from forum.declarations.text import places, runs
from forum.declarations.text.runs import Run
from forum.kit.diff import PIECES


def set_words(text: Text, words: str) -> None:
    """Make the words as they stand equal to `words`; marks, citations and suggestions around what stays are kept."""
    characters = _standing(text)
    before = "".join(character for character, _at in characters)
    for act, a, b, c, d in reversed(_operations(before, words)):
        if act != "equal":
            _replace(text, characters, a, b, words[c:d])


def suggest_words(text: Text, words: str, identity: str) -> None:
    """Suggest that the words as they stand become `words`; what others suggest to go already is left to them."""
    characters = _standing(text)
    before = "".join(character for character, _at in characters)
    for act, a, b, c, d in reversed(_operations(before, words)):
        if act == "equal":
            continue
        if d > c:
            workspace.write(text, _end_of(characters[b - 1]) if b else 0, [Run(words[c:d], ins=identity)])
        for character, at in characters[a:b]:
            if not _is_cut(text, at):
                text.format(at, at + len(character.encode()), {"del": identity})


def insert(document: Doc[Any], uid: str, kind: str, words: str, order: Sequence[str], alternative: bool = False) -> None:
    """A new paragraph; `order` is the whole text with its uid where it belongs."""
    workspace.add(workspace.paragraphs(document), uid, kind, places.DIGITS[1], runs.of_words(words))
    if alternative:
        workspace.paragraphs(document)[uid]["alternative"] = True
    arrange(document, order)


def remove(document: Doc[Any], uid: str, joined: str = "") -> None:
    """The paragraph stays as a tombstone, so that what others type in it meanwhile is not lost."""
    paragraph = workspace.paragraphs(document)[uid]
    paragraph["removed"] = True
    if joined:
        paragraph["joined"] = joined


def revive(document: Doc[Any], uid: str) -> None:
    paragraph = workspace.paragraphs(document)[uid]
    for name in ("removed", "joined", "removed_by", "added_by"):
        if name in paragraph:
            del paragraph[name]


def set_fact(document: Doc[Any], uid: str, name: str, value: str | bool) -> None:
    """`name` is kind, alternative, origin, …; an empty value takes the fact away."""
    paragraph = workspace.paragraphs(document)[uid]
    if value and paragraph.get(name) != value:
        paragraph[name] = value
    elif not value and name in paragraph:
        del paragraph[name]


def arrange(document: Doc[Any], order: Sequence[str]) -> None:
    """Bring the standing paragraphs into this order; only those that move get another place.

    What is only suggested stays behind the paragraph that it followed.
    """
    root = workspace.paragraphs(document)
    whole = _with_suggested(workspace.read(document).order, order)
    for uid, place in places.arranged([(uid, root[uid]["place"]) for uid in whole]).items():
        root[uid]["place"] = place


def decide(document: Doc[Any], suggestions: frozenset[str], accepted: bool) -> None:
    """Take suggested words into the text, or out of it; the ids of the suggestions vanish either way."""
    root = workspace.paragraphs(document)
    for uid in list(root):
        paragraph = root[uid]
        _decide_words(paragraph["text"], suggestions, accepted)
        _decide_paragraph(paragraph, suggestions, accepted)


def _decide_words(text: Text, suggestions: frozenset[str], accepted: bool) -> None:
    at = 0
    for run in runs.from_diff(text.diff()):
        size = 1 if run.citation else len(run.text.encode())
        goes = (run.ins in suggestions and not accepted) or (run.cut in suggestions and accepted)
        if goes:
            del text[at : at + size]
            continue
        for name, identity in (("ins", run.ins), ("del", run.cut)):
            if identity in suggestions:
                text.format(at, at + size, {name: None})
        at += size


def _decide_paragraph(paragraph: Map[Any], suggestions: frozenset[str], accepted: bool) -> None:
    for name, goes_when in (("added_by", False), ("removed_by", True)):
        if paragraph.get(name) in suggestions:
            del paragraph[name]
            if accepted is goes_when:
                paragraph["removed"] = True


def _standing(text: Text) -> list[tuple[str, int]]:
    """Each character that stands with the byte at which it begins."""
    found = []
    at = 0
    for run in runs.from_diff(text.diff()):
        if run.citation:
            at += 1
            continue
        for character in run.text:
            if not run.ins:
                found.append((character, at))
            at += len(character.encode())
    return found


def _operations(before: str, after: str) -> list[tuple[str, int, int, int, int]]:
    """How `before` becomes `after`, word by word, as ranges of characters."""
    older, newer = PIECES.findall(before), PIECES.findall(after)
    starts_a, starts_b = _starts(older), _starts(newer)
    found = SequenceMatcher(None, older, newer, autojunk=False).get_opcodes()
    return [(act, starts_a[a], starts_a[b], starts_b[c], starts_b[d]) for act, a, b, c, d in found]


def _starts(pieces: Iterable[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _replace(text: Text, characters: Sequence[tuple[str, int]], start: int, end: int, words: str) -> None:
    """The characters from start to end (of those that stand) become `words`."""
    for character, at in reversed(characters[start:end]):
        del text[at : at + len(character.encode())]
    if not words:
        return
    at = _end_of(characters[start - 1]) if start else 0
    emphasis = _emphasised(text, at) if start else False
    workspace.write(text, at, [Run(words, em=emphasis)])


def _end_of(character: tuple[str, int]) -> int:
    return character[1] + len(character[0].encode())


def _is_cut(text: Text, at: int) -> bool:
    """Whether the character at this byte is suggested to go."""
    here = 0
    for run in runs.from_diff(text.diff()):
        here += 1 if run.citation else len(run.text.encode())
        if at < here:
            return bool(run.cut)
    return False


def _emphasised(text: Text, at: int) -> bool:
    """Whether the byte before and the byte after `at` are both emphasised."""
    here = 0
    for run in runs.from_diff(text.diff()):
        size = 1 if run.citation else len(run.text.encode())
        if here < at < here + size:
            return run.em
        here += size
    return False


def _with_suggested(shown: Sequence[workspace.Paragraph], order: Sequence[str]) -> list[str]:
    wanted = list(order)
    named = set(wanted)
    before = ""
    for paragraph in shown:
        if paragraph.uid not in named:
            wanted.insert(wanted.index(before) + 1 if before else 0, paragraph.uid)
        before = paragraph.uid
    return wanted
