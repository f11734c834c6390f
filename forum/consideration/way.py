"""One way of a recommendation through a body: the path, with the case that it belongs to."""

from dataclasses import dataclass

from forum.recommendations.case import Case
from models import Path


@dataclass(frozen=True)
class Way:
    case: Case
    path: Path

    @property
    def stage(self) -> str:
        """Of the path; the stage of the recommendation is the furthest that one of its paths has reached."""
        return self.path.stage


def way_of(case: Case, path_id: int) -> Way | None:
    path = next((path for path in case.paths if path.id == path_id), None)
    return Way(case, path) if path else None
