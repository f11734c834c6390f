"""What became of versions: which were taken back to drafting, and what is told of one whose text is not public."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from forum.declarations.queries.declarations import PUBLIC
from models import Declaration, StageChange, Version
from models.base import db

BACK = "unfreeze"


@dataclass(frozen=True)
class Hidden:
    """A version that was public once: that it existed, its digests, and its days."""

    number: int
    sha256: str
    manifest_sha256: str
    frozen_at: dt.datetime
    taken_back_at: dt.datetime | None
    invented: bool


def hidden(declaration_id: int, number: int) -> Hidden | None:
    """None for versions that there are not, and for those that everybody reads."""
    statement = (
        select(Version, Declaration.invented)
        .join(Declaration, Declaration.id == Version.declaration_id)
        .where(Version.declaration_id == declaration_id, Version.number == number, Declaration.stage.not_in(PUBLIC))
    )
    found = db.session.execute(statement).one_or_none()
    if found is None:
        return None
    row, invented = found
    back = taken_back(declaration_id, [row]).get(row.id)
    return Hidden(row.number, row.sha256, row.manifest_sha256, row.at, back.at if back else None, invented)


def taken_back(declaration_id: int, versions: list[Version]) -> dict[int, StageChange]:
    """Version id -> the step that took it back to drafting."""
    statement = select(StageChange).filter_by(declaration_id=declaration_id, move=BACK).order_by(StageChange.id)
    steps = list(db.session.scalars(statement))
    found = {}
    for row in versions:
        ends = min((v.at for v in versions if v.number > row.number), default=None)
        after = [s for s in steps if s.at >= row.at and (ends is None or s.at <= ends)]
        if after:
            found[row.id] = after[0]
    return found
