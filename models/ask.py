"""What a recommendation says: its numbered asks, the bodies that it goes to, its themes, and its other languages."""

from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, MandateId, Name, PersonId, When, Word


class Ask(Base):
    """One thing that is asked: the verb, the words after it, and of whom. Its id lasts while numbers may move."""

    __tablename__ = "ask"
    __table_args__ = (UniqueConstraint("recommendation_id", "number"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    number: Mapped[int]
    verb: Mapped[Word] = mapped_column(default="")  # a key of recommendations/asks.VERBS; empty in texts from before
    text: Mapped[Long]
    html: Mapped[Long]
    of_whom: Mapped[Line]  # "member States", "the secretariat of the body"; empty is the body itself


class Addressee(Base):
    """A body that is asked; the first is also `Recommendation.body_id`."""

    __tablename__ = "addressee"
    __table_args__ = (UniqueConstraint("recommendation_id", "body_id"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    position: Mapped[int] = mapped_column(default=1)

    body = relationship("Body", lazy="raise_on_sql")


class RecommendationTheme(Base):
    __tablename__ = "recommendation_theme"
    __table_args__ = (UniqueConstraint("recommendation_id", "theme"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    theme: Mapped[str] = mapped_column(String(40), index=True)  # a key of exchange/vocabulary themes


class RecommendationText(Base):
    """The same recommendation in another language, of one state of the text (`edit`)."""

    __tablename__ = "recommendation_text"
    __table_args__ = (UniqueConstraint("recommendation_id", "language"),)

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    language: Mapped[str] = mapped_column(String(8))
    title: Mapped[Name]
    asks: Mapped[dict[str, Any]]  # words by ask id, as text
    why: Mapped[Long]
    why_html: Mapped[Long]
    costs: Mapped[Long]
    edit: Mapped[int]  # of the text that it says in another language; an older one is marked as behind
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    at: Mapped[When]


class RecommendationTerm(Base):
    """A stem, concept or piece of evidence by which recommendations are found to be alike."""

    __tablename__ = "recommendation_term"
    __table_args__ = (UniqueConstraint("term", "recommendation_id"),)

    id: Mapped[Key]
    term: Mapped[str] = mapped_column(String(60))
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    weight: Mapped[int]  # how often, in thousandths of the text
