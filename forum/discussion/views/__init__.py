"""Pages and acts of the discussion; every address is for any kind of subject."""

from forum.discussion.views import changing, composing, following
from forum.discussion.views.common import as_subjects, blueprint
from forum.discussion.views.drawing import draw

__all__ = ["as_subjects", "blueprint", "changing", "composing", "draw", "following"]
