"""The passage of a text where the words of a question stand, with marks; everything else is escaped."""

import re

from markupsafe import Markup, escape

from forum.search import words

LENGTH = 230  # letters of a snippet
READ = 40_000  # letters that are looked at
MOST_MARKS = 60


def marked(text: str, forms: frozenset[str]) -> Markup:
    """The whole text, with marks."""
    text = words.composed(text)
    return _draw(text, _places(text, forms))


def snippet(text: str, forms: frozenset[str]) -> Markup:
    """The passage with the most different words of the question, or the beginning where there is none."""
    text = words.composed(text[:READ])
    places = _places(text, forms)
    begin = _best(places)
    end = begin + LENGTH
    if begin > 0:
        begin = text.rfind(" ", max(0, begin - 30), begin) + 1 or begin
    if end < len(text):
        end = text.rfind(" ", begin + LENGTH // 2, end) + 1 or end
    inside = [(a - begin, b - begin, form) for a, b, form in places if a >= begin and b <= end]
    drawn = _draw(text[begin:end].strip(), inside) if not text[begin:end][:1].isspace() else _draw(text[begin:end], inside)
    return Markup("… " if begin > 0 else "") + drawn + Markup(" …" if end < len(text) else "")


def _places(text: str, forms: frozenset[str]) -> list[tuple[int, int, str]]:
    """(begin, end, form) of the words that the question asks for; candidates by their first letters, then by their stem."""
    heads = {form[: max(2, len(form) - 2)] for form in forms if form}
    if not heads:
        return []
    pattern = re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(map(re.escape, heads))) + r")[^\W_]*")
    found = []
    for match in pattern.finditer(words.plain(text)):
        word = text[match.start() : match.end()].lower()[: words.LONGEST]
        known = next((form for form in words.asked(word) if form in forms), None)
        if known:
            found.append((match.start(), match.end(), known))
            if len(found) >= MOST_MARKS:
                break
    return found


def _best(places: list[tuple[int, int, str]]) -> int:
    """Where the window begins that holds the most different forms, then the most words; a little before its first word."""
    best, begin = (0, 0), 0
    for number, (start, _end, _form) in enumerate(places):
        inside = [form for a, b, form in places[number : number + 20] if b <= start + LENGTH - 60]
        if (weight := (len(set(inside)), len(inside))) > best:
            best, begin = weight, start
    return max(0, begin - 60) if begin > 80 else 0


def _draw(text: str, places: list[tuple[int, int, str]]) -> Markup:
    parts, last = [], 0
    for begin, end, _form in places:
        parts += [escape(text[last:begin]), Markup("<mark>"), escape(text[begin:end]), Markup("</mark>")]
        last = end
    return Markup("").join([*parts, escape(text[last:])])
