"""Cities and how the secretariat accredits them: one staff member proposes, another confirms."""

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, Name, PersonId, When, Word

ONE_WAITS = text("state = 'waiting'")


class City(Base):
    __tablename__ = "city"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[Name]
    plain_name: Mapped[str] = mapped_column(String(200), default="", index=True)  # without accents, kept beside the name
    country_iso2: Mapped[str] = mapped_column(String(2), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    population: Mapped[int | None]
    population_source: Mapped[Line]
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    invented: Mapped[bool] = mapped_column(default=False)  # a city of the demo; nothing about it is real
    about: Mapped[Long]
    accredited_at: Mapped[When | None]  # kept by the confirmation below
    created_at: Mapped[When]
    active_at: Mapped[When | None] = mapped_column(index=True)  # its newest public act, kept from the ledger
    experience_count: Mapped[int] = mapped_column(default=0)
    signature_count: Mapped[int] = mapped_column(default=0)

    @property
    def tone(self) -> int:
        """Which of eight quiet fields stands behind the monogram, always the same for a name."""
        return sum(map(ord, self.name)) % 8 + 1


class AccreditationProposal(Base):
    """`state` is what the pair of pens has come to; a city has one proposal that waits, never two."""

    __tablename__ = "accreditation_proposal"
    __table_args__ = (
        Index("uq_accreditation_waits", "city_id", unique=True, sqlite_where=ONE_WAITS, postgresql_where=ONE_WAITS),
    )

    id: Mapped[Key]
    city_id: Mapped[CityId]
    proposed_by_id: Mapped[PersonId]
    proposed_at: Mapped[When]
    reason: Mapped[Long]
    contact_name: Mapped[Name]
    contact_email: Mapped[str] = mapped_column(String(254))
    office: Mapped[Name]
    state: Mapped[Word] = mapped_column(default="waiting", index=True)  # waiting | confirmed | refused

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
