"""What positions are called; each has a mark beside its word, so that nothing hangs on a colour."""

from forum.kit.i18n import _l

STANCES = {
    "support": _l("Supports it"),
    "support-with-comments": _l("Supports it, with comments"),
    "cannot-support": _l("Cannot support it"),
}
MARKS = {"support": "✓", "support-with-comments": "✎", "cannot-support": "✕"}
MEANINGS = {"support": "open", "support-with-comments": "waiting", "cannot-support": "refused"}
