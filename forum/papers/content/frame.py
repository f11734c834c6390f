"""What every paper says of itself, whatever its kind."""

import datetime as dt
from typing import Any

from forum.kit import site
from forum.kit.i18n import _
from forum.kit.security import address
from models import BodySession, Paper

Content = dict[str, Any]


def frame(paper: Paper) -> Content:
    """Once the row has its id and its number."""
    return {
        "v": 1,
        "id": paper.id,
        "kind": paper.kind,
        "number": paper.number,
        "title": paper.title,
        "language": paper.language,
        "note": paper.note,
        "at": paper.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "forum": site.value("name") or _("Forum of Cities"),
        "address": address(f"/papers/{paper.id}"),
    }


def session_of(session: BodySession) -> Content:
    """The session as it was entered at that moment; its body must be loaded."""
    return {
        "id": session.id,
        "body": session.body.name,
        "name": session.name,
        "place": session.place,
        "from": session.starts_on.isoformat(),
        "to": session.ends_on.isoformat(),
        "invented": session.body.invented,
    }
