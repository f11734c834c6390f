"""Two members of staff help a person who has lost every second factor; a waiting period lets the person stop it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, PersonId, When


class FactorRecovery(Base):
    __tablename__ = "factor_recovery"

    id: Mapped[Key]
    person_id: Mapped[PersonId]
    asked_by_id: Mapped[PersonId]
    reason: Mapped[Line]  # how the identity was checked
    asked_at: Mapped[When]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    agreed_at: Mapped[When | None]
    ready_at: Mapped[When | None]  # the waiting period ends
    stopped_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    stopped_at: Mapped[When | None]
    done_at: Mapped[When | None]

    person = relationship("Person", foreign_keys="FactorRecovery.person_id", lazy="raise_on_sql")
    asked_by = relationship("Person", foreign_keys="FactorRecovery.asked_by_id", lazy="raise_on_sql")
    agreed_by = relationship("Person", foreign_keys="FactorRecovery.agreed_by_id", lazy="raise_on_sql")
