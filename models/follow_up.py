"""After the answer: milestones, reports of how far it has come, and what cities do of their own accord."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, MandateId, Name, PersonId, When


class FollowUpReport(Base):
    """How far it has come, 0 to 100 per cent, as a city, a body or the secretariat reports it."""

    __tablename__ = "follow_up_report"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    milestone_id: Mapped[int | None] = mapped_column(ForeignKey("milestone.id"), index=True)
    percent: Mapped[int]
    milestone: Mapped[Name]
    text: Mapped[Long]
    html: Mapped[Long]
    reported_on: Mapped[dt.date]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[Line]
    at: Mapped[When]


class Milestone(Base):
    """What shall be reached by which day."""

    __tablename__ = "milestone"
    __table_args__ = (Index("ix_milestone_due", "reached_on", "due_on", "recommendation_id"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    text: Mapped[Name]
    due_on: Mapped[dt.date | None]
    reached_on: Mapped[dt.date | None]
    told_on: Mapped[dt.date | None]  # the day of which the desk was told that it has passed
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]


class Undertaking(Base):
    """ "We do this now": a city takes up what was asked, with the experience that shows it where there is one."""

    __tablename__ = "undertaking"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    city_id: Mapped[CityId]
    experience_id: Mapped[int | None] = mapped_column(ForeignKey("experience.id"), index=True)
    text: Mapped[Long]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[Line]
    at: Mapped[When]
    withdrawn_at: Mapped[When | None]

    city = relationship("City", lazy="raise_on_sql")
    experience = relationship("Experience", lazy="raise_on_sql")
