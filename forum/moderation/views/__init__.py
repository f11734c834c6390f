"""Pages of moderation: for readers, for authors, for the secretariat, and the public log."""

from forum.moderation.views import cases, decisions, flags
from forum.moderation.views.common import blueprint, contribution_panel, decisions_as_subjects, flags_as_subjects

__all__ = [
    "blueprint",
    "cases",
    "contribution_panel",
    "decisions",
    "decisions_as_subjects",
    "flags",
    "flags_as_subjects",
]
