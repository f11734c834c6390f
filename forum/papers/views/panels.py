"""What the page of a session shows of its papers."""

from typing import Any

from forum.kit.templating import render
from forum.papers.forms import ComposeForm
from forum.papers.queries import forwarded
from forum.papers.views.acts import session_parts


def session(_actor: Any, thing: Any) -> str:
    """`thing` is the row of the session."""
    found = forwarded.session(thing.id)
    if found is None:
        return ""
    parts = session_parts(found)
    if not parts["papers"] and not parts["is_staff"]:
        return ""
    return render("papers/_session.html", session=found, form=ComposeForm(), **parts)
