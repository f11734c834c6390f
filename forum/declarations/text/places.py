"""Where a paragraph stands, as a word that sorts: moving it changes nothing but its own word (fractional indexing).

Words are written in the 62 digits below, compared as ASCII, and never end with the lowest digit, so that between any two
there is room for another one. The editor computes the same (frontend/src/places.js).
"""

import secrets
from bisect import bisect_left
from collections.abc import Sequence

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
WIDTH = 4  # digits of a word that was not squeezed between two others
STEP = len(DIGITS) ** 2
LONGEST = 60  # beyond this the words of a whole text are spread anew


def spread(count: int) -> list[str]:
    """The words of a new text: far apart, in order."""
    step = min(STEP, len(DIGITS) ** WIDTH // (count + 1))
    return [_written(step * (place + 1)) + "V" for place in range(count)]


def between(before: str, after: str) -> str:
    """A word that sorts after `before` and before `after`; empty means the beginning and the end. Two who look for one at
    the same moment hardly find the same, since its last digits are drawn."""
    if not after and (head := _read(before[:WIDTH])) + STEP < len(DIGITS) ** WIDTH:
        return _written(head + STEP) + _drawn()
    return _midpoint(before, after) + _drawn()


def arranged(places: Sequence[tuple[str, str]]) -> dict[str, str]:
    """New words for as few paragraphs as can be; `places` are (uid, word) in the order in which they are to sort."""
    keep = _longest_rise([(word, uid) for uid, word in places])
    moved: dict[str, str] = {}
    before = ""
    for place, (uid, word) in enumerate(places):
        if place in keep and word > before:
            before = word
            continue
        after = next((w for p, (_u, w) in enumerate(places[place + 1 :], place + 1) if p in keep and w > before), "")
        before = moved[uid] = between(before, after)
    if any(len(word) > LONGEST for word in moved.values()):
        return {uid: word for (uid, _old), word in zip(places, spread(len(places)), strict=True)}
    return moved


def _midpoint(before: str, after: str) -> str:
    if after:
        shared = 0
        while shared < len(after) and (before[shared : shared + 1] or DIGITS[0]) == after[shared]:
            shared += 1
        if shared:
            return after[:shared] + _midpoint(before[shared:], after[shared:])
    low = DIGITS.index(before[0]) if before else 0
    high = DIGITS.index(after[0]) if after else len(DIGITS)
    if high - low > 1:
        return DIGITS[(low + high) // 2]
    if len(after) > 1:
        return after[0] + _midpoint("", after[1:])
    return DIGITS[low] + _midpoint(before[1:], "")


def _longest_rise(keys: Sequence[tuple[str, str]]) -> set[int]:
    """Which of them stay where they are: the longest subsequence that rises already."""
    tails: list[int] = []
    previous: dict[int, int] = {}
    for place, key in enumerate(keys):
        at = bisect_left([keys[t] for t in tails], key) if tails and keys[tails[-1]] >= key else len(tails)
        if at:
            previous[place] = tails[at - 1]
        tails[at : at + 1] = [place]
    kept: set[int] = set()
    here = tails[-1] if tails else None
    while here is not None:
        kept.add(here)
        here = previous.get(here)
    return kept


def _written(number: int) -> str:
    word = ""
    for _digit in range(WIDTH):
        number, rest = divmod(number, len(DIGITS))
        word = DIGITS[rest] + word
    return word


def _read(word: str) -> int:
    number = 0
    for digit in word.ljust(WIDTH, DIGITS[0]):
        number = number * len(DIGITS) + DIGITS.index(digit)
    return number


def _drawn() -> str:
    return secrets.choice(DIGITS) + secrets.choice(DIGITS[1:])
