"""What hangs on a declaration: edits of a clause, changes of stage, adoption, snapshots, requests to sign."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models import (
    Amendment,
    AmendmentDecision,
    Clause,
    ClauseEdit,
    DeclarationAdoption,
    InvitedObserver,
    Mandate,
    SigningRequest,
    Snapshot,
    StageChange,
)
from models.base import db


def edits(uid: str) -> list[ClauseEdit]:
    """Every state of a clause, newest first."""
    loads = (
        joinedload(ClauseEdit.person),
        joinedload(ClauseEdit.mandate).joinedload(Mandate.city),
        joinedload(ClauseEdit.amendment).joinedload(Amendment.city),
        joinedload(ClauseEdit.amendment)
        .joinedload(Amendment.decision)
        .options(joinedload(AmendmentDecision.person), joinedload(AmendmentDecision.mandate).joinedload(Mandate.city)),
    )
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


def observed(person_id: int | None, declaration_ids: Iterable[int]) -> frozenset[int]:
    """Those of these declarations that a person was invited to read."""
    statement = select(InvitedObserver.declaration_id).filter_by(person_id=person_id)
    return frozenset(db.session.scalars(statement.where(InvitedObserver.declaration_id.in_(list(declaration_ids)))))


def opened_at(declaration_ids: Iterable[int]) -> dict[int, dt.datetime]:
    """When each was last opened for signature; what was said before was said among cities."""
    ids = list(declaration_ids)
    if not ids:
        return {}
    statement = select(StageChange.declaration_id, func.max(StageChange.at))
    statement = statement.where(StageChange.declaration_id.in_(ids), StageChange.move == "open_signature")
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(StageChange.declaration_id))}


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
    return list(
        db.session.scalars(select(Clause).filter_by(declaration_id=declaration_id, removed=True).order_by(Clause.id))
    )


def written(declaration_id: int) -> list[ClauseEdit]:
    """Every state of every clause, oldest first, with who wrote it, and the amendment whose words they are."""
    loads = (
        joinedload(ClauseEdit.person),
        joinedload(ClauseEdit.mandate).joinedload(Mandate.city),
        joinedload(ClauseEdit.mandate).joinedload(Mandate.body),
        joinedload(ClauseEdit.amendment).joinedload(Amendment.person),
        joinedload(ClauseEdit.amendment).joinedload(Amendment.mandate).joinedload(Mandate.city),
    )
    statement = select(ClauseEdit).filter_by(declaration_id=declaration_id).options(*loads)
    return list(db.session.scalars(statement.order_by(ClauseEdit.id)))


def related(declaration_id: int) -> list[Clause]:
    """Paragraphs that were split from others or joined to them, standing or removed."""
    statement = select(Clause).where(Clause.declaration_id == declaration_id, (Clause.origin != "") | (Clause.joined != ""))
    return list(db.session.scalars(statement.order_by(Clause.id)))


def requests(declaration_id: int, city_id: int | None) -> list[SigningRequest]:
    """What a city's delegate prepared and its mayor asked or declined; newest first."""
    if city_id is None:
        return []
    statement = select(SigningRequest).filter_by(declaration_id=declaration_id, city_id=city_id)
    statement = statement.options(joinedload(SigningRequest.person))
    return list(db.session.scalars(statement.order_by(SigningRequest.id.desc())))


def declined(declaration_id: int) -> list[SigningRequest]:
    """Cities that declined, with their reasons; not for everybody's eyes."""
    loads = (joinedload(SigningRequest.person), joinedload(SigningRequest.city))
    statement = select(SigningRequest).filter_by(declaration_id=declaration_id, kind="declined").options(*loads)
    return list(db.session.scalars(statement.order_by(SigningRequest.id)))
