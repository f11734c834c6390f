"""What cities said to each other about a text: answers, uses, adoptions, and requests to be put in touch."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import joinedload

from forum.accounts.actor import Actor
from models import Adoption, Answer, Challenge, ChallengeClosure, City, ContactRequest, Contribution, Experience
from models.base import db


@dataclass
class Answers:
    """The answers to a challenge, which of them were used, and how the city closed it."""

    rows: list[Any]
    closure: ChallengeClosure | None

    @property
    def used(self) -> set[int]:
        return set(self.closure.used_answers) if self.closure else set()


def answers(challenge_id: int) -> list[Answer]:
    statement = select(Answer).filter_by(challenge_id=challenge_id).order_by(Answer.id)
    return list(db.session.scalars(statement))


def answers_and_uses(challenge_id: int) -> Answers:
    """For the challenge's page, in one statement; an answer whose experience is hidden keeps its words, not its link."""
    found = list(db.session.execute(_answers(), {"of": challenge_id}))
    return Answers([row for row in found if row.id], found[0].ChallengeClosure if found else None)


@lru_cache
def _answers() -> Any:
    columns = (
        Answer.id, Answer.kind, Answer.html, Answer.at, Answer.experience_id, City.name.label("city"),
        City.slug, City.country_iso2, Contribution.title, Contribution.state, Contribution.figure,
        Contribution.figure_label, ChallengeClosure,
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(Challenge.__table__)
        .outerjoin(ChallengeClosure, ChallengeClosure.challenge_id == Challenge.__table__.c.id)
        .outerjoin(Answer, Answer.challenge_id == Challenge.__table__.c.id)
        .outerjoin(City, City.id == Answer.city_id)
        .outerjoin(Contribution.__table__, Contribution.id == Answer.experience_id)
        .where(Challenge.__table__.c.id == bindparam("of"))
        .order_by(Answer.id)
    )


def closure(challenge_id: int) -> ChallengeClosure | None:
    return db.session.scalar(select(ChallengeClosure).filter_by(challenge_id=challenge_id))


def adoptions(experience_id: int) -> list[Any]:
    """Cities that did this too, first one first."""
    return list(db.session.execute(_adoptions(), {"of": experience_id}))


@lru_cache
def _adoptions() -> Any:
    columns = (
        Adoption.id, Adoption.at, Adoption.html, Adoption.outcome_html, Adoption.outcome_at, Adoption.challenge_id,
        Adoption.city_id, City.name.label("city"), City.slug, City.country_iso2,
    )  # fmt: skip
    statement = select(*columns).join(City, City.id == Adoption.city_id)
    return statement.where(Adoption.experience_id == bindparam("of")).order_by(Adoption.id).limit(200)


def adoption(identity: int) -> Adoption | None:
    loads = (joinedload(Adoption.city), joinedload(Adoption.experience).joinedload(Experience.city))
    return db.session.scalar(select(Adoption).filter_by(id=identity).options(*loads))


def adoptions_of_city(city_id: int) -> list[Any]:
    """What a city took over from others, where that may be seen."""
    columns = (Adoption.id, Adoption.at, Adoption.outcome_html, Adoption.outcome_at, Contribution.id.label("experience_id"))
    theirs = Adoption.city_id == city_id
    statement = select(*columns, Contribution.title, City.name.label("from_city"))
    statement = statement.join(Contribution.__table__, Contribution.id == Adoption.experience_id)
    statement = statement.join(City, City.id == Contribution.city_id).where(theirs, Contribution.state == "published")
    return list(db.session.execute(statement.order_by(Adoption.id.desc()).limit(50)))


def adoptions_for(challenge_id: int) -> list[Any]:
    """Experiences that the asking city took over because of this challenge."""
    columns = (Adoption.id, Adoption.html, Adoption.at, Adoption.outcome_html, Adoption.experience_id, Contribution.title)
    statement = select(*columns, City.name.label("from_city"))
    statement = statement.join(Contribution.__table__, Contribution.id == Adoption.experience_id)
    statement = statement.join(City, City.id == Contribution.city_id)
    statement = statement.where(Adoption.challenge_id == challenge_id, Contribution.state == "published")
    return list(db.session.execute(statement.order_by(Adoption.id)))


def open_challenges(actor: Actor) -> list[Any]:
    """A city's own challenges, for naming the one that an adoption answers."""
    statement = select(Challenge).filter_by(city_id=actor.city_id or 0, state="published")
    return list(db.session.scalars(statement.order_by(Challenge.published_at.desc()).limit(50)))


def has_asked(experience_id: int, actor: Actor) -> bool:
    asked = exists().where(ContactRequest.experience_id == experience_id, ContactRequest.person_id == (actor.person_id or 0))
    return bool(db.session.scalar(select(asked)))


def contact_requests(experience_id: int) -> list[ContactRequest]:
    """Who asks to be put in touch; for the experience's own city."""
    statement = select(ContactRequest).filter_by(experience_id=experience_id).options(joinedload(ContactRequest.person))
    return list(db.session.scalars(statement.order_by(ContactRequest.id.desc()).limit(100)))
