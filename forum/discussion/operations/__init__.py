"""What people do in a talk: write, change, take back, react, follow; and how a text is hidden and comes back."""

from forum.discussion.operations.changing import edit, rehang, withdraw
from forum.discussion.operations.follows import follow, mute, unfollow
from forum.discussion.operations.posting import TooFast, post
from forum.discussion.operations.reactions import react
from forum.discussion.operations.standing import hide, refuse_held, release, show_again, show_first

__all__ = [
    "TooFast",
    "edit",
    "follow",
    "hide",
    "mute",
    "post",
    "react",
    "refuse_held",
    "rehang",
    "release",
    "show_again",
    "show_first",
    "unfollow",
    "withdraw",
]
