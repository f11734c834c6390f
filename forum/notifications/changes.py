"""What a mail about a new version of a signed text shows: which words changed, and where the act is looked at."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.declarations.text import comparing, frozen
from forum.declarations.text.clauses import KINDS
from forum.kit import diff
from forum.kit.i18n import _
from models import LedgerEvent, Version
from models.base import db

ISSUED = ("declaration.corrected", "declaration.version_issued")
CONTESTED = ("declaration.act_contested", "declaration.contest_looked_into", "declaration.contest_settled")
MOST = 12  # paragraphs in a mail; the page has all of them


@dataclass(frozen=True)
class Change:
    """One paragraph word by word."""

    name: str
    segments: list[diff.Segment]

    @property
    def plain(self) -> str:
        """For a mail without marks: what went in brackets with a minus, what came with a plus."""
        signs = {"removed": "[-%s-]", "added": "{+%s+}"}
        return "".join(signs.get(kind, "%s") % text for kind, text in self.segments)


def changes(event: LedgerEvent) -> list[Change]:
    """One statement; nothing for any other act."""
    before, after = event.data.get("before"), event.data.get("version")
    if event.verb not in ISSUED or not before or not after:
        return []
    statement = select(Version.number, Version.canonical).filter_by(declaration_id=event.subject_id)
    texts = {number: frozen.read(text) for number, text in db.session.execute(
        statement.where(Version.number.in_([before, after])))}  # fmt: skip
    if len(texts) != 2:
        return []
    found = [d for d in comparing.compare(texts[before], texts[after]) if d.says]
    return [Change(_name(d), d.segments) for d in found[:MOST]]


def place(event: LedgerEvent) -> str:
    """Where the act is looked at, where that is not the page of the declaration."""
    here = f"/declarations/{event.subject_id}"
    if event.verb == "declaration.corrected":
        return f"{here}/versions/{event.data['version']}/objection"
    return f"{here}/contests/{event.data['contest_id']}" if event.verb in CONTESTED else ""


def _name(difference: comparing.Difference) -> str:
    clause = difference.clause
    return _("paragraph %(number)s", number=clause.number) if clause.number else str(KINDS[clause.kind])
