"""A body with a session, its members, and people around it."""

import datetime as dt
from types import SimpleNamespace

import pytest

from forum.kit import clock, site
from models import BodyMember, BodySession, Role


@pytest.fixture(autouse=True)
def defaults_again():
    yield
    site.forget()


@pytest.fixture
def body(make):
    return make.body("Committee on Streets")


@pytest.fixture
def session_of(make):
    def made(body, starts, days=3, **fields):
        ends = starts + dt.timedelta(days=days - 1)
        return make.add(BodySession(body_id=body.id, name="Eighty-ninth session", starts_on=starts, ends_on=ends, **fields))

    return made


@pytest.fixture
def seats(make, body):
    """Members of the body, and who speaks for each of them."""
    kinds = {"north": "chair", "south": "member", "watcher": "observer"}
    members = {
        key: make.add(BodyMember(body_id=body.id, name=f"Delegation {key}", kind=kind)) for key, kind in kinds.items()
    }
    people = {
        key: make.actor(Role.STATE, body_id=body.id, organisation=row.name, office="Delegate")
        for key, row in members.items()
    }
    return SimpleNamespace(members=members, **people)


@pytest.fixture
def in_days():
    return lambda days: clock.today() + dt.timedelta(days=days)
