"""Where people come from whom an act concerns: parties, followers, offices, those whom the act names."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, or_, select

from forum.bodies.rules import members
from forum.kit import clock, subjects
from forum.recommendations.queries import interests
from models import (
    Assignment,
    BodyMember,
    City,
    Declaration,
    DraftingCity,
    Evidence,
    Experience,
    Follow,
    LedgerEvent,
    Mandate,
    MandateVerification,
    Path,
    Person,
    Recommendation,
    Role,
    Signature,
    Sponsor,
    WordingProposal,
)
from models.base import db
from models.mandate import BUREAU_ROLES, CITY_ROLES

Rows = Iterable[tuple[int, str]]  # (person id, reason)
Source = Callable[[LedgerEvent], Rows]
MAYORS = (Role.MAYOR, Role.DEPUTY)


def in_force() -> Select[Any]:
    """People with a mandate that holds today."""
    day = clock.today()
    return (
        select(Mandate.person_id)
        .join(MandateVerification, MandateVerification.mandate_id == Mandate.id)
        .where(Mandate.starts_on <= day, (Mandate.ends_on.is_(None)) | (Mandate.ends_on >= day))
        .where(Mandate.ended_at.is_(None))
        .distinct()
    )


def conflicted(recommendation: int) -> Select[Any]:
    """People of cities that have a part in it, and those who declared an interest in it or in such a city."""
    cities = interests.involved([recommendation]).with_only_columns(Sponsor.city_id)
    declared = interests.interested([recommendation]).subquery()
    return select(Person.id).where(
        or_(Person.id.in_(in_force().where(Mandate.city_id.in_(cities))), Person.id.in_(select(declared.c.person_id)))
    )


def holding(reason: str, *roles: str, but: str = "") -> Source:
    """Everybody with one of these roles, except who has a conflict of interest with a recommendation.

    `but`: the key in the event under which one person stands who is left out.
    """

    def source(event: LedgerEvent) -> Rows:
        statement = in_force().where(Mandate.role.in_(roles))
        if event.subject_kind == "recommendation":
            statement = statement.where(Mandate.person_id.not_in(conflicted(event.subject_id)))
        left_out = event.data.get(but)
        return [(person_id, reason) for person_id in db.session.scalars(statement) if person_id != left_out]

    return source


def people_of(cities: Select[Any], reason: str, roles: tuple[str, ...] = CITY_ROLES) -> Rows:
    statement = in_force().where(Mandate.city_id.in_(cities), Mandate.role.in_(roles))
    return [(person_id, reason) for person_id in db.session.scalars(statement)]


def followers(event: LedgerEvent) -> Rows:
    statement = select(Follow.person_id).filter_by(subject_kind=event.subject_kind, subject_id=event.subject_id, muted=False)
    return [(person_id, "follower") for person_id in db.session.scalars(statement)]


def city_followers(event: LedgerEvent) -> Rows:
    """Who follows the city that acted."""
    statement = select(Follow.person_id).filter_by(subject_kind="city", subject_id=event.city_id or 0, muted=False)
    return [(person_id, "city") for person_id in db.session.scalars(statement)]


def author(event: LedgerEvent) -> Rows:
    subject = subjects.find(event.subject_kind, event.subject_id, None)
    return [(subject.author_id, "author")] if subject and subject.author_id else []


def named(key: str, reason: str) -> Source:
    """People whose ids the event carries."""

    def source(event: LedgerEvent) -> Rows:
        value = event.data.get(key) or []
        return [(person_id, reason) for person_id in (value if isinstance(value, list) else [value])]

    return source


def named_cities(key: str, reason: str, roles: tuple[str, ...] = CITY_ROLES) -> Source:
    def source(event: LedgerEvent) -> Rows:
        value = event.data.get(key) or []
        ids = value if isinstance(value, list) else [value]
        statement = in_force().where(Mandate.city_id.in_(ids), Mandate.role.in_(roles))
        return [(person_id, reason) for person_id in db.session.scalars(statement)] if ids else []

    return source


def group_of(*roles: str) -> Source:
    return lambda event: people_of(select(DraftingCity.city_id).filter_by(declaration_id=event.subject_id), "group", roles)


group, group_mayors = group_of(*CITY_ROLES), group_of(*MAYORS)


def lead(event: LedgerEvent) -> Rows:
    model = Declaration if event.subject_kind == "declaration" else Recommendation
    return people_of(select(model.lead_city_id).where(model.id == event.subject_id), "lead")


def own(*roles: str) -> Source:
    """Those who hold one of these roles for the city that acted."""
    return lambda event: people_of(select(Mandate.city_id).where(Mandate.id == (event.mandate_id or 0)), "city", roles)


def of_city(*roles: str) -> Source:
    """Those who hold one of these roles for the city that the event names; where nobody acted."""
    return lambda event: people_of(select(City.id).where(City.id == (event.city_id or 0)), "city", roles)


def signatories(event: LedgerEvent) -> Rows:
    statement = select(Signature.person_id).filter_by(declaration_id=event.subject_id, standing=True)
    return [(person_id, "signatory") for person_id in db.session.scalars(statement)]


def all_mayors(event: LedgerEvent) -> Rows:
    return [(person_id, "city") for person_id in db.session.scalars(in_force().where(Mandate.role.in_(MAYORS)))]


def sponsors(event: LedgerEvent) -> Rows:
    """Cities that sponsor it or are asked to; with those whose own recommendation was merged into it."""
    merged = select(Recommendation.id).filter_by(merged_into_id=event.subject_id)
    held = or_(Sponsor.recommendation_id == event.subject_id, Sponsor.recommendation_id.in_(merged) & event.public)
    return people_of(select(Sponsor.city_id).where(held, Sponsor.state != "left"), "sponsor")


def session_sponsors(event: LedgerEvent) -> Rows:
    """Cities whose recommendations are before the session that the event names."""
    before = select(Path.recommendation_id).where(
        Path.session_id == event.data.get("session_id"), Path.stage.in_(("forwarded", "considered"))
    )
    held = select(Sponsor.city_id).where(Sponsor.recommendation_id.in_(before), Sponsor.state != "left")
    return people_of(held, "sponsor")


def _seated(body_id: int, kinds: tuple[str, ...] = ()) -> Select[Any]:
    """People who speak for a member whose seat has begun and is not over; under its name, however that is written."""
    day = clock.today()
    seats = select(BodyMember).where(BodyMember.body_id == body_id, *([BodyMember.kind.in_(kinds)] if kinds else []))
    names = {seat.name.strip().casefold() for seat in db.session.scalars(seats) if members.seated(seat, day)}
    speaking = in_force().where(Mandate.body_id == body_id, Mandate.role == Role.STATE)
    held = speaking.with_only_columns(Mandate.id, Mandate.organisation)
    ids = [mandate for mandate, name in db.session.execute(held) if name.strip().casefold() in names]
    return speaking.where(Mandate.id.in_(ids))


def body_members(event: LedgerEvent) -> Rows:
    """Those who speak for members of the body that the event is about."""
    statement = _seated(event.data.get("body_id", event.subject_id))
    return [(person_id, "member") for person_id in db.session.scalars(statement)]


def body_chairs(event: LedgerEvent) -> Rows:
    """Those who speak for its chair and vice-chairs; without people who have an interest in what the event is about."""
    statement = _seated(event.subject_id or 0, members.CHAIRS)
    statement = statement.where(Mandate.person_id.not_in(conflicted(event.data.get("recommendation_id") or 0)))
    return [(person_id, "member") for person_id in db.session.scalars(statement)]


EDITORS = holding("staff", Role.EDITOR)
APPROVERS = holding("staff", Role.APPROVER)
BUREAU = holding("bureau", *BUREAU_ROLES)


def the_screener(event: LedgerEvent) -> Rows:
    """Who screens it, unless their city has a part in it by now, and nobody in their place."""
    held = select(Assignment.assignee_id).filter_by(recommendation_id=event.subject_id).where(Assignment.ended_at.is_(None))
    return _impartial(event, db.session.scalars(held))


def screener(event: LedgerEvent) -> Rows:
    """Who screens it; without one, the editors."""
    return the_screener(event) or EDITORS(event)


def proposers(event: LedgerEvent) -> Rows:
    """Who proposed the wording that was answered."""
    asked = select(WordingProposal.person_id).where(WordingProposal.id.in_(event.data.get("proposal_ids") or []))
    return _impartial(event, db.session.scalars(asked.distinct()))


def _impartial(event: LedgerEvent, people: Iterable[int]) -> Rows:
    editors = {person_id for person_id, _reason in EDITORS(event)}
    return [(person_id, "staff") for person_id in people if person_id in editors]


def lead_mayors(event: LedgerEvent) -> Rows:
    """Mayor and deputies of the city that leads."""
    return people_of(select(Recommendation.lead_city_id).where(Recommendation.id == event.subject_id), "lead", MAYORS)


def evidence_authors(event: LedgerEvent) -> Rows:
    """Those who wrote the experiences that a recommendation rests on."""
    cited = select(Evidence.experience_id).filter_by(recommendation_id=event.subject_id)
    statement = select(Experience.author_id).where(Experience.id.in_(cited))
    return [(person_id, "evidence") for person_id in db.session.scalars(statement)]


def evidence_signatories(event: LedgerEvent) -> Rows:
    """Those who signed the declaration that a recommendation rests on."""
    cited = select(Evidence.declaration_id).filter_by(recommendation_id=event.subject_id)
    statement = select(Signature.person_id).where(Signature.declaration_id.in_(cited), Signature.standing)
    return [(person_id, "signatory") for person_id in db.session.scalars(statement)]
