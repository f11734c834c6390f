"""The database handle, the column types and the habits that every table shares."""

import datetime as dt
from typing import Annotated, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, ForeignKey, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Constraints carry names, so that a migration can drop what another one made."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={dict[str, Any]: JSON, list[Any]: JSON},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class Moment(TypeDecorator[dt.datetime]):
    """A point in time: aware and UTC in Python, without an offset in the database (SQLite keeps none)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        return value.replace(tzinfo=dt.UTC) if value is not None else None


Key = Annotated[int, mapped_column(primary_key=True)]
Name = Annotated[str, mapped_column(String(200))]
Word = Annotated[str, mapped_column(String(40))]
Line = Annotated[str, mapped_column(String(500), default="")]
Long = Annotated[str, mapped_column(Text, default="")]
When = Annotated[dt.datetime, mapped_column(Moment)]
PersonId = Annotated[int, mapped_column(ForeignKey("person.id"), index=True)]
MandateId = Annotated[int, mapped_column(ForeignKey("mandate.id"), index=True)]
CityId = Annotated[int, mapped_column(ForeignKey("city.id"), index=True)]
