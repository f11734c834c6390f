"""Who may add, verify and end mandates, and view the site as whom."""

from forum.accounts.rules.mandates import can_add, can_end, can_verify, may_add_anything
from forum.accounts.rules.viewing import can_view_as

__all__ = ["can_add", "can_end", "can_verify", "can_view_as", "may_add_anything"]
