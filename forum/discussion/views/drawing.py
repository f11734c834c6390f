"""Comments as HTML. Readers of one page mostly see the same, so what was drawn is kept for the next of them."""

from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from forum.discussion.queries.entries import Entry, Viewer
from forum.discussion.queries.threads import Thread
from forum.discussion.words import REACTIONS
from forum.kit import clock, dates, phrasebook
from forum.kit.templating import language, reader_zone

MOST = 4096


def draw(thread: Thread) -> Markup:
    """The comments of a page in the reader's language and zone."""
    now, spoken, zone = clock.now(), language(), reader_zone().key
    parts = [_one(c, thread.viewer, dates.ago(dates.rounded(c.at - now), spoken), spoken, zone) for c in thread.entries]
    return Markup("\n").join(parts)


@lru_cache(MOST)
def _one(entry: Entry, viewer: Viewer, when: str, spoken: str, zone: str) -> Markup:
    """Everything that the comment's look depends on is among the arguments."""
    template = phrasebook.environment(current_app, spoken).get_template("discussion/_comment.html")
    counts = dict(entry.reactions)
    reactions = [(kind, str(label), counts.get(kind, 0), kind in entry.mine) for kind, label in REACTIONS.items()]
    return Markup(template.render(c=entry, viewer=viewer, when=when, reactions=reactions).strip())
