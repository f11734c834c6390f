"""What is said about the texts of the demo, in threads, with mentions of what others did."""

from functools import partial
from typing import Any

from forum.desk.demo import consent
from forum.desk.demo.play import Play, read
from forum.discussion import operations
from forum.kit import subjects
from models import Comment


def schedule(play: Play) -> None:
    for entry in read("talk.json")["comments"]:
        play.ago(entry["days"], partial(say, play, entry))
    for declaration in read("declarations.json"):
        for number, entry in enumerate(declaration["comments"]):
            days = 12 - number if declaration["stage"] == "drafting" else 7 - number
            play.ago(days, partial(_say_of_text, play, declaration["key"], entry))


def say(play: Play, entry: dict[str, Any]) -> Comment:
    """Under one of the sourced experiences, counted from the oldest; `reply` answers what was said last."""
    identity = play.made["experiences"][entry["on"]]
    actor = play.actor(entry["by"])
    subject = subjects.find("contribution", identity, actor)
    assert subject is not None
    last = play.made.get(f"said:{identity}") if entry.get("reply") else None
    row = operations.post(actor, subject, entry["text"], last)
    play.made[f"said:{identity}"] = row
    return row


def _say_of_text(play: Play, key: str, entry: dict[str, Any]) -> None:
    if "quote" in entry:
        consent.say_of_words(play, key, entry)
        return
    actor = play.actor(entry["by"])
    subject = subjects.find("declaration", play.made[f"declaration:{key}"], actor)
    assert subject is not None
    uid = play.made[f"clauses:{key}"][entry["clause"]] if "clause" in entry else None
    operations.post(actor, subject, entry["text"], None, uid)
