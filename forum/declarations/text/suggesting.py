"""What somebody may do who can only suggest: with their suggestions taken away, nothing has changed."""

from dataclasses import replace

from forum.declarations.text import runs
from forum.declarations.text.document import Draft, Paragraph


def trespassed(before: Draft, after: Draft, own: frozenset[str]) -> str | None:
    """The uid of a paragraph in which more than suggestions were made; None where there is none.

    `own` are the ids of the suggestions of whoever wrote: their own earlier ones and those that are new.
    """
    for uid, then in before.paragraphs.items():
        now = after.paragraphs.get(uid)
        if now is None or _seen(now, own) != _seen(then, own):
            return uid
    for uid, now in after.paragraphs.items():
        if uid not in before.paragraphs and now.added_by not in own:
            return uid
    return None


def _seen(paragraph: Paragraph, own: frozenset[str]) -> Paragraph | None:
    """The paragraph as if its author had suggested nothing; a paragraph of their own is all theirs."""
    if paragraph.added_by and paragraph.added_by in own:
        return None
    kept = "" if paragraph.removed_by in own else paragraph.removed_by
    return replace(paragraph, runs=runs.without(paragraph.runs, own), removed_by=kept)
