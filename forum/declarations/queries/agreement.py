"""What was said last of each paragraph of a text."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models import ClauseAgreement, Mandate
from models.base import db


def agreements(declaration_id: int) -> dict[str, ClauseAgreement]:
    """By uid, with who said it and the office held then."""
    newest = select(func.max(ClauseAgreement.id)).filter_by(declaration_id=declaration_id).group_by(ClauseAgreement.uid)
    loads = (joinedload(ClauseAgreement.person), joinedload(ClauseAgreement.mandate).joinedload(Mandate.city))
    rows = db.session.scalars(select(ClauseAgreement).where(ClauseAgreement.id.in_(newest)).options(*loads))
    return {row.uid: row for row in rows}
