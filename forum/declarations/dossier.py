"""A declaration with all that its rules ask about: the drafting group, the newest version, and who stands under it."""

import datetime as dt
from dataclasses import dataclass, field

from forum.kit import clock
from models import City, Clause, Declaration, DraftingPause, Signature, Version
from models.declaration import Stage

CARRIES = "editorial"  # a version that keeps the signatures of the one before


@dataclass
class Dossier:
    row: Declaration
    cities: list[City] = field(default_factory=list)  # that draft, the lead among them
    observers: frozenset[int] = frozenset()  # ids of people invited to read
    clauses: list[Clause] = field(default_factory=list)  # as they stand, in order
    versions: list[Version] = field(default_factory=list)  # oldest first
    signatures: list[Signature] = field(default_factory=list)  # all that were ever made, oldest first
    pause: DraftingPause | None = None  # while the draft is closed for editing

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def group(self) -> frozenset[int]:
        return frozenset(city.id for city in self.cities)

    @property
    def stage(self) -> str:
        return self.row.stage

    @property
    def in_force(self) -> list[Version]:
        """Those that stand, oldest first: a correction that a signatory objected to never came into force."""
        return [version for version in self.versions if version.objected_at is None]

    @property
    def version(self) -> Version | None:
        """The newest that stands; also a correction that is still open to objection."""
        return self.in_force[-1] if self.in_force else None

    @property
    def correction(self) -> Version | None:
        """The correction against which a signatory can object now."""
        newest = self.version
        if newest is None or newest.objections_until is None or _passed(newest.objections_until):
            return None
        return newest

    @property
    def binding(self) -> frozenset[int]:
        """Ids of the versions whose signatures count now: the newest that stands, and those that it only corrects."""
        return self.chain(self.version) if self.version else frozenset()

    def chain(self, newest: Version) -> frozenset[int]:
        """Ids of a version and of those before it that it only corrects."""
        ids = {newest.id}
        for version in reversed([v for v in self.versions if v.number <= newest.number]):
            if version is not newest and version.objected_at is not None:
                continue
            ids.add(version.id)
            if version.kind != CARRIES:
                break
        return frozenset(ids)

    @property
    def standing(self) -> list[Signature]:
        """The signatures that count: not withdrawn, not contested, not under a text that was changed in substance."""
        binding = self.binding
        return [s for s in self.signatures if s.standing and s.version_id in binding]

    @property
    def lapsed(self) -> list[Signature]:
        """Signatures under an older text whose cities have not signed the present one."""
        now = {s.city_id for s in self.standing}
        return [s for s in self.signatures if s.standing and s.version_id not in self.binding and s.city_id not in now]

    def signature_of(self, city_id: int | None) -> Signature | None:
        return next((s for s in self.standing if s.city_id == city_id), None)

    @property
    def consultation_is_over(self) -> bool:
        """A consultation without a deadline runs until somebody gives it one."""
        return self.stage == Stage.CONSULTATION and _passed(self.row.consultation_ends_at)

    @property
    def silence_is_over(self) -> bool:
        return self.stage == Stage.SILENCE and _passed(self.row.silence_ends_at)

    @property
    def signing_is_over(self) -> bool:
        return self.stage == Stage.CLOSED or _passed(self.row.signing_ends_at)

    @property
    def frozen(self) -> bool:
        return self.stage in (Stage.OPEN, Stage.ADOPTED, Stage.CLOSED)


def _passed(moment: dt.datetime | None) -> bool:
    """A deadline is true when it passes, whether or not anybody has written it down; what began before it counts."""
    return moment is not None and clock.began() >= moment
