"""Whether a change of words looks like one of substance: it touches a number, a name, a duty or a negation.

It is help for the chair, who decides, and for the signers, who can object; nothing is refused because of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from forum.declarations.text.comparing import CHANGED, Difference
from forum.kit import diff

WORD = re.compile(r"\d+(?:[.,:/]\d+)*%?|[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_ENDS = (".", "!", "?", ":", "“", "«")
NUMBER, NAME, DUTY, NEGATION = "number", "name", "duty", "negation"
KINDS = (NUMBER, NAME, DUTY, NEGATION)
NUMERALS = """
one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand million
billion
half twice first second third un une deux trois quatre cinq sept huit neuf dix onze douze vingt trente quarante cinquante
cent
mille milliard moitié один два три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто тысяча
миллион половина
"""
DUTIES = """
shall should must may can will would might could ought need needs required doit doivent devra devront devrait devraient peut
peuvent pourra pourrait pourraient faut должен должна должно должны обязан обязаны следует может могут надлежит вправе
"""
NEGATIONS = """
no not never none neither nor without unless except cannot only ne n pas non jamais aucun aucune sans sauf ni seulement
не нет ни никогда без кроме только
"""
COUNTS, BINDS, DENIES = (frozenset(words.split()) for words in (NUMERALS, DUTIES, NEGATIONS))


@dataclass(frozen=True)
class Touch:
    """What a paragraph's change touches: the words that went and those that came, of one kind."""

    clause: object
    kind: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def touched(older: str, newer: str) -> dict[str, tuple[list[str], list[str]]]:
    """Kind -> (words that went, words that came), for the kinds that a change of words touches."""
    segments = diff.words(older, newer)
    gone, come = _changed(segments, "added", "removed"), _changed(segments, "removed", "added")
    same = {word.casefold() for word, _starts in gone} & {
        word.casefold() for word, _starts in come
    }  # another case, or moved
    found: dict[str, tuple[list[str], list[str]]] = {}
    for place, words in enumerate((gone, come)):
        for word, starts in words:
            kind = _kind(word, starts)
            if kind and word.casefold() not in same:
                found.setdefault(kind, ([], []))[place].append(word)
    return {kind: found[kind] for kind in KINDS if kind in found}


def looks(differences: Iterable[Difference]) -> list[Touch]:
    """Every sign of substance in a comparison, in the order of the text."""
    found = []
    for difference in differences:
        if difference.act == CHANGED:
            older = "".join(text for kind, text in difference.segments if kind != "added")
            newer = "".join(text for kind, text in difference.segments if kind != "removed")
            for kind, (removed, added) in touched(older, newer).items():
                found.append(Touch(difference.clause, kind, tuple(removed), tuple(added)))
    return found


def _changed(segments: Iterable[diff.Segment], without: str, wanted: str) -> list[tuple[str, bool]]:
    """The words of one side that the other lacks; whether each begins a sentence, where a capital says nothing."""
    text, marks = "", []
    for kind, words in segments:
        if kind != without:
            marks.append((len(text), len(text) + len(words), kind == wanted))
            text += words
    found = []
    for match in WORD.finditer(text):
        if any(changed and start < match.end() and match.start() < end for start, end, changed in marks):
            before = text[: match.start()].rstrip()
            found.append((match.group(), not before or before.endswith(SENTENCE_ENDS)))
    return found


def _kind(word: str, starts: bool) -> str:
    small = word.casefold()
    parts = set(re.split(r"['’-]", small))
    if word[0].isdigit() or parts & COUNTS:
        return NUMBER
    if parts & DENIES or small.endswith(("n't", "n’t")):
        return NEGATION
    if small in BINDS:
        return DUTY
    return NAME if word[0].isupper() and not starts else ""
