"""What hangs on a declaration: amendments, edits of a clause, changes of stage, the adoption, snapshots, requests to sign."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import (
    Amendment,
    AmendmentDecision,
    AmendmentSponsor,
    City,
    Clause,
    ClauseEdit,
    DeclarationAdoption,
    Mandate,
    SigningRequest,
    Snapshot,
    StageChange,
)
from models.base import db


def amendments(declaration_id: int, uid: str | None = None) -> list[Amendment]:
    """In the order in which they were proposed, which is their number."""
    loads = (joinedload(Amendment.city), joinedload(Amendment.decision))
    statement = select(Amendment).filter_by(declaration_id=declaration_id).options(*loads)
    if uid:
        statement = statement.filter_by(clause_uid=uid)
    return list(db.session.scalars(statement.order_by(Amendment.id)))


def amendment(declaration_id: int, identity: int) -> Amendment | None:
    loads = (joinedload(Amendment.city), joinedload(Amendment.decision))
    return db.session.scalar(select(Amendment).filter_by(declaration_id=declaration_id, id=identity).options(*loads))


def decision(amendment_id: int) -> AmendmentDecision | None:
    return db.session.scalar(select(AmendmentDecision).filter_by(amendment_id=amendment_id))


def sponsors(amendment_id: int) -> list[City]:
    statement = select(City).join(AmendmentSponsor, AmendmentSponsor.city_id == City.id)
    return list(db.session.scalars(statement.where(AmendmentSponsor.amendment_id == amendment_id).order_by(City.name)))


def edits(uid: str) -> list[ClauseEdit]:
    """Every state of a clause, newest first."""
    loads = (joinedload(ClauseEdit.person), joinedload(ClauseEdit.mandate).joinedload(Mandate.city))
    statement = select(ClauseEdit).filter_by(uid=uid).options(*loads)
    return list(db.session.scalars(statement.order_by(ClauseEdit.edit.desc())))


def changes(declaration_id: int) -> list[StageChange]:
    """From the first to the newest."""
    loads = (
        joinedload(StageChange.person),
        joinedload(StageChange.mandate).joinedload(Mandate.city),
        joinedload(StageChange.mandate).joinedload(Mandate.body),
    )
    return list(
        db.session.scalars(
            select(StageChange).filter_by(declaration_id=declaration_id).options(*loads).order_by(StageChange.id)
        )
    )


def adoption(declaration_id: int) -> DeclarationAdoption | None:
    """With the chair and the office held on that day."""
    loads = (
        joinedload(DeclarationAdoption.person),
        joinedload(DeclarationAdoption.mandate).joinedload(Mandate.city),
        joinedload(DeclarationAdoption.mandate).joinedload(Mandate.body),
    )
    return db.session.scalar(select(DeclarationAdoption).filter_by(declaration_id=declaration_id).options(*loads))


def snapshots(declaration_id: int) -> list[Snapshot]:
    statement = select(Snapshot).filter_by(declaration_id=declaration_id).options(joinedload(Snapshot.person))
    return list(db.session.scalars(statement.order_by(Snapshot.id.desc()).limit(50)))


def snapshot(declaration_id: int, identity: int) -> Snapshot | None:
    statement = select(Snapshot).filter_by(declaration_id=declaration_id, id=identity)
    return db.session.scalar(statement.options(joinedload(Snapshot.person)))


def removed(declaration_id: int) -> list[Clause]:
    """Paragraphs that were taken out of the text; their words stay."""
    return list(db.session.scalars(select(Clause).filter_by(declaration_id=declaration_id, removed=True).order_by(Clause.id)))


def requests(declaration_id: int, city_id: int | None) -> list[SigningRequest]:
    """What a city's delegate prepared and its mayor asked or declined, with the version it was about; newest first."""
    if city_id is None:
        return []
    loads = (joinedload(SigningRequest.person), joinedload(SigningRequest.version))
    statement = select(SigningRequest).filter_by(declaration_id=declaration_id, city_id=city_id).options(*loads)
    return list(db.session.scalars(statement.order_by(SigningRequest.id.desc())))
