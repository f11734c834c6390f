"""Suggestions with whoever made and decided them, and whose the numbers are under which browsers write."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models import DraftingClient, DraftingText, Mandate, Suggestion, SuggestionDecision
from models.base import db

MOST_DECIDED = 50


def is_drafted_live(declaration_id: int) -> bool:
    """Whether there is a workspace; without one nothing can be suggested in it."""
    return db.session.get(DraftingText, declaration_id) is not None


def count(declaration_id: int) -> int:
    """How many wait for a decision."""
    statement = select(func.count()).select_from(Suggestion).filter_by(declaration_id=declaration_id, state="open")
    return db.session.scalar(statement) or 0


def by_uid(declaration_id: int) -> dict[str, Suggestion]:
    """All that wait for a decision, with their authors; by the id that stands in the text."""
    statement = (
        select(Suggestion)
        .filter_by(declaration_id=declaration_id, state="open")
        .options(
            joinedload(Suggestion.person),
            joinedload(Suggestion.city),
            joinedload(Suggestion.mandate).joinedload(Mandate.city),
            joinedload(Suggestion.mandate).joinedload(Mandate.body),
        )
    )
    return {row.uid: row for row in db.session.scalars(statement)}


def decided(declaration_id: int) -> list[tuple[Suggestion, SuggestionDecision]]:
    """The newest decisions first."""
    statement = (
        select(Suggestion, SuggestionDecision)
        .join(SuggestionDecision, SuggestionDecision.suggestion_id == Suggestion.id)
        .where(Suggestion.declaration_id == declaration_id)
        .options(
            joinedload(Suggestion.person),
            joinedload(Suggestion.city),
            joinedload(SuggestionDecision.person),
            joinedload(SuggestionDecision.mandate).joinedload(Mandate.city),
            joinedload(SuggestionDecision.mandate).joinedload(Mandate.body),
        )
    )
    rows = db.session.execute(statement.order_by(SuggestionDecision.id.desc()).limit(MOST_DECIDED))
    return [(row[0], row[1]) for row in rows]


def clients(declaration_id: int) -> list[DraftingClient]:
    """Every number under which somebody wrote in this text."""
    statement = select(DraftingClient).filter_by(declaration_id=declaration_id)
    loads = (joinedload(DraftingClient.person), joinedload(DraftingClient.mandate).joinedload(Mandate.city))
    return list(db.session.scalars(statement.options(*loads)))
