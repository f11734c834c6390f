"""Flagging, deciding, appealing, and deciding on an appeal."""

from forum.moderation.operations.appealing import appeal, decide_appeal
from forum.moderation.operations.deciding import decide
from forum.moderation.operations.flagging import flag

__all__ = ["appeal", "decide", "decide_appeal", "flag"]
