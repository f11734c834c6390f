"""Sourced experiences and challenges under real cities, and what invented cities add: their own, answers, adoptions."""

import datetime as dt
import json
import re
from functools import partial
from typing import Any

from forum.desk.demo import cast
from forum.desk.demo.play import Play, read
from forum.exchange import operations, queries
from forum.kit import clock
from forum.kit.config import ROOT
from models import Challenge, Experience
from models.base import db

HEADINGS = {
    "Problem.": "problem", "What was done.": "action", "Results.": "result", "Lessons and limits.": "lessons",
    "Situation.": "situation", "What the city needs.": "asked", "Evidence.": "tried", "What would help.": "constraints",
}  # fmt: skip
LONGEST_SUMMARY = 240
APART = ("key", "city", "days", "tags", "needed_by_days")


def schedule(play: Play) -> None:
    entries = json.loads((ROOT / "data" / "demo_experiences.json").read_text(encoding="utf-8"))["entries"]
    play.ago(399, lambda: cast.add_real(play, [(e["city"], e["country_iso2"]) for e in entries]))
    for number, entry in enumerate(entries):
        play.ago(390 - number * 9.7, partial(_post_sourced, play, entry))
    told = read("exchange.json")
    for kind in ("experience", "challenge"):
        for entry in told[f"{kind}s"]:
            play.ago(entry["days"], partial(_post, play, kind, entry))
    for entry in told["answers"]:
        play.ago(entry["days"], partial(_answer, play, entry))
    play.ago(told["closed"]["days"], partial(_close, play, told["closed"]))
    for entry in told["adoptions"]:
        play.ago(entry["days"], partial(_adopt, play, entry))
        if "outcome" in entry:
            play.ago(entry["outcome_days"], partial(_tell_outcome, play, entry))


def _post_sourced(play: Play, entry: dict[str, Any]) -> None:
    """The account only types it in; the page names the sources and no author."""
    parts = re.split(r"\*\*([^*]+)\*\*", entry["body_md"])[1:]
    sections = {HEADINGS[head]: text.strip() for head, text in zip(parts[::2], parts[1::2], strict=True) if head in HEADINGS}
    first = next(iter(sections.values()))
    fact = (entry["facts"] or [{"value": "", "label": ""}])[0]
    fields = {
        "title": entry["title"],
        "summary": first if len(first) <= LONGEST_SUMMARY else first[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …",
        "figure": fact["value"][:500],
        "figure_label": fact["label"],
        "sources": entry["sources"],
        "sourced": True,
        **sections,
    }
    tags = {
        "theme": entry["declaration_themes"],
        "sdg": [str(number) for number in entry["sdgs"]],
        "principle": entry["san_marino_principles"],
    }
    city = play.cities[f"{entry['city']}/{entry['country_iso2']}"]
    row = operations.publish(play.actor("mayor@demo.example"), entry["type"], city, fields, tags)
    play.made.setdefault(f"{entry['type']}s", []).append(row.id)


def _post(play: Play, kind: str, entry: dict[str, Any]) -> None:
    fields = {name: value for name, value in entry.items() if name not in APART}
    if "needed_by_days" in entry:
        fields["needed_by"] = clock.today() + dt.timedelta(days=entry["days"] + entry["needed_by_days"])
    row = operations.publish(play.mayor(entry["city"]), kind, play.cities[entry["city"]], fields, entry["tags"])
    play.made[f"{kind}:{entry['key']}"] = row.id


def _experience(play: Play, key: str | int | None) -> Experience | None:
    """By its key, or a sourced one by its place."""
    if key is None:
        return None
    identity = play.made["experiences"][key] if isinstance(key, int) else play.made[f"experience:{key}"]
    return db.session.get_one(Experience, identity)


def _challenge(play: Play, key: str | None) -> Challenge | None:
    return db.session.get_one(Challenge, play.made[f"challenge:{key}"]) if key else None


def _answer(play: Play, entry: dict[str, Any]) -> None:
    challenge, experience = _challenge(play, entry["challenge"]), _experience(play, entry.get("experience"))
    assert challenge is not None
    row = operations.answer(play.mayor(entry["city"]), challenge, entry["text"], experience)
    play.made.setdefault(f"answers:{entry['challenge']}", []).append(row.id)


def _close(play: Play, entry: dict[str, Any]) -> None:
    challenge, answers = _challenge(play, entry["challenge"]), play.made[f"answers:{entry['challenge']}"]
    assert challenge is not None
    operations.close(play.mayor("cedar-narrows"), challenge, entry["text"], [answers[n] for n in entry["used"]])


def _adopt(play: Play, entry: dict[str, Any]) -> None:
    experience = _experience(play, entry["experience"])
    assert experience is not None
    row = operations.adopt(play.mayor(entry["city"]), experience, entry["text"], _challenge(play, entry.get("challenge")))
    play.made[entry["text"]] = row.id
    db.session.expunge(row)  # whoever loads it later names what they need of it


def _tell_outcome(play: Play, entry: dict[str, Any]) -> None:
    row = queries.adoption(play.made[entry["text"]])
    assert row is not None
    operations.tell_outcome(play.mayor(entry["city"]), row, entry["outcome"])
