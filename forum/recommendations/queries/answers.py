"""What bodies have answered so far, for lists: one statement, however many paths each recommendation has."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager

from models import Body, Disposition, Path
from models.base import db

UNDER_WAY = ("forwarded", "considered", "answered")


@dataclass(frozen=True)
class Told:
    """How many bodies have it before them, how many of them answered, and what was answered last."""

    bodies: tuple[str, ...] = ()
    answered: int = 0
    newest: Disposition | None = None
    by: Body | None = None  # of the newest
    verbs: frozenset[str] = frozenset()  # of all that stands

    @property
    def decided_on(self) -> dt.date | None:
        return self.newest.decided_on if self.newest else None


def told_of(ids: Iterable[int]) -> dict[int, Told]:
    """Those that were forwarded; what a correction replaced does not count."""
    statement = (
        select(Path, Disposition)
        .join(Path.body)
        .outerjoin(Disposition, and_(Disposition.path_id == Path.id, Disposition.superseded_at.is_(None)))
        .where(Path.recommendation_id.in_(list(ids)), Path.stage.in_(UNDER_WAY))
        .options(contains_eager(Path.body))
        .order_by(Path.id, Disposition.id)
    )
    found: dict[int, list[tuple[Path, Disposition | None]]] = {}
    for path, answer in db.session.execute(statement):
        found.setdefault(path.recommendation_id, []).append((path, answer))
    return {key: _told(pairs) for key, pairs in found.items()}


def _told(pairs: list[tuple[Path, Disposition | None]]) -> Told:
    paths = {path.id: path for path, _answer in pairs}
    said = [answer for path, answer in pairs if answer and path.answered_on]
    newest = max(said, key=lambda answer: (answer.verb != "deferred", answer.decided_on, answer.id), default=None)
    return Told(
        tuple(path.body.name for path in paths.values()),
        sum(1 for path in paths.values() if path.answered_on),
        newest,
        paths[newest.path_id].body if newest else None,
        frozenset(answer.verb for answer in said),
    )
