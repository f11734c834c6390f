"""How far the texts of the demo are agreed, and what was written anew since."""

from functools import partial
from typing import Any

from forum.declarations.operations import agreeing, anchoring, clauses
from forum.desk.demo.declarations import dossier
from forum.desk.demo.play import Play, read
from forum.kit import subjects
from models import Comment


def schedule(play: Play) -> None:
    for declaration in read("declarations.json"):
        for entry in declaration.get("agreed", []):
            play.ago(entry["days"], partial(_agree, play, declaration["key"], entry))
        for entry in declaration.get("rewritten", []):
            play.ago(entry["days"], partial(_rewrite, play, declaration["key"], entry))


def say_of_words(play: Play, key: str, entry: dict[str, Any]) -> Comment:
    """A comment that hangs on words of a paragraph; some talks are settled at once."""
    found, actor = dossier(play, key), play.actor(entry["by"])
    uid = play.made[f"clauses:{key}"][entry["clause"]]
    clause = next(c for c in found.clauses if c.uid == uid)
    subject = subjects.find("declaration", found.id, actor)
    assert subject is not None
    row = anchoring.comment_on(found, actor, subject, clause, entry["quote"], None, entry["text"])
    if "resolved" in entry:
        anchoring.settle(found, play.actor(entry["resolved"]), row, True)
    return row


def _agree(play: Play, key: str, entry: dict[str, Any]) -> None:
    found, uids = dossier(play, key), play.made[f"clauses:{key}"]
    wanted = {uids[number] for number in entry["clauses"]}
    chosen = [clause for clause in found.clauses if clause.uid in wanted]
    agreeing.mark(found, play.actor(entry["by"]), chosen, entry["state"])


def _rewrite(play: Play, key: str, entry: dict[str, Any]) -> None:
    found = dossier(play, key)
    uid = play.made[f"clauses:{key}"][entry["clause"]]
    clause = next(c for c in found.clauses if c.uid == uid)
    clauses.change_clause(found, play.actor(entry["by"]), clause, clause.kind, entry["text"], clause.edit)
