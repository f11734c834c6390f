"""A recommendation with all that its rules ask about: sponsors, evidence, points, and what waits for a second person."""

from dataclasses import dataclass, field

from forum.kit.i18n import _
from models import Addressee, Ask, Assignment, Evidence, Forwarding, Merger, Path, Recommendation, ReturnPoint, Sponsor

FORWARD, NOT_FORWARD = "forward", "not-forward"


@dataclass
class Case:
    row: Recommendation
    sponsors: list[Sponsor] = field(default_factory=list)  # the lead first, then as they came; without those who left
    asks: list[Ask] = field(default_factory=list)  # by number
    addressees: list[Addressee] = field(default_factory=list)  # the first is the body of the row
    evidence: list[Evidence] = field(default_factory=list)
    points: list[ReturnPoint] = field(default_factory=list)  # by round and number
    pending: Forwarding | None = None  # prepared, not yet confirmed
    assignment: Assignment | None = None  # the one that holds now
    paths: list[Path] = field(default_factory=list)  # as they were prepared; without those that were dropped
    interested: frozenset[int] = frozenset()  # persons who declared an interest in it or in a city that is involved
    merger: Merger | None = None  # by which it became part of another one
    accepted_by: frozenset[int] = frozenset()  # who accepted it for the secretariat, and who had decided so
    target_split: bool = False  # the one that it was merged into has become two since
    publishing: bool = False  # a decision that was kept is being published
    before: frozenset[int] = frozenset()  # cities that agreed and left, and those of what was merged into it

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def stage(self) -> str:
        return self.row.stage

    @property
    def agreed(self) -> list[Sponsor]:
        """Those whose mayors agreed to the present wording."""
        return [sponsor for sponsor in self.sponsors if sponsor.state == "agreed" and sponsor.edit == self.row.edit]

    @property
    def to_ask_again(self) -> list[Sponsor]:
        """Those that agreed to an earlier wording."""
        return [sponsor for sponsor in self.sponsors if sponsor.state == "agreed" and sponsor.edit != self.row.edit]

    @property
    def lead(self) -> Sponsor | None:
        return self.sponsor(self.row.lead_city_id)

    @property
    def asking(self) -> frozenset[int]:
        """Cities that sponsor it now, and those that are asked to."""
        return frozenset({sponsor.city_id for sponsor in self.sponsors} | {self.row.lead_city_id})

    @property
    def involved(self) -> frozenset[int]:
        """Cities whose people take no part in the review; those that asked once stay among them."""
        return self.asking | self.before

    @property
    def round(self) -> int:
        return max((point.round for point in self.points), default=0)

    @property
    def open_points(self) -> list[ReturnPoint]:
        """Points of the newest round without an answer."""
        return [point for point in self.points if point.round == self.round and not point.answer.strip()]

    @property
    def unsettled(self) -> list[ReturnPoint]:
        """Points of the newest round that the desk has not settled; the next return proposes them again."""
        return [point for point in self.points if point.round == self.round and point.settled_at is None]

    @property
    def prepared_paths(self) -> list[Path]:
        """Where it goes when the second person agrees."""
        return [path for path in self.paths if path.stage == "prepared"]

    @property
    def waiting_paths(self) -> list[Path]:
        """Bodies that have it before them and have not answered."""
        return [path for path in self.paths if path.stage in ("forwarded", "considered")]

    @property
    def reference(self) -> str:
        return reference(self.row)

    def sponsor(self, city_id: int | None) -> Sponsor | None:
        return next((sponsor for sponsor in self.sponsors if sponsor.city_id == city_id), None)


def reference(row: Recommendation) -> str:
    """How the forum names it; in words, so that nobody takes it for the symbol of a body's document."""
    return _("Forum recommendation %(number)s of %(year)s", number=row.id, year=row.created_at.year)
