"""Amendments: a proposed change of one clause, who stands behind it, what it collides with, and what was decided."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, MandateId, PersonId, When, Word


class Amendment(Base):
    """`number` lasts; the words stand against the `clause_edit` of the clause, or the `target_edit` of another amendment."""

    __tablename__ = "amendment"
    __table_args__ = (
        Index(
            "uq_amendment_declaration_id_number",
            "declaration_id",
            "number",
            unique=True,
            sqlite_where=text("number > 0"),  # those from before numbers were kept have none until they are counted
            postgresql_where=text("number > 0"),
        ),
    )

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    number: Mapped[int] = mapped_column(default=0, server_default="0")
    clause_uid: Mapped[str] = mapped_column(String(32), index=True)
    clause_edit: Mapped[int] = mapped_column(default=0, server_default="0")
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))  # the frozen text it was written against
    target_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)  # the amendment that it amends
    target_edit: Mapped[int] = mapped_column(default=0, server_default="0")
    act: Mapped[Word]  # replace | insert | delete
    base_text: Mapped[Long]
    text: Mapped[Long]
    edit: Mapped[int] = mapped_column(default=1, server_default="1")  # counts its own wordings
    reason: Mapped[Long]
    state: Mapped[Word] = mapped_column(default="open")  # open | accepted | rejected | withdrawn | collides
    comment_count: Mapped[int] = mapped_column(default=0, server_default="0")
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")
    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
    decision = relationship("AmendmentDecision", uselist=False, lazy="raise_on_sql")


class AmendmentRevision(Base):
    """One wording of an amendment; the newest equals the amendment."""

    __tablename__ = "amendment_revision"
    __table_args__ = (UniqueConstraint("amendment_id", "edit"),)

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    edit: Mapped[int]
    act: Mapped[Word]  # proposed | rewritten | amended
    base_text: Mapped[Long]
    text: Mapped[Long]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))  # the accepted amendment to this one
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    by = relationship("Amendment", foreign_keys=[by_id], lazy="raise_on_sql")
    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class AmendmentSponsor(Base):
    __tablename__ = "amendment_sponsor"
    __table_args__ = (UniqueConstraint("amendment_id", "city_id"),)

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    city_id: Mapped[CityId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]


class SponsorRequest(Base):
    """A city that was asked to sponsor an amendment."""

    __tablename__ = "sponsor_request"
    __table_args__ = (UniqueConstraint("amendment_id", "city_id"),)

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")
    answer = relationship("SponsorAnswer", uselist=False, lazy="raise_on_sql")


class SponsorAnswer(Base):
    __tablename__ = "sponsor_answer"

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(ForeignKey("sponsor_request.id"), unique=True)
    answer: Mapped[Word]  # agreed | declined
    reason: Mapped[Line]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]


class AmendmentCollision(Base):
    """The moment at which the words under an open amendment were changed, and by which other one."""

    __tablename__ = "amendment_collision"

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("amendment.id"), index=True
    )  # none where the lead wrote other words
    at: Mapped[When]

    by = relationship("Amendment", foreign_keys=[by_id], lazy="raise_on_sql")
    answer = relationship("CollisionAnswer", uselist=False, lazy="raise_on_sql")


class CollisionAnswer(Base):
    """What the proposing city did about a collision."""

    __tablename__ = "collision_answer"

    id: Mapped[Key]
    collision_id: Mapped[int] = mapped_column(ForeignKey("amendment_collision.id"), unique=True)
    answer: Mapped[Word]  # rewritten | kept | withdrawn
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]


class AmendmentDecision(Base):
    __tablename__ = "amendment_decision"

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), unique=True)
    outcome: Mapped[Word]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    reason: Mapped[Line]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
