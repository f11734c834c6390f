"""One entry of the register with what hangs on it: its text, its words, and the acts that later withdrew or contested it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select

from forum.declarations.queries.declarations import PUBLIC
from forum.declarations.queries.registered import COLUMNS, joined
from models import (
    Declaration,
    Objection,
    RegisteredAct,
    Signature,
    SignatureContest,
    SignatureWithdrawal,
    TreeHead,
    Version,
)
from models.base import db

WORDS = (
    Declaration.stage, Signature.remark, Signature.reservation, Signature.reserved_clauses, Signature.delegation,
    Version.number.label("of_version"), Version.sha256, Version.canonical, Version.note,
)  # fmt: skip
CONTESTED_IN_PUBLIC = (SignatureContest.act != "decline", SignatureContest.reason)  # who declines tells its own city only


@dataclass(frozen=True)
class Later:
    """An entry about this one, with the reason that was given; `noted` after closing, when the counts stayed."""

    index: int
    kind: str
    at: Any
    reason: str
    noted: bool


def act(index: int) -> Any:
    """The row of an entry about a declaration, public or not; None for entries about keys."""
    statement = joined(select(*COLUMNS, *WORDS)).outerjoin(
        Version, (Version.declaration_id == RegisteredAct.declaration_id) & (Version.number == RegisteredAct.version)
    )
    return db.session.execute(statement.where(RegisteredAct.index == index)).one_or_none()


def is_public(row: Any) -> bool:
    return row.stage in PUBLIC


def later(index: int) -> list[Later]:
    """Oldest first."""
    statement = (
        select(
            RegisteredAct.index,
            RegisteredAct.kind,
            RegisteredAct.at,
            func.coalesce(SignatureWithdrawal.reason, case(CONTESTED_IN_PUBLIC), ""),
            func.coalesce(SignatureWithdrawal.noted, False),
        )
        .outerjoin(SignatureWithdrawal, SignatureWithdrawal.register_index == RegisteredAct.index)
        .outerjoin(SignatureContest, SignatureContest.register_index == RegisteredAct.index)
        .where(RegisteredAct.about == index)
    )
    return [Later(*row) for row in db.session.execute(statement.order_by(RegisteredAct.index))]


def reason(index: int) -> str:
    """What an entry gives as its reason, in words that are public; a city that declines tells its own only."""
    contest = select(case(CONTESTED_IN_PUBLIC)).where(SignatureContest.register_index == index)
    found = [select(c.reason).where(c.register_index == index) for c in (SignatureWithdrawal, Objection)]
    return db.session.scalar(select(func.coalesce(*(one.scalar_subquery() for one in (contest, *found)), ""))) or ""


def standing_of(declaration_id: int) -> Any:
    """The newest head, and how many entries under it are about this text; None before the first entry. One statement."""
    counted = select(func.count()).select_from(RegisteredAct).where(RegisteredAct.declaration_id == declaration_id)
    columns = (TreeHead.size, TreeHead.root, TreeHead.time, counted.scalar_subquery().label("entries"))
    return db.session.execute(select(*columns).order_by(TreeHead.size.desc()).limit(1)).one_or_none()
