"""Recommendations of cities to an intergovernmental body, from the draft to what the body said."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, MandateId, Name, PersonId, When, Word


class Stage(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCREENING = "screening"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    ACCEPTED = "accepted"
    CLEARED = "cleared"  # by the Bureau
    FORWARDED = "forwarded"
    CONSIDERED = "considered"
    DISPOSITION = "disposition"
    FOLLOW_UP = "follow-up"
    CLOSED = "closed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    NOT_FORWARDED = "not-forwarded"


class Recommendation(Base):
    __tablename__ = "recommendation"
    __table_args__ = (
        # All that the views of the queue ask about: they are counted from this index alone.
        Index("ix_recommendation_queue", "stage", "due_on", "id", "assignee_id", "prepared", "review_on"),
        Index("ix_recommendation_came", "stage", "submitted_at", "id"),
        Index("ix_recommendation_tracked", "stage", "public_at", "id"),
        Index("ix_recommendation_public", "public_at", "id"),
        Index("ix_recommendation_newest", "created_at", "id"),
        Index("ix_recommendation_kinds", "stage", "body_id", "lead_city_id", "public_at"),  # all that the facets count
    )

    id: Mapped[Key]
    title: Mapped[Name]
    asked: Mapped[Long]  # the asks as one text, kept for lists and search; what is asked are the rows of Ask
    asked_html: Mapped[Long]
    why: Mapped[Long]
    why_html: Mapped[Long]
    costs: Mapped[Long]  # costs and resources
    costs_html: Mapped[Long]
    language: Mapped[str] = mapped_column(String(8), default="en")
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20), default=Stage.DRAFT, index=True)
    lead_city_id: Mapped[CityId]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"), index=True)
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"), index=True)
    invented: Mapped[bool] = mapped_column(default=False)
    edit: Mapped[int] = mapped_column(default=1)  # of the text; a save that names an older one is a conflict
    turn: Mapped[int] = mapped_column(default=1)  # counts its moves, so that of two at one moment one is made
    created_at: Mapped[When]
    submitted_at: Mapped[When | None] = mapped_column(index=True)
    public_at: Mapped[When | None]  # when it was forwarded
    review_on: Mapped[dt.date | None] = mapped_column(index=True)  # when the follow-up is looked at again
    review_told_on: Mapped[dt.date | None]  # the day of review of which the desk was told that it has come
    comment_count: Mapped[int] = mapped_column(default=0)
    # Kept by operations for the queue, which filters and sorts by them:
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[dt.date | None]  # of the screening that is under way
    prepared: Mapped[Word] = mapped_column(default="")  # what waits for a second person: forward | not-forward
    decided: Mapped[Word] = mapped_column(default="")  # what the desk keeps to publish later: accept | return
    year: Mapped[int] = mapped_column(default=0, index=True)  # in which it was submitted; 0 before

    body = relationship("Body", lazy="raise_on_sql")
    lead_city = relationship("City", lazy="raise_on_sql")


class Sponsor(Base):
    __tablename__ = "sponsor"
    __table_args__ = (UniqueConstraint("recommendation_id", "city_id"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[Line]
    state: Mapped[Word] = mapped_column(default="invited")  # invited | agreed | left; the lead has agreed
    reason: Mapped[Line]  # why it declined or left
    merged_from_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"), index=True)  # asked by a merger
    edit: Mapped[int] = mapped_column(default=0)  # of the text that it agreed to; an older one is asked for again
    agreed_once: Mapped[bool] = mapped_column(default=False)  # a city that did so stays a conflict when it leaves
    at: Mapped[When]

    city = relationship("City", lazy="raise_on_sql")


class Evidence(Base):
    """What the recommendation rests on: a clause of a frozen version, an experience, or an indicator of a city."""

    __tablename__ = "evidence"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    kind: Mapped[Word]  # clause | experience | indicator
    experience_id: Mapped[int | None] = mapped_column(ForeignKey("experience.id"), index=True)
    declaration_id: Mapped[int | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    clause_uid: Mapped[str | None] = mapped_column(String(32), index=True)
    indicator: Mapped[str] = mapped_column(String(60), default="", index=True)  # its code in the catalogue
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)  # whose reading of the indicator
    label: Mapped[Line]  # "operative paragraph 3 of …" as it read when cited
    quote: Mapped[Long]
    note: Mapped[Line]

    experience = relationship("Experience", lazy="raise_on_sql")
    declaration = relationship("Declaration", lazy="raise_on_sql")


class RecommendationMove(Base):
    """When a recommendation went from one stage to the next, who moved it, and in what words."""

    __tablename__ = "recommendation_move"
    __table_args__ = (Index("ix_recommendation_move_reached", "target", "at", "recommendation_id"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    move: Mapped[Word]
    source: Mapped[Word]
    target: Mapped[Word]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    note: Mapped[Long]
    internal: Mapped[bool] = mapped_column(default=False)
    seconds: Mapped[int | None]  # that it had stood in `source`; none where that is not known
    on: Mapped[dt.date | None]  # the day on which it happened outside the forum: when the body considered it

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")
