"""Bodies with a parent, members and agendas, and what is said in their rooms: all invented, no State has a position here."""

import datetime as dt
from functools import partial
from typing import Any

from sqlalchemy import select

from forum.bodies.queries import members
from forum.consideration.operations import room
from forum.desk.demo import cast
from forum.desk.demo.play import Play, read
from forum.kit import clock
from forum.recommendations.case import Case
from forum.recommendations.queries import find
from models import AgendaItem, Body, BodyMember, BodyQuestion, BodySession, Mandate, Path, Role
from models.base import db


def enter(play: Play) -> None:
    """At the beginning: to whom the bodies report, who sits on them, and what stands on the agendas."""
    told = read("rooms.json")
    slug, name, acronym = told["parent"]
    about = "An invented body for the demonstration; no organ of the United Nations has this name."
    parent = Body(slug=slug, name=name, acronym=acronym, about=about, invented=True)
    db.session.add(parent)
    db.session.flush()
    for body, seats in told["members"].items():
        play.made[body].parent_id = parent.id
        db.session.add_all(BodyMember(body_id=play.made[body].id, name=who, kind=kind) for who, kind in seats)
    for session in db.session.scalars(select(BodySession).order_by(BodySession.id)):
        rows = enumerate(told["agenda"], 1)
        db.session.add_all(AgendaItem(session_id=session.id, position=n, number=k, title=t) for n, (k, t) in rows)
    for email, person, body, member in told["people"]:
        cast.add_person(play, email, person, Role.STATE, "Delegate", body)
        _sits_for(play, email, member)
    _sits_for(play, "state@demo.example", "Delegation A of the demonstration")
    db.session.flush()


def schedule(play: Play) -> None:
    told = read("rooms.json")
    play.ago(5, partial(_place, told["item"]))
    for entry in told["said"]:
        for who, stance, text, days in entry["positions"]:
            play.ago(days, partial(_state, play, entry["title"], who, stance, text))
        for who, text, days, term, answer, answered in entry["questions"]:
            play.ago(days, partial(_ask, play, entry["title"], who, text, term))
            if answer:
                play.ago(answered, partial(_answer, play, entry["title"], text, answer))
        for who, old, new, reason, days in entry["suggestions"]:
            play.ago(days, partial(_suggest, play, entry["title"], who, (old, new), reason))


def _sits_for(play: Play, email: str, member: str) -> None:
    mandate = db.session.scalar(select(Mandate).filter_by(person_id=play.people[email].id))
    assert mandate is not None
    mandate.organisation = member


def _case(play: Play, title: str) -> Case:
    found = find(None, play.made[f"recommendation:{title}"])
    assert found is not None
    return found


def _place(number: str) -> None:
    """What is before the sessions stands under one item of their agendas."""
    items = select(AgendaItem).filter_by(number=number)
    by_session = {item.session_id: item.id for item in db.session.scalars(items)}
    for path in db.session.scalars(select(Path).where(Path.session_id.in_(by_session))):
        path.agenda_item_id = by_session[path.session_id]
    db.session.flush()


def _in_the_room(play: Play, title: str, who: str) -> tuple[Any, ...]:
    """What every act there begins with: who acts, for which member, on which path of which recommendation."""
    case, actor = _case(play, title), play.actor(who)
    seat = members.seat_in_use(actor, case.paths[0].body_id)
    assert seat is not None
    return actor, seat, case.paths[0], case.row


def _state(play: Play, title: str, who: str, stance: str, text: str) -> None:
    room.state(*_in_the_room(play, title, who), stance, text)


def _ask(play: Play, title: str, who: str, text: str, term: int) -> None:
    room.ask(*_in_the_room(play, title, who), text, clock.today() + dt.timedelta(days=term))


def _answer(play: Play, title: str, text: str, answer: str) -> None:
    question = db.session.scalar(select(BodyQuestion).filter_by(text=text))
    assert question is not None
    case = _case(play, title)
    lead = next(slug for slug, city in play.cities.items() if city.id == case.row.lead_city_id)
    room.answer(case, play.mayor(lead), question, answer)


def _suggest(play: Play, title: str, who: str, change: tuple[str, str], reason: str) -> None:
    ask = _case(play, title).asks[0]
    room.suggest(*_in_the_room(play, title, who), ask, ask.text.replace(*change), reason)
