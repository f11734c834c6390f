"""What came after an answer: a milestone that is reached, and a city that does now what was asked, with an experience."""

import datetime as dt
from typing import Any

from forum.consideration.operations import follow_up
from forum.desk.demo.play import Play
from forum.kit import clock
from forum.recommendations.case import Case
from forum.recommendations.queries import recommendations as reading
from models import Experience
from models.base import db

LANES, EDITOR = "recommendation:Lanes for buses where they wait", "editor@demo.example"


def schedule(play: Play) -> None:
    """Both after the experience along the harbour is there."""
    play.ago(5, lambda: _milestone(play))
    play.ago(4, lambda: _undertake(play))


def _case(play: Play) -> Case:
    found = reading.find(None, play.made[LANES])
    assert found is not None
    return found


def _milestone(play: Play) -> Any:
    due = clock.today() + dt.timedelta(days=30)
    reached = follow_up.set_milestone(_case(play), play.actor(EDITOR), "Lanes in three cities", due)
    later = "A model paragraph for councils"
    follow_up.set_milestone(_case(play), play.actor(EDITOR), later, clock.today() + dt.timedelta(days=200))
    words = "Wexmoor, Valdoro and Cedar Narrows have opened theirs."
    return follow_up.report_progress(_case(play), play.mayor("wexmoor"), 60, "", words, reached, True)


def _undertake(play: Play) -> Any:
    experience = db.session.get_one(Experience, play.made["experience:harbour"])
    words = "Valdoro gives buses their own lane wherever they wait for more than a minute."
    return follow_up.undertake(_case(play), play.mayor("valdoro"), experience, words)
