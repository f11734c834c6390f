"""What moderation does to a comment. It has judged who may; here is what changes, by compare-and-set."""

from sqlalchemy import update

from forum.discussion.operations import mentions
from forum.discussion.operations.counting import count
from forum.discussion.operations.posting import announce
from forum.kit import subjects
from forum.kit.database import changed_one
from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse
from models import Comment
from models.base import db


def hide(comment: Comment) -> None:
    """From now on only its author and the secretariat see it."""
    before = comment.state
    _set(comment, ("shown", "held"), "hidden")
    if before == "shown":
        count(comment, -1)


def show_again(comment: Comment) -> None:
    """The reverse; nobody is told a second time."""
    _set(comment, ("hidden",), "shown")
    count(comment, 1)


def release(comment: Comment) -> None:
    """A held comment is approved: now it is posted, and people hear of it."""
    _first_showing(comment, "held")


def refuse_held(comment: Comment) -> None:
    _set(comment, ("held",), "hidden")


def show_first(comment: Comment) -> None:
    """A held comment that was refused is shown after all, for the first time."""
    _first_showing(comment, "hidden")


def _first_showing(comment: Comment, source: str) -> None:
    _set(comment, (source,), "shown")
    subject = subjects.find(comment.subject_kind, comment.subject_id, None)
    if subject is not None:
        announce(comment, subject, mentions.stored(comment))


def _set(comment: Comment, sources: tuple[str, ...], target: str) -> None:
    db.session.flush()
    statement = update(Comment).where(Comment.id == comment.id, Comment.state.in_(sources)).values(state=target)
    if not changed_one(statement):
        raise Refused(refuse(_("Somebody else decided on this a moment ago."), _("Reload the page to see what holds now.")))
    db.session.refresh(comment, ["state"])
