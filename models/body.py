"""Intergovernmental bodies that recommendations go to: their members, their sessions, and what stands on an agenda."""

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Line, Long, Name, When, Word


class Body(Base):
    __tablename__ = "body"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[Name]
    acronym: Mapped[Line]
    about: Mapped[Long]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)  # to which it reports
    sponsor_threshold: Mapped[int] = mapped_column(default=1)  # cities behind a recommendation, the lead among them
    invented: Mapped[bool] = mapped_column(default=False)


class BodyMember(Base):
    """A State or organisation that sits on a body. Who may speak for it holds a mandate with this body and this name."""

    __tablename__ = "body_member"
    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[Name]  # as Mandate.organisation has it
    kind: Mapped[Word] = mapped_column(default="member")  # member | chair | vice-chair | observer
    country_iso2: Mapped[str] = mapped_column(String(2), default="")
    since: Mapped[dt.date | None]
    until: Mapped[dt.date | None]  # the last day


class BodySession(Base):
    __tablename__ = "body_session"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[Name]
    place: Mapped[Line]
    starts_on: Mapped[dt.date] = mapped_column(index=True)
    ends_on: Mapped[dt.date]
    documents_due_on: Mapped[dt.date | None]  # where the body has said so; otherwise counted back from the first day
    changed_at: Mapped[When | None]  # for calendars that read it again

    body = relationship("Body", lazy="raise_on_sql")


class AgendaItem(Base):
    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("session_id", "position"),)

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("body_session.id"))
    position: Mapped[int]
    number: Mapped[Word]  # as the body writes it: 4, 4 (b)
    title: Mapped[Name]
