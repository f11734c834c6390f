"""Hints about a text as drafting practice would have it. They never stop anybody, except hidden characters at freezing.

The editor gives the same hints while one types (frontend/src/pens/checks.js), by the same words, numbers and patterns, which
it gets from `practice()`; the table tests/declarations/checks.json holds both to one result.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from forum.declarations.text import openings
from forum.declarations.text.clauses import HEADING, NUMBERED, OPERATIVE, PREAMBULAR, SUB, SUBSUB, Clauselike
from forum.kit.canonical import hidden_characters
from forum.kit.i18n import _l

LONGEST_WORDS = 120  # of one paragraph, beyond which it is hard to cite
DEEPER = {OPERATIVE: (SUB,), SUB: (SUBSUB,)}
# Capitals that stand for several words. What everybody reads without a key is not asked for.
_LETTER = "A-Za-z0-9À-ÖØ-öø-ÿА-яЁё"
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁ"
ABBREVIATION = re.compile(rf"(?<![{_LETTER}&'’-])[{_CAPITAL}]{{2,}}[{_CAPITAL}0-9]*(?:-[A-Z0-9]+)?(?=s?(?![{_LETTER}&]))")
ROMAN_NUMBER = re.compile(r"^[IVXLC]+$")
KNOWN_ABBREVIATIONS = ("UN", "USA", "UK", "EU", "COVID-19", "TV", "ID", "OK", "CO2")

SENTENCES = {
    "sub_alone": _l("A sub-paragraph stands under an operative paragraph."),
    "subsub_alone": _l("A paragraph (i) stands under a paragraph (a)."),
    "late_preamble": _l("Preambular paragraphs stand before the operative ones."),
    "participle": _l("A preambular paragraph opens with a participle, such as “Recalling” or “Noting”."),
    "verb": _l("An operative paragraph opens with a verb, such as “Invites” or “Requests”."),
    "comma": _l("A preambular paragraph ends with a comma."),
    "colon": _l("A paragraph that opens a list ends with a colon."),
    "full_stop": _l("The last paragraph ends with a full stop."),
    "semicolon": _l("A paragraph ends with a semicolon; only the last has a full stop."),
    "long": _l("This paragraph has %(count)s words; beyond %(most)s it is hard to cite."),
    "empty": _l("This paragraph is empty."),
    "twice": _l("These words stand in another paragraph too."),
    "abbreviation": _l("“%(word)s” is not written out where it is first used."),
    "limit": _l("The text has %(count)s words; the limit is %(most)s."),
    "hidden": _l("Place %(place)s holds a hidden character (%(name)s). Delete it."),
}


@dataclass(frozen=True)
class Hint:
    """What could be better about one paragraph: a code of SENTENCES and what stands in its places."""

    uid: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code]) % self.values


def hints(
    clauses: Sequence[Clauselike], template: str = "resolution", language: str = "en", limit: int | None = None
) -> list[Hint]:
    """What a careful secretary would pencil into the margin, in the order of the text; `limit` is of words in all of it."""
    found: list[Hint] = []
    seen: set[str] = set()
    explained = set(KNOWN_ABBREVIATIONS)
    for place, clause in enumerate(clauses):
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        before = clauses[place - 1] if place else None
        codes = [
            *_order(clause, before),
            *(_opening(clause, template) if language == "en" else ()),
            *_ending(clause, following),
        ]
        found += [Hint(clause.uid, code) for code in codes]
        found += _size(clause)
        found += [Hint(clause.uid, "abbreviation", {"word": word}) for word in _unexplained(clause, explained)]
        words = " ".join(clause.text.lower().split())
        if words and words in seen:
            found.append(Hint(clause.uid, "twice"))
        seen.add(words)
    count = word_count(clauses)
    if limit is not None and count > limit:
        found.append(Hint(clauses[-1].uid, "limit", {"count": count, "most": limit}))
    return found


def word_count(clauses: Sequence[Clauselike]) -> int:
    """Words of the whole text, separated by blanks, as a word processor counts them."""
    return sum(len(clause.text.split()) for clause in clauses)


def hidden(clauses: Sequence[Clauselike]) -> list[Hint]:
    """Characters that nobody sees but that would be hashed; with any of them the text is not frozen."""
    return [
        Hint(clause.uid, "hidden", {"place": place, "name": name})
        for clause in clauses
        for place, name in hidden_characters(clause.text)
    ]


def practice(template: str, language: str, limit: int) -> dict[str, Any]:
    """All that the hints go by, for the editor, which must not hold a copy of its own."""
    return {
        "sentences": {code: str(sentence) for code, sentence in SENTENCES.items()},
        "openings": {kind: list(openings.known(kind, template)) for kind in (PREAMBULAR, OPERATIVE)},
        "following": openings.FOLLOWING.pattern,
        "we": openings.WE.pattern if template == "mayors" else "",
        "checks_openings": language == "en",
        "longest": LONGEST_WORDS,
        "limit": limit,
        "abbreviation": ABBREVIATION.pattern,
        "roman": ROMAN_NUMBER.pattern,
        "known": list(KNOWN_ABBREVIATIONS),
    }


def _order(clause: Clauselike, before: Clauselike | None) -> list[str]:
    if clause.kind == SUB and (before is None or before.kind in (HEADING, PREAMBULAR)):
        return ["sub_alone"]
    if clause.kind == SUBSUB and (before is None or before.kind not in (SUB, SUBSUB)):
        return ["subsub_alone"]
    if clause.kind == PREAMBULAR and before is not None and before.kind in NUMBERED:
        return ["late_preamble"]
    return []


def _opening(clause: Clauselike, template: str) -> list[str]:
    if clause.kind not in (PREAMBULAR, OPERATIVE) or not clause.text.strip():
        return []
    if openings.opening(clause.text, clause.kind, template):
        return []
    return ["participle" if clause.kind == PREAMBULAR else "verb"]


def _ending(clause: Clauselike, following: Clauselike | None) -> list[str]:
    """A comma in the preamble, a colon before sub-paragraphs, a semicolon after the others, a full stop at the end."""
    text = clause.text.rstrip()
    if clause.kind == HEADING or not text:
        return []
    if clause.kind == PREAMBULAR:
        return [] if text.endswith(",") else ["comma"]
    if following is not None and following.kind in DEEPER.get(clause.kind, ()):
        return [] if text.endswith(":") else ["colon"]
    if following is None:
        return [] if text.endswith(".") else ["full_stop"]
    return [] if text.endswith((";", "; and")) else ["semicolon"]


def _size(clause: Clauselike) -> list[Hint]:
    count = len(clause.text.split())
    if count > LONGEST_WORDS:
        return [Hint(clause.uid, "long", {"count": count, "most": LONGEST_WORDS})]
    return [] if clause.text.strip() else [Hint(clause.uid, "empty")]


def _unexplained(clause: Clauselike, explained: set[str]) -> list[str]:
    """Abbreviations that stand here first and without their words, which end in “(ABBR)”; each is asked for once."""
    if clause.kind == HEADING or clause.text == clause.text.upper():
        return []
    asked = []
    for match in ABBREVIATION.finditer(clause.text):
        word, start, end = match[0], match.start(), match.end()
        if word in explained or ROMAN_NUMBER.match(word):
            continue
        explained.add(word)
        written_out = clause.text[start - 1 : start] in ("(", "“", "‘") and start > 1
        if not written_out and not clause.text[end:].startswith((" (", "s (")):
            asked.append(word)
    return asked
