"""Moderation in the demo: a text hidden for good, one that came back after an appeal, a flag and a comment that wait."""

from functools import partial
from typing import Any

from forum.accounts.operations.inviting import invite
from forum.desk.demo import cast, talk
from forum.desk.demo.play import Play, read
from forum.moderation import operations, queries, texts
from forum.moderation.texts import Text
from models import ModerationDecision, Role

FIRST, OTHER = "editor@demo.example", "approver@demo.example"


def schedule(play: Play) -> None:
    told = read("talk.json")
    for key, outcome in (("advertising", "dismissed"), ("sharp", "upheld"), ("waiting", "")):
        entry = told[key]
        play.ago(entry["days"], partial(_say, play, key, entry))
        play.ago(entry["days"] - 0.5, partial(_flag, play, key, entry))
        if outcome:
            play.ago(entry["days"] - 1, partial(_hide, play, key, entry))
            play.ago(entry["days"] - 2, partial(_appeal, play, key, entry))
            play.ago(entry["days"] - 4, partial(_decide_appeal, play, key, entry, outcome))
    play.ago(20, partial(_newcomer, play))
    play.ago(told["held"]["days"], partial(talk.say, play, told["held"]))


def _say(play: Play, key: str, entry: dict[str, Any]) -> None:
    play.made[f"comment:{key}"] = talk.say(play, entry).id


def _text(play: Play, key: str) -> Text:
    found = texts.find("comment", play.made[f"comment:{key}"])
    assert found is not None
    return found


def _flag(play: Play, key: str, entry: dict[str, Any]) -> None:
    operations.flag(play.actor(entry["flagged_by"]), _text(play, key), entry["rule"], entry["note"])


def _hide(play: Play, key: str, entry: dict[str, Any]) -> None:
    row = operations.decide(play.actor(FIRST), _text(play, key), "hide", entry["rule"], entry["statement"])
    play.made[f"decision:{key}"] = row.id


def _decision(play: Play, key: str) -> ModerationDecision:
    found = queries.get_decision(play.made[f"decision:{key}"])
    assert found is not None
    return found


def _appeal(play: Play, key: str, entry: dict[str, Any]) -> None:
    operations.appeal(play.actor(entry["by"]), _decision(play, key), entry["appeal"])


def _decide_appeal(play: Play, key: str, entry: dict[str, Any], outcome: str) -> None:
    operations.decide_appeal(play.actor(OTHER), _decision(play, key), outcome, entry["outcome"])


def _newcomer(play: Play) -> None:
    """An observer of whom nothing was shown yet, and an invitation whose mandate waits to be verified."""
    cast.add_person(
        play, "newcomer@demo.example", "Ravi Menon", Role.OBSERVER, "Researcher", "Institute of Streets (invented)"
    )
    invite(
        play.actor(FIRST),
        "council@demo.example",
        "Inês Prata",
        role=Role.DELEGATE,
        office="Head of the mayor's office",
        city_id=play.cities["porto-claro"].id,
        evidence="Letter of the mayor (invented)",
    )
