"""The words of the discussion: kinds of reaction, and what a comment's state is called."""

from forum.kit.i18n import _l

REACTIONS = {"agree": _l("Agree"), "useful": _l("Useful"), "did_this": _l("Did this too")}
FOLLOWABLE = ("contribution", "declaration", "amendment", "recommendation", "city")
