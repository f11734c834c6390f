"""Talk and its moderation: comments, a flag that waits, a text that was hidden, an appeal."""

from forum.desk.demo.play import Play


def schedule(play: Play) -> None:
    """Filled in with the discussion."""
