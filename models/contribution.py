"""What a city contributes to the exchange: experiences and challenges, with what belongs to both."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, MandateId, Name, PersonId, When, Word


class Contribution(Base):
    __tablename__ = "contribution"
    __mapper_args__ = {"polymorphic_on": "kind"}
    __table_args__ = (
        Index("ix_contribution_listing", "kind", "state", "published_at", "id"),
        Index("ix_contribution_adopted", "kind", "state", "adoption_count", "published_at", "id"),
        Index("ix_contribution_discussed", "kind", "state", "comment_count", "published_at", "id"),
        Index("ix_contribution_city", "city_id", "kind", "state"),
    )

    id: Mapped[Key]
    kind: Mapped[Word]
    state: Mapped[Word] = mapped_column(default="draft")  # draft | published | hidden
    title: Mapped[Name]
    summary: Mapped[Line]
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"))
    author_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    language: Mapped[str] = mapped_column(String(8), default="en")
    country_iso2: Mapped[str] = mapped_column(String(2), index=True)
    html: Mapped[dict[str, Any]] = mapped_column(default=dict)  # section -> HTML, rendered when written
    body_html: Mapped[Long]  # all sections in one, for search and moderation
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)  # stem -> the word as written, for finding what is alike
    figure: Mapped[Line]  # the one that matters, "19 hectares"
    figure_label: Mapped[Line]
    picture_key: Mapped[str | None] = mapped_column(String(80))
    picture_alt: Mapped[Line]
    files: Mapped[list[Any]] = mapped_column(default=list)  # {key, kind, name, alt, size, width, height}, as in Upload
    tags: Mapped[dict[str, Any]] = mapped_column(default=dict)  # facet -> values, as in ContributionTag, for the page
    year: Mapped[int | None] = mapped_column(index=True)
    sourced: Mapped[bool] = mapped_column(default=False)  # demonstration content from published sources
    sources: Mapped[list[Any]] = mapped_column(default=list)  # {title, url}
    created_at: Mapped[When]
    published_at: Mapped[When | None]
    edited_at: Mapped[When | None]
    revision: Mapped[int] = mapped_column(default=0)
    saves: Mapped[int] = mapped_column(default=0)  # counts drafts too; who saves must have seen the last one
    closed: Mapped[bool] = mapped_column(default=False)  # a challenge with a ChallengeClosure
    comment_count: Mapped[int] = mapped_column(default=0)
    adoption_count: Mapped[int] = mapped_column(default=0)
    answer_count: Mapped[int] = mapped_column(default=0)
    reactions: Mapped[dict[str, Any]] = mapped_column(default=dict)  # kind -> count

    city = relationship("City", lazy="raise_on_sql")
    author = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class Experience(Contribution):
    __tablename__ = "experience"
    __mapper_args__ = {"polymorphic_identity": "experience"}

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    problem: Mapped[Long]
    action: Mapped[Long]
    result: Mapped[Long]
    results: Mapped[list[Any]] = mapped_column(default=list)  # {label, value, unit, baseline_year, measured_by}
    cost: Mapped[Long]
    partners: Mapped[Long]
    limits: Mapped[Long]
    lessons: Mapped[Long]
    contact: Mapped[Line]  # shown on request only
    ended_year: Mapped[int | None]


class Challenge(Contribution):
    __tablename__ = "challenge"
    __mapper_args__ = {"polymorphic_identity": "challenge"}

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    situation: Mapped[Long]
    asked: Mapped[Long]
    tried: Mapped[Long]
    budget: Mapped[Line]
    constraints: Mapped[Long]
    needed_by: Mapped[dt.date | None]


class ContributionTag(Base):
    __tablename__ = "contribution_tag"
    __table_args__ = (
        UniqueConstraint("contribution_id", "facet", "value"),
        Index("ix_contribution_tag_facet", "facet", "value", "contribution_id"),
    )

    id: Mapped[Key]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    facet: Mapped[Word]  # theme | sdg | principle | indicator
    value: Mapped[Word]


class FacetCount(Base):
    """How many published texts a facet's value has; kept by the operations, so that a list never counts."""

    __tablename__ = "facet_count"
    __table_args__ = (UniqueConstraint("kind", "facet", "value"),)

    id: Mapped[Key]
    kind: Mapped[Word]
    facet: Mapped[Word]  # theme | sdg | principle | indicator | country | year | status
    value: Mapped[Word]
    number: Mapped[int] = mapped_column(default=0)


class Likeness(Base):
    """Two published texts that have something in common, with the reasons; worked out when one of them is published."""

    __tablename__ = "likeness"
    __table_args__ = (
        UniqueConstraint("contribution_id", "other_id"),
        Index("ix_likeness_nearest", "contribution_id", "score"),
    )

    id: Mapped[Key]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), index=True)
    score: Mapped[int]
    reasons: Mapped[list[Any]] = mapped_column(default=list)  # [kind, values]


class ContactRequest(Base):
    """Somebody asks the city behind an experience to be put in touch."""

    __tablename__ = "contact_request"
    __table_args__ = (UniqueConstraint("experience_id", "person_id"),)

    id: Mapped[Key]
    experience_id: Mapped[int] = mapped_column(ForeignKey("experience.id"))
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[Line]
    text: Mapped[Long]
    at: Mapped[When]

    person = relationship("Person", lazy="raise_on_sql")


class Revision(Base):
    """One state of a published text, kept whole; the newest equals the text itself."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("contribution_id", "number"),)

    id: Mapped[Key]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    number: Mapped[int]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    note: Mapped[Line]
    fields: Mapped[dict[str, Any]]

    person = relationship("Person", lazy="raise_on_sql")
    mandate = relationship("Mandate", lazy="raise_on_sql")


class Upload(Base):
    """A picture or a PDF; files lie under the key in the instance folder."""

    __tablename__ = "upload"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[Word]  # image | pdf
    person_id: Mapped[PersonId]
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True)
    file_name: Mapped[Line]
    alt: Mapped[Line]
    media_type: Mapped[Word]
    width: Mapped[int | None]
    height: Mapped[int | None]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[When]

    contribution = relationship("Contribution", lazy="raise_on_sql")


class Answer(Base):
    """A city's answer to a challenge: one of its experiences, or an offer in words."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("challenge_id", "experience_id"),)

    id: Mapped[Key]
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id"), index=True)
    kind: Mapped[Word]  # experience | offer
    experience_id: Mapped[int | None] = mapped_column(ForeignKey("experience.id"), index=True)
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    text: Mapped[Long]
    html: Mapped[Long]
    at: Mapped[When]

    challenge = relationship("Challenge", lazy="raise_on_sql", foreign_keys=[challenge_id])
    experience = relationship("Experience", lazy="raise_on_sql", foreign_keys=[experience_id])
    city = relationship("City", lazy="raise_on_sql")


class ChallengeClosure(Base):
    """The asking city says what it used, and the challenge is closed."""

    __tablename__ = "challenge_closure"

    id: Mapped[Key]
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id"), unique=True)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    text: Mapped[Long]
    html: Mapped[Long]
    used_answers: Mapped[list[Any]] = mapped_column(default=list)  # ids of Answer


class Adoption(Base):
    """ "We did this too": a city took up an experience; the outcome follows about a year later."""

    __tablename__ = "adoption"
    __table_args__ = (UniqueConstraint("experience_id", "city_id"),)

    id: Mapped[Key]
    experience_id: Mapped[int] = mapped_column(ForeignKey("experience.id"), index=True)
    city_id: Mapped[CityId]
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id"), index=True)
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]
    text: Mapped[Long]
    html: Mapped[Long]
    outcome: Mapped[Long]
    outcome_html: Mapped[Long]
    outcome_at: Mapped[When | None]

    experience = relationship("Experience", lazy="raise_on_sql", foreign_keys=[experience_id])
    city = relationship("City", lazy="raise_on_sql")
