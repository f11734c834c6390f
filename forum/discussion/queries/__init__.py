"""Reading the talk about a thing: threads, single comments, and who follows what."""

from forum.discussion.queries.comments import clause_comments, get_comment, is_public, recent_count, versions, was_shown
from forum.discussion.queries.follows import Following, followed_by, following
from forum.discussion.queries.mentionable import mentionable
from forum.discussion.queries.threads import Thread, page_token, thread

__all__ = [
    "Following",
    "Thread",
    "clause_comments",
    "followed_by",
    "following",
    "get_comment",
    "is_public",
    "mentionable",
    "page_token",
    "recent_count",
    "thread",
    "versions",
    "was_shown",
]
