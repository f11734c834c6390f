"""Who may act: a verified mandate in force, one at a time."""

import datetime as dt

import pytest

from forum.accounts.actor import may_act
from forum.accounts.sessions import load_actor
from forum.kit import clock
from models.mandate import Role


def test_a_mayor_acts_for_the_city(make):
    actor = make.actor(Role.MAYOR, make.city("Braga"))
    assert may_act(actor)
    assert actor.byline.endswith("Mayor of Braga")


@pytest.mark.parametrize(
    ("starts", "ends", "verified", "allowed"),
    [
        (-10, None, True, True),
        (-10, 0, True, True),
        (-10, -1, True, False),
        (1, None, True, False),
        (-10, None, False, False),
    ],
)
def test_a_mandate_holds_from_its_first_day_to_its_last(make, starts, ends, verified, allowed):
    day = clock.today()
    person, city = make.person(), make.city()
    make.mandate(
        person,
        Role.MAYOR,
        city,
        verified=verified,
        starts_on=day + dt.timedelta(days=starts),
        ends_on=None if ends is None else day + dt.timedelta(days=ends),
    )
    verdict = may_act(load_actor(person.id))
    assert bool(verdict) is allowed
    if not allowed:
        assert verdict.sentence == "You hold no mandate in force today."
