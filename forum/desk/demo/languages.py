"""A text in two languages, one of them behind in places, and two of its moments that were named."""

from functools import partial
from typing import Any

from forum.declarations.operations import clauses, languages, restoring
from forum.declarations.queries import languages as reading
from forum.declarations.text.parallel import TITLE
from forum.desk.demo.declarations import dossier
from forum.desk.demo.play import Play, read
from models import Clause


def schedule(play: Play) -> None:
    for entry in read("parallel.json"):
        for named in entry["named"]:
            play.ago(named["days"], partial(_name, play, entry, named))
        play.ago(entry["begun"], partial(_begin, play, entry))
        for number, words in enumerate((entry["title"], *entry["clauses"]), -1):
            play.ago(entry["begun"] - 0.05 - number / 50, partial(_translate, play, entry, number, words))
        for added in entry["added"]:
            play.ago(added["days"], partial(_add, play, entry, added))
        for updated in entry["updated"]:
            play.ago(updated["days"], partial(_translate, play, entry, updated["clause"], updated["text"], 1))
        for move in entry["moves"]:
            play.ago(move["days"], partial(_move, play, entry, move))


def _name(play: Play, entry: dict[str, Any], named: dict[str, Any]) -> None:
    restoring.snapshot(dossier(play, entry["key"]), play.mayor("porto-claro"), named["name"])


def _begin(play: Play, entry: dict[str, Any]) -> None:
    languages.begin(dossier(play, entry["key"]), play.delegate(entry["by"]), entry["language"])


def _translate(play: Play, entry: dict[str, Any], number: int, words: str, seen: int = 0) -> None:
    """`number` is the place of the paragraph in the list of the demo; -1 is the title."""
    if number < 0:
        _write(play, entry, TITLE, dossier(play, entry["key"]).row.title, words, seen)
    else:
        clause = _clause(play, entry, number)
        _write(play, entry, clause.uid, clause.text, words, seen)


def _write(play: Play, entry: dict[str, Any], uid: str, authentic: str, words: str, seen: int) -> None:
    found = dossier(play, entry["key"])
    into = reading.parallel(found.id, entry["language"])
    assert into is not None
    languages.write(found, play.delegate(entry["by"]), into, uid, words, seen, languages.digest(authentic))


def _add(play: Play, entry: dict[str, Any], added: dict[str, Any]) -> None:
    """A paragraph that the meeting asked for, by a city that writes both languages."""
    after = _clause(play, entry, added["clause"]).uid
    actor = play.delegate(added["city"])
    row = clauses.add_clause(dossier(play, entry["key"]), actor, added["kind"], added["text"], after)
    _write(play, entry, row.uid, row.text, added["translation"], 0)


def _move(play: Play, entry: dict[str, Any], move: dict[str, Any]) -> None:
    found = dossier(play, entry["key"])
    clauses.move_clause(found, play.delegate(move["city"]), _clause(play, entry, move["clause"]), move["step"])


def _clause(play: Play, entry: dict[str, Any], number: int) -> Clause:
    uid = play.made[f"clauses:{entry['key']}"][number]
    return next(clause for clause in dossier(play, entry["key"]).clauses if clause.uid == uid)
