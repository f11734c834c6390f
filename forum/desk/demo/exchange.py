"""Sourced experiences and challenges under real cities, from data/demo_experiences.json; no city wrote its own."""

import json
import re
from functools import partial
from typing import Any

from forum.desk.demo import cast
from forum.desk.demo.play import Play
from forum.exchange import operations
from forum.kit.config import ROOT

HEADINGS = {
    "Problem.": "problem", "What was done.": "action", "Results.": "result", "Lessons and limits.": "lessons",
    "Situation.": "situation", "What the city needs.": "asked", "Evidence.": "tried", "What would help.": "constraints",
}  # fmt: skip
LONGEST_SUMMARY = 240


def schedule(play: Play) -> None:
    entries = json.loads((ROOT / "data" / "demo_experiences.json").read_text(encoding="utf-8"))["entries"]
    play.ago(399, lambda: cast.add_real(play, [(e["city"], e["country_iso2"]) for e in entries]))
    for number, entry in enumerate(entries):
        play.ago(390 - number * 9.7, partial(_post, play, entry))


def _post(play: Play, entry: dict[str, Any]) -> None:
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
