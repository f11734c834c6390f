"""Cities and how the secretariat accredits them: one staff member proposes, another confirms."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, Name, PersonId, When, Word


class City(Base):
    __tablename__ = "city"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[Name]
    country_iso2: Mapped[str] = mapped_column(String(2), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    population: Mapped[int | None]
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    invented: Mapped[bool] = mapped_column(default=False)  # a city of the demo; nothing about it is real
    about: Mapped[Long]
    accredited_at: Mapped[When | None]  # kept by the confirmation below
    created_at: Mapped[When]
    experience_count: Mapped[int] = mapped_column(default=0)
    signature_count: Mapped[int] = mapped_column(default=0)

    @property
    def tone(self) -> int:
        """Which of eight quiet fields stands behind the monogram, always the same for a name."""
        return sum(map(ord, self.name)) % 8 + 1


class AccreditationProposal(Base):
    __tablename__ = "accreditation_proposal"

    id: Mapped[Key]
    city_id: Mapped[CityId]
    proposed_by_id: Mapped[PersonId]
    proposed_at: Mapped[When]
    reason: Mapped[Long]
    contact_name: Mapped[Name]
    contact_email: Mapped[str] = mapped_column(String(254))
    office: Mapped[Name]

    city = relationship("City", lazy="raise_on_sql")
    proposed_by = relationship("Person", lazy="raise_on_sql")
    decision = relationship("AccreditationDecision", uselist=False, lazy="raise_on_sql", back_populates="proposal")


class AccreditationDecision(Base):
    __tablename__ = "accreditation_decision"

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("accreditation_proposal.id"), unique=True)
    decided_by_id: Mapped[PersonId]
    decided_at: Mapped[When]
    outcome: Mapped[Word]  # confirmed | refused
    reason: Mapped[Line]

    proposal = relationship("AccreditationProposal", back_populates="decision", lazy="raise_on_sql")
    decided_by = relationship("Person", lazy="raise_on_sql")
