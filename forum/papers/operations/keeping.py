"""A paper is kept: its content with one spelling and its hash, and a row for each of its files."""

from typing import Any

from forum import ledger
from forum.kit import clock
from forum.kit.canonical import canonical_json, sha256_hex
from forum.kit.making import WAITING
from forum.kit.verdict import require
from forum.papers import rules
from forum.papers.content.frame import frame
from forum.papers.formats import FORMATS
from forum.papers.queries import papers as reading
from models import Paper, PaperFile
from models.base import db


def keep(actor: Any, paper: Paper, said: dict[str, Any], body_id: int | None = None) -> Paper:
    """Number, content and files of a new paper; `said` is what its kind adds to the frame. Who may was asked before."""
    paper.at, paper.person_id, paper.mandate_id = clock.now().replace(microsecond=0), actor.person_id, actor.mandate_id
    paper.number = reading.next_number(paper.kind, paper.about_id, paper.session_id)
    paper.note = paper.note or ""
    paper.content, paper.sha256 = {}, ""
    db.session.add(paper)
    db.session.flush()
    paper.content = frame(paper) | said
    paper.sha256 = sha256_hex(canonical_json(paper.content))
    for form in FORMATS:
        db.session.add(PaperFile(paper_id=paper.id, format=form, asked_at=paper.at, state=WAITING))
    db.session.flush()
    _record(actor, paper, "composed", body_id)
    return paper


def publish(actor: Any, paper: Paper, body_id: int | None = None) -> None:
    """The second person; from here on everybody reads it."""
    require(rules.can_publish(actor, paper))
    paper.public = True
    db.session.flush()
    _record(actor, paper, "published", body_id)


def _record(actor: Any, paper: Paper, verb: str, body_id: int | None) -> None:
    ledger.record(
        f"paper.{verb}",
        actor,
        ("paper", paper.id),
        paper.title,
        public=paper.public,
        kind=paper.kind,
        session_id=paper.session_id,
        body_id=body_id,
    )
