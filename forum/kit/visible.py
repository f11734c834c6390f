"""What is signed and kept for good reads as it is hashed: no character that nobody sees (see `canonical.HIDDEN`)."""

from forum.kit.canonical import hidden_characters
from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse


def all_visible(*texts: str) -> Verdict:
    """The first hidden character in any of them, by its place."""
    for text in texts:
        if hidden := hidden_characters(text.replace("\r\n", "\n")):
            sentence = _("A character that nobody sees stands at place %(place)s.", place=hidden[0][0])
            return refuse(sentence, _("Delete it, or type the words anew."))
    return ALLOWED
