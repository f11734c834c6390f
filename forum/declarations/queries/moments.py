"""The history of a text: its edits from the newest on, and the text as it stood after any of them."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.declarations.text import moments
from forum.declarations.text.clauses import Numbered
from forum.kit.paging import Page, keyset
from models import Clause, ClauseEdit, Mandate, TextOrder
from models.base import db

LOADS = (
    joinedload(ClauseEdit.person),
    joinedload(ClauseEdit.mandate).joinedload(Mandate.city),
    joinedload(ClauseEdit.mandate).joinedload(Mandate.body),
)
MOST_SINCE = 200  # edits that a preview names


def history(declaration_id: int, after: str | None) -> Page:
    statement = select(ClauseEdit).filter_by(declaration_id=declaration_id).options(*LOADS)
    return keyset(statement, [ClauseEdit.id], after)


def edit(declaration_id: int, identity: int) -> ClauseEdit | None:
    statement = select(ClauseEdit).filter_by(declaration_id=declaration_id, id=identity)
    return db.session.scalar(statement.options(*LOADS))


def newest(declaration_id: int) -> int:
    """The id of the newest edit; 0 for a text that nobody has written in."""
    return db.session.scalar(select(func.max(ClauseEdit.id)).filter_by(declaration_id=declaration_id)) or 0


def since(declaration_id: int, identity: int) -> list[ClauseEdit]:
    """What was written after an edit, newest first."""
    statement = select(ClauseEdit).filter_by(declaration_id=declaration_id).where(ClauseEdit.id > identity)
    return list(db.session.scalars(statement.options(*LOADS).order_by(ClauseEdit.id.desc()).limit(MOST_SINCE)))


def text_at(declaration_id: int, identity: int) -> tuple[str, list[Numbered]]:
    """(title, clauses) as they stood after an edit; the title is empty where nobody wrote it down."""
    last = select(func.max(ClauseEdit.id)).where(ClauseEdit.declaration_id == declaration_id, ClauseEdit.id <= identity)
    states = db.session.scalars(select(ClauseEdit).where(ClauseEdit.id.in_(last.group_by(ClauseEdit.uid))))
    ordered = select(TextOrder).where(TextOrder.declaration_id == declaration_id, TextOrder.edit_id <= identity)
    order = db.session.scalar(ordered.order_by(TextOrder.edit_id.desc(), TextOrder.id.desc()).limit(1))
    others = db.session.scalars(select(Clause.uid).filter_by(declaration_id=declaration_id, alternative=True))
    text = moments.text_of(states, order.uids if order else [], frozenset(others))
    return order.title if order else "", text
