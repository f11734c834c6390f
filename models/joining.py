"""A city asks the lead of a recommendation to be taken in as a co-sponsor."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, CityId, Key, Line, Long, MandateId, PersonId, When, Word


class JoinRequest(Base):
    __tablename__ = "join_request"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    city_id: Mapped[CityId]
    person_id: Mapped[PersonId]
    mandate_id: Mapped[MandateId]
    byline: Mapped[Line]
    text: Mapped[Long]  # why it asks
    state: Mapped[Word] = mapped_column(default="waiting")  # waiting | accepted | declined
    edit: Mapped[int]  # of the text that it read and agrees to
    at: Mapped[When]
    answer: Mapped[Line]
    answered_at: Mapped[When | None]

    city = relationship("City", lazy="raise_on_sql")
