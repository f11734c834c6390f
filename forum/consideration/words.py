"""What happens on paths in words, and what positions are called; each has a mark beside its word."""

from typing import Any

from forum.kit.i18n import _, _l
from forum.kit.text import first_large
from forum.recommendations.words import VERBS

STANCES = {
    "support": _l("Supports it"),
    "support-with-comments": _l("Supports it, with comments"),
    "cannot-support": _l("Cannot support it"),
}
MARKS = {"support": "✓", "support-with-comments": "✎", "cannot-support": "✕"}
MEANINGS = {"support": "open", "support-with-comments": "waiting", "cannot-support": "refused"}
MOVES: dict[str, Any] = {
    "consider": _l("Considered"),
    "answer": _l("Answered"),
    "answer_in_part": _l("Answered in part"),
    "defer": _l("Deferred to another session"),
    "refer": _l("Referred to another body"),
    "take_back": _l("The referral was taken back"),
    "correct": _l("The answer was corrected"),
}


def began(referred: bool) -> str:
    return _("Referred here") if referred else _("Forwarded")


def verb_words(verb: str) -> str:
    """The verb with a large letter, as it stands beside the name of the body."""
    return first_large(VERBS.get(verb, verb))
