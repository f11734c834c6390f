"""What may stand as a person's name or office: nothing hidden, and no word that mixes scripts to look like another one."""

import re
import unicodedata

from forum.kit.canonical import hidden_characters
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse

SHORTEST, LONGEST = 2, 120
MARKS_IN_A_ROW = 3
SIGNS = frozenset("'’ʼ.,-‐·")
# Written together in one word, as people do in these languages.
TOGETHER = (frozenset({"CJK", "HIRAGANA", "KATAKANA"}), frozenset({"CJK", "HANGUL"}))


def cleaned(text: str | None) -> str:
    """NFC, single blanks, none at the ends."""
    return re.sub(r"[ \u00a0\u2009\u202f\t]+", " ", unicodedata.normalize("NFC", text or "")).strip()


def acceptable(name: str) -> Verdict:
    """The rule for a person's name, which stands beside signatures; `name` is cleaned."""
    if len(name) < SHORTEST or not any(c.isalpha() for c in name):
        return refuse(_("A name has at least two letters."), _("Write it as it stands in your papers."))
    if not (verdict := _shows_all(name)):
        return verdict
    for character in name:
        if not _belongs(character):
            sentence = _("“%(sign)s” cannot stand in a name.", sign=character)
            return refuse(sentence, _("Letters, blanks, hyphens, apostrophes and full stops can."))
    for word in name.split():
        if len(scripts(word)) > 1 and scripts(word) not in TOGETHER:
            sentence = _("“%(word)s” mixes letters of two scripts that look alike.", word=word)
            return refuse(sentence, _("Write each word in one script."))
    return ALLOWED


def acceptable_office(text: str) -> Verdict:
    """Offices are free text, and still show all that they are."""
    if not text:
        return refuse(_("Enter the office as it is called there."), _("For example mayor, akim, alderman."))
    return _shows_all(text)


def acceptable_key_name(text: str) -> Verdict:
    """What somebody calls a device of theirs."""
    if not text:
        return refuse(_("Give it a name."), _("For example: my telephone, key in the safe."))
    return _shows_all(text)


def scripts(word: str) -> frozenset[str]:
    """The scripts of a word's letters; digits and signs belong to all."""
    return frozenset(unicodedata.name(c, "UNKNOWN").split()[0].split("-")[0] for c in word if c.isalpha() and c not in SIGNS)


def _shows_all(text: str) -> Verdict:
    if len(text) > LONGEST:
        return refuse(_("This is longer than 120 characters."), _("Shorten it."))
    if hidden := hidden_characters(text):
        place, _name = hidden[0]
        sentence = _("A character that nobody sees stands at place %(place)s.", place=place)
        return refuse(sentence, _("Delete it, or type the words anew."))
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MARKS_IN_A_ROW:
            return refuse(_("Too many marks stand over one letter."), _("Type the words anew."))
    return ALLOWED


def _belongs(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LM" or character == " " or character in SIGNS
