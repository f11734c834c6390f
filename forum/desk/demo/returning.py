"""What is between the secretariat and those who ask: answers half written, a request for time, words that are proposed."""

import datetime as dt
from functools import partial
from typing import Any

from forum.desk.demo import recommendations
from forum.desk.demo.play import Play, read
from forum.kit import clock
from forum.recommendations.operations import proposing, returning, submission


def schedule(play: Play) -> None:
    """After the returns themselves, which are steps of each recommendation's way."""
    today = clock.today()
    for entry in (*read("recommendations.json"), *read("queue.json")):
        if "half" in entry:
            play.ago(2, partial(_answer_some, play, entry))
        if "more_time" in entry:
            play.ago(1.5, partial(_ask_more_time, play, entry, today))
        if "wording" in entry:
            play.ago(1.2, partial(_propose, play, entry))


def _answer_some(play: Play, entry: dict[str, Any]) -> None:
    found = recommendations.case(play, entry)
    answers = {point.id: text for point, text in zip(found.points, entry["half"], strict=False)}
    submission.answer_points(found, play.delegate(entry["lead"]), answers)


def _ask_more_time(play: Play, entry: dict[str, Any], today: dt.date) -> None:
    days, reason = entry["more_time"]
    until = today + dt.timedelta(days=days)
    returning.ask_more_time(recommendations.case(play, entry), play.mayor(entry["lead"]), until, reason)


def _propose(play: Play, entry: dict[str, Any]) -> None:
    found = recommendations.case(play, entry)
    text, reason = entry["wording"]
    proposing.propose(found, play.actor(recommendations.EDITOR), recommendations.field_of(found, "ask"), text, reason)
