"""The inbox, the outbox of the secretariat, and what the links at the foot of a mail do."""

from forum.notifications.views import inbox, outbox, stopping
from forum.notifications.views.blueprint import blueprint

__all__ = ["blueprint", "inbox", "outbox", "stopping"]
