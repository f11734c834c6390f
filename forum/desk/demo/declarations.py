"""A declaration in each stage: drafted, amended, consulted on, opened, signed, adopted, closed."""

import datetime as dt
from functools import partial
from typing import Any

from forum.declarations.dossier import Dossier
from forum.declarations.operations import (
    amendments,
    beginning,
    clauses,
    deciding,
    intents,
    procedure,
    requesting,
    signing,
    suggestions,
    withdrawing,
)
from forum.declarations.queries import declarations as reading
from forum.desk.demo import devices
from forum.desk.demo.play import Play, read
from forum.kit import clock
from models import Amendment

# key -> (days ago that it was begun, consultation, silence, opened, days that silence and signing last)
TIMES: dict[str, tuple[float, float, float, float]] = {
    "water": (21, 0, 0, 0),
    "heat": (60, 18, 0, 0),
    "data": (75, 30, 9, 0),
    "school": (90, 45, 25, 11),
    "homes": (140, 95, 75, 58),
    "transport": (330, 280, 255, 235),
}
CONSULTATION_DAYS, SILENCE_DAYS, SIGNING_DAYS = 18, 14, 24
ORDER = ("drafting", "consultation", "silence", "open", "adopted", "closed")


def schedule(play: Play) -> None:
    for entry in read("declarations.json"):
        _plan(play, entry)


def dossier(play: Play, key: str) -> Dossier:
    """As it stands at the moment of the step."""
    found = reading.get(None, play.made[f"declaration:{key}"])
    assert found is not None
    return found


def _plan(play: Play, entry: dict[str, Any]) -> None:
    key, (begun, consulted, silent, opened) = entry["key"], TIMES[entry["key"]]
    reached = ORDER.index(entry["stage"])
    play.ago(begun, partial(_begin, play, entry))
    for number, _clause in enumerate(entry["clauses"]):
        play.ago(begun - 0.5 - number / 20, partial(_write, play, entry, number))
    for number, amendment in enumerate(entry.get("amendments", [])):
        proposed = (consulted or begun - 3) - 4 - number
        play.ago(proposed, partial(_amend, play, entry, amendment))
        for place, one in enumerate(amendment.get("answers", [])):
            play.ago(proposed - 1 - place / 10, partial(_answer, play, entry, amendment, one))
        if "decision" in amendment:
            play.ago(proposed - 2, partial(_decide, play, entry, amendment))
    for number, suggestion in enumerate(entry.get("suggestions", [])):
        play.ago(consulted - 2 - number, partial(_suggest, play, entry, suggestion))
    if reached >= 1:
        play.ago(consulted, lambda: _consult(play, entry))
    if reached >= 2:
        play.ago(silent, lambda: _silence(play, key))
    if reached >= 3:
        play.ago(opened, lambda: _open(play, key, 110 if key == "homes" else SIGNING_DAYS))
        _plan_signing(play, entry)
    if reached >= 4:
        told = entry["adopted"]
        play.ago(told["days"], lambda: _adopt(play, key, told["place"]))
    if reached >= 5:
        play.ago(180, lambda: procedure.close(dossier(play, key), play.actor("chair@demo.example"), "Signing has ended."))


def _plan_signing(play: Play, entry: dict[str, Any]) -> None:
    for signature in entry.get("signatures", []):
        play.ago(signature["days"], partial(_sign, play, entry, signature))
        if "withdrawn" in signature:
            play.ago(signature["days"] - 6, partial(_withdraw, play, entry, signature))
    for one in entry.get("prepared", []):
        play.ago(2, partial(_prepare, play, entry, one))
    for one in entry.get("declined", []):
        play.ago(3, partial(_decline, play, entry, one))


def _begin(play: Play, entry: dict[str, Any]) -> None:
    actor = play.mayor(entry["lead"])
    made = beginning.begin(actor, entry["title"], entry["purpose"], entry["template"], entry["language"], invented=True)
    play.made[f"declaration:{entry['key']}"] = made.id
    for city in entry["group"]:
        beginning.invite_city(made, actor, play.cities[city])
    beginning.invite_observer(made, actor, play.people["observer@demo.example"])


def _write(play: Play, entry: dict[str, Any], number: int) -> None:
    """The cities of the group write in turn."""
    kind, words = entry["clauses"][number]
    writers = [entry["lead"], *entry["group"]]
    uids = play.made.setdefault(f"clauses:{entry['key']}", [])
    actor = play.delegate(writers[number % len(writers)])
    clause = clauses.add_clause(dossier(play, entry["key"]), actor, kind, words, uids[-1] if uids else "")
    uids.append(clause.uid)


def _amend(play: Play, entry: dict[str, Any], amendment: dict[str, Any]) -> None:
    """To a paragraph, or to one of the amendments before it."""
    found, actor = dossier(play, entry["key"]), play.mayor(amendment["city"])
    asked = [play.cities[city] for city in amendment.get("asked", [])]
    if "amends" in amendment:
        target = _amendment(play.made[entry["amendments"][amendment["amends"]]["reason"]])
        row = amendments.amend(found, actor, target, amendment["text"], amendment["reason"], asked)
    else:
        uid = play.made[f"clauses:{entry['key']}"][amendment["clause"]]
        clause = next(c for c in found.clauses if c.uid == uid)
        words = (amendment["act"], amendment["text"], amendment["reason"])
        row = amendments.propose(found, actor, clause, *words, asked)
    play.made[amendment["reason"]] = row.id


def _suggest(play: Play, entry: dict[str, Any], suggestion: dict[str, Any]) -> None:
    """Word by word, in the text itself."""
    found, uid = dossier(play, entry["key"]), play.made[f"clauses:{entry['key']}"][suggestion["clause"]]
    clause = next(c for c in found.clauses if c.uid == uid)
    suggestions.suggest(found, play.delegate(suggestion["city"]), clause, suggestion["text"], clause.edit)


def _answer(play: Play, entry: dict[str, Any], amendment: dict[str, Any], one: dict[str, Any]) -> None:
    """A city that was asked to sponsor it."""
    row, actor = _amendment(play.made[amendment["reason"]]), play.mayor(one["city"])
    amendments.answer(dossier(play, entry["key"]), actor, row, one["agrees"], one.get("reason", ""))


def _decide(play: Play, entry: dict[str, Any], amendment: dict[str, Any]) -> None:
    row = _amendment(play.made[amendment["reason"]])
    deciding.accept(dossier(play, entry["key"]), play.mayor(entry["lead"]), row, amendment["words"])


def _amendment(identity: int) -> Amendment:
    from models.base import db

    return db.session.get_one(Amendment, identity)


def _consult(play: Play, entry: dict[str, Any]) -> None:
    """The one that is open now ends in a week."""
    ends = clock.now() + dt.timedelta(days=25 if entry["stage"] == "consultation" else CONSULTATION_DAYS)
    procedure.open_consultation(dossier(play, entry["key"]), play.mayor(entry["lead"]), ends_at=ends)


def _silence(play: Play, key: str) -> None:
    ends = clock.now() + dt.timedelta(days=SILENCE_DAYS)
    procedure.start_silence(dossier(play, key), play.actor("bureau@demo.example"), ends)


def _open(play: Play, key: str, days: int) -> None:
    """The chair opens it when the silence has ended."""
    ends = clock.now() + dt.timedelta(days=days)
    procedure.open_signature(dossier(play, key), play.actor("chair@demo.example"), ends)


def _sign(play: Play, entry: dict[str, Any], signature: dict[str, Any]) -> None:
    found = dossier(play, entry["key"])
    uids = play.made[f"clauses:{entry['key']}"]
    mayor, seen = play.mayor(signature["city"]), found.version.manifest_sha256 if found.version else ""
    reserved = [uids[number] for number in signature.get("reserved", [])]
    words = (signature.get("remark", ""), signature.get("reservation", ""), reserved)
    intent = intents.to_sign(found, mayor, seen, *words)
    signing.sign(found, mayor, intent, devices.confirm(play, mayor, intent))


def _withdraw(play: Play, entry: dict[str, Any], signature: dict[str, Any]) -> None:
    found, mayor = dossier(play, entry["key"]), play.mayor(signature["city"])
    intent = intents.to_withdraw(found, mayor, signature["withdrawn"])
    withdrawing.withdraw(found, mayor, intent, devices.confirm(play, mayor, intent))


def _prepare(play: Play, entry: dict[str, Any], one: dict[str, Any]) -> None:
    requesting.prepare(dossier(play, entry["key"]), play.actor(one["by"]), one["note"])


def _decline(play: Play, entry: dict[str, Any], one: dict[str, Any]) -> None:
    requesting.decline(dossier(play, entry["key"]), play.mayor(one["city"]), one["reason"])


def _adopt(play: Play, key: str, place: str) -> None:
    procedure.adopt(dossier(play, key), play.actor("chair@demo.example"), clock.today(), place)
