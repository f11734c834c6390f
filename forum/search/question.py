"""What somebody typed, understood: words that must occur, phrases in quotation marks, words after a minus that must not."""

import re
from dataclasses import dataclass, field

from forum.search import words

LONGEST = 300  # letters
MOST = 12  # words and phrases
PIECES = re.compile(r"""(?P<minus>(?<!\S)-)?(?:["“”«„](?P<phrase>[^"“”»«„]+)["“”»]?|(?P<word>[^\s"“”«»„]+))""")
Term = tuple[tuple[str, ...], ...]  # words one after the other, each with the forms that will do


@dataclass(frozen=True)
class Question:
    text: str  # as it is shown again in the field
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    forms: frozenset[str] = field(default_factory=frozenset)  # of everything wanted, for the marks
    typed: tuple[str, ...] = ()  # the wanted words as typed, lower case

    def __bool__(self) -> bool:
        return bool(self.wanted)


def understand(text: str) -> Question:
    """Never fails, whatever is typed; what holds no word asks for nothing."""
    text = " ".join(words.composed(text)[:LONGEST].split())
    wanted: list[Term] = []
    unwanted: list[Term] = []
    typed: list[str] = []
    for piece in PIECES.finditer(text):
        inside = list(words.tokens(piece["phrase"] or piece["word"] or ""))
        term = tuple(words.asked(word) for word in inside)
        if not term:
            continue
        (unwanted if piece["minus"] else wanted).append(term)
        typed += [] if piece["minus"] else inside
    wanted, unwanted = wanted[:MOST], unwanted[:MOST]
    marked = frozenset(form for term in wanted for word in term for form in word)
    return Question(text, tuple(wanted), tuple(unwanted), marked, tuple(typed[:MOST]))


def as_fts(question: Question, any_word: bool = False) -> str:
    """For MATCH of FTS5: only letters and digits in quotation marks, and operators of ours."""
    terms = [_fts_term(term) for term in question.wanted]
    expression = (" OR " if any_word else " AND ").join(terms)
    without = " OR ".join(_fts_term(term) for term in question.unwanted)
    return f"({expression}) NOT ({without})" if without else f"({expression})"


def as_tsquery(question: Question, any_word: bool = False, mark: str = "") -> str:
    """For to_tsquery('simple', ...); `mark` is ":A" where only titles count."""
    expression = (" | " if any_word else " & ").join(_ts_term(term, mark) for term in question.wanted)
    without = "".join(f" & !({_ts_term(term, mark)})" for term in question.unwanted)
    return f"({expression}){without}"


def _fts_term(term: Term) -> str:
    phrases = [(form,) for form in term[0]] if len(term) == 1 else _phrases(term)
    return "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases) + ")"


def _ts_term(term: Term, mark: str) -> str:
    phrases = [(form,) for form in term[0]] if len(term) == 1 else _phrases(term)
    return "(" + " | ".join("(" + " <-> ".join(f"'{form}'{mark}" for form in phrase) + ")" for phrase in phrases) + ")"


def _phrases(term: Term) -> list[tuple[str, ...]]:
    """The phrase in each language: the first forms together, the second forms together, and so on."""
    width = max(len(forms) for forms in term)
    return list(dict.fromkeys(tuple(forms[min(n, len(forms) - 1)] for forms in term) for n in range(width)))
