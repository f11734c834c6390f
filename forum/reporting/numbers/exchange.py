"""Numbers of cities, of what they posted, and of what they agreed on and signed."""

from typing import Any

from sqlalchemy import Select, func, select

from forum.declarations.queries.counting import counts
from forum.declarations.queries.declarations import PUBLIC
from forum.kit.i18n import _l
from forum.reporting.numbers.definition import Number, columns
from forum.reporting.numbers.period import Period
from models import City, Contribution, Declaration, Signature, StageChange, Version
from models.declaration import Stage


def _cities(period: Period) -> Select[Any]:
    return select(*columns("city", City.id, City.name, City.accredited_at, City.slug)).where(*period.has(City.accredited_at))


def _posted(kind: str) -> Any:
    def rows(period: Period) -> Select[Any]:
        shown = columns(kind, Contribution.id, Contribution.title, Contribution.published_at, Contribution.id, City.name)
        statement = select(*shown).join(City, City.id == Contribution.city_id)
        state = (Contribution.kind == kind, Contribution.state == "published")
        return statement.where(*state, *period.has(Contribution.published_at))

    return rows


def _opened(period: Period) -> Select[Any]:
    first = select(Version.declaration_id, func.min(Version.at).label("at")).group_by(Version.declaration_id).subquery()
    opened = func.coalesce(first.c.at, Declaration.created_at, type_=Declaration.created_at.type)
    shown = columns("declaration", Declaration.id, Declaration.title, opened, Declaration.id, City.name)
    statement = select(*shown).outerjoin(first, first.c.declaration_id == Declaration.id)
    statement = statement.join(City, City.id == Declaration.lead_city_id)
    return statement.where(Declaration.stage.in_(PUBLIC), *period.has(opened))


def _adopted(period: Period) -> Select[Any]:
    change = select(StageChange.declaration_id, func.min(StageChange.at).label("at")).where(
        StageChange.target == Stage.ADOPTED
    )
    first = change.group_by(StageChange.declaration_id).subquery()
    shown = columns("declaration", Declaration.id, Declaration.title, first.c.at, Declaration.id, City.name)
    statement = select(*shown).join(first, first.c.declaration_id == Declaration.id)
    statement = statement.join(City, City.id == Declaration.lead_city_id)
    return statement.where(Declaration.stage.in_(PUBLIC), *period.has(first.c.at))


def _signatures(period: Period) -> Select[Any]:
    shown = columns("declaration", Signature.id, Declaration.title, Signature.at, Declaration.id, City.name)
    return _signed(select(*shown), period)


def _signatories(period: Period) -> Select[Any]:
    shown = columns("city", City.id, City.name, func.max(Signature.at, type_=Signature.at.type), City.slug)
    return _signed(select(*shown), period).group_by(City.id, City.name, City.slug)


def _signed(statement: Select[Any], period: Period) -> Select[Any]:
    joined = statement.select_from(Signature).join(Declaration, Declaration.id == Signature.declaration_id)
    joined = joined.join(City, City.id == Signature.city_id)
    return joined.where(counts(), Declaration.stage.in_(PUBLIC), *period.has(Signature.at))


EXCHANGE = (
    Number(
        "cities",
        _l("Cities"),
        _l("Cities that two members of the secretariat have accredited, by the day of their accreditation."),
        _cities,
    ),
    Number(
        "experiences",
        _l("Experiences"),
        _l("Experiences that stand published, by the day of their publication. Drafts and hidden ones do not count."),
        _posted("experience"),
    ),
    Number(
        "challenges",
        _l("Challenges"),
        _l("Challenges that stand published, open and closed ones, by the day of their publication."),
        _posted("challenge"),
    ),
    Number(
        "declarations",
        _l("Declarations"),
        _l("Declarations whose text was frozen and that are open for signature, adopted or closed, by the day of opening."),
        _opened,
    ),
    Number(
        "adopted",
        _l("Declarations adopted"),
        _l("Declarations that the chair recorded as adopted, by the day of the first record."),
        _adopted,
    ),
    Number(
        "signatures",
        _l("Signatures"),
        _l(
            "Signatures under public declarations that count: not withdrawn, not contested with success, under a version "
            "that stands. One city may sign several declarations."
        ),
        _signatures,
    ),
    Number(
        "signatories",
        _l("Cities that signed"),
        _l("Cities with at least one signature that counts; each is counted once, however many declarations it signed."),
        _signatories,
    ),
)
