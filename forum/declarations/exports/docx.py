"""A version as a Word document: numbers that Word counts, real footnotes, and for a marked one changes that it tracks."""

from typing import Any

from forum.declarations.exports import wording
from forum.declarations.exports.marking import Marked, MarkedText
from forum.declarations.exports.shape import Content, Paragraph
from forum.declarations.exports.signed import Signatory
from forum.declarations.exports.word import frame, styles, tables
from forum.declarations.exports.word.notes import add_notes
from forum.declarations.exports.word.numbers import LEVELS, MAIN, Numbers, set_number, value_of
from forum.declarations.exports.word.runs import Words
from forum.declarations.exports.word.saving import saved
from forum.declarations.exports.word.xml import text, w
from forum.declarations.exports.xmltree import Element
from forum.declarations.text.clauses import HEADING, OPERATIVE, PREAMBULAR, SUB, SUBSUB

STYLES = {HEADING: "Heading1", PREAMBULAR: "Preambular", OPERATIVE: "Operative", SUB: "Sub", SUBSUB: "SubSub"}


def render(content: Content, marked: MarkedText | None = None) -> bytes:
    """One document for one language; marked, with the older version to be had by rejecting all changes."""
    import docx

    document = docx.Document()
    notes = marked.notes if marked else content.notes
    frame.without_template(document)
    styles.set_styles(document, content)
    styles.set_page(document)
    styles.set_settings(document, bool(notes))
    frame.set_properties(document, content, marked)
    frame.header_and_footer(document, content)
    words = Words(document, content)
    frame.masthead(words, content, marked)
    _text(document, words, content, marked)
    tables.signatories(words, content)
    frame.about(words, content)
    if notes:
        add_notes(document, notes)
    return saved(document)


def _text(document: Any, words: Words, content: Content, marked: MarkedText | None) -> None:
    numbers = Numbers()
    for one in marked.paragraphs[1:] if marked else content.paragraphs:
        p, properties = words.bare(STYLES[one.kind])
        if isinstance(one, Marked):
            _marked(words, numbers, one, p, properties)
        else:
            _clean(words, numbers, one, p, properties)
        if not isinstance(one, Marked) or not one.gone:
            for reserved in content.reservations.get(one.uid, ()):
                reservation(words, reserved)
    for reserved in content.reservations.get("", ()):
        reservation(words, reserved)
    numbers.write(document.part.numbering_part.element)


def _clean(words: Words, numbers: Numbers, one: Paragraph, p: Element, properties: Element) -> None:
    found = numbers.number(one.kind, one.mark) if one.kind in LEVELS else None
    set_number(properties, found)
    words.turn(properties, one.language)
    if one.mark and found is None:
        words.say(p, f"{one.mark}\t", language=one.language)
    words.pieces(p, one.pieces, one.language)


def _marked(words: Words, numbers: Numbers, one: Marked, p: Element, properties: Element) -> None:
    """A paragraph that went is counted while it is shown, as Word does it; without it the numbers are the new ones."""
    if one.kind in LEVELS:
        found = _counted_with(one) if one.gone else numbers.number(one.kind, one.mark)
        set_number(properties, found)
        if found is None:
            _literal(words, p, one)
    words.mark(properties, one)
    words.pieces(p, one.segments)
    if one.was_kind and one.was_kind != one.kind and not one.gone and not one.new:
        change = words.tracked(properties, "pPrChange", _by(one, words), None)
        w(w(change, "pPr"), "pStyle", val=STYLES[one.was_kind])


def _counted_with(one: Marked) -> tuple[int, int] | None:
    return (MAIN, LEVELS[one.kind]) if value_of(one.kind, one.mark) is not None else None


def _literal(words: Words, p: Element, one: Marked) -> None:
    """A number that stands as words comes and goes with its paragraph."""
    if one.gone or one.new:
        first = one.segments[0] if one.segments else None
        by, at = (first.by, first.at) if first else (words.content.forum, None)
        run = w(words.tracked(p, "del" if one.gone else "ins", by, at), "r")
        text(run, f"{one.mark}\t", one.gone)
    else:
        words.say(p, f"{one.mark}\t", language=words.content.language)


def _by(one: Marked, words: Words) -> str:
    return next((segment.by for segment in one.segments if segment.by), words.content.forum)


def reservation(words: Words, one: Signatory) -> None:
    p, _properties = words.paragraph("Reservation")
    words.say(p, wording.reservation_lead(one), bold=True)
    words.say(p, f" {one.reservation}")
