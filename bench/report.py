"""Writes what was measured, beside the bar that it is held against."""

import platform
from dataclasses import dataclass
from pathlib import Path

from bench.sizes import Weight

TARGET = Path(__file__).parent / "README.md"


@dataclass(frozen=True)
class Row:
    measure: str
    found: str
    bar: str
    holds: bool


def ratio(measure: str, unit: str, ours: float, limit: float, share: float, at_least: float = 0, at_most: float = 0) -> Row:
    found = f"{share:.2f} ({ours:,.1f} against {limit:,.1f} {unit})"
    bar = f"at least {at_least:.2f}" if at_least else f"at most {at_most:g}"
    return Row(measure, found, bar, share >= at_least if at_least else share <= at_most)


def counted(weights: dict[str, Weight], memory: float, start: float) -> list[Row]:
    item = weights["item, signed in"]
    heaviest = max(weights.values(), key=lambda w: w.assets)
    return [
        Row("SQL statements, item page signed in", str(item.statements), "at most 7", item.statements <= 7),
        Row("item page, HTML, gzip -6", f"{item.html / 1000:.1f} KB", "at most 10 KB", item.html <= 10_000),
        Row("CSS and all JS, gzip -6", f"{heaviest.assets / 1000:.1f} KB", "at most 40 KB", heaviest.assets <= 40_000),
        Row("resident memory after the run", f"{memory:.0f} MiB", "at most 140 MiB", memory <= 140),
        Row("start to first 200, warm", f"{start:.1f} s", "at most 1.5 s", start <= 1.5),
    ]


def write(rows: list[Row], items: int) -> None:
    lines = [
        f"Written by `make bench` with {items:,} experiences of 20 comments each, on {platform.machine()}, Python",
        f"{platform.python_version()}, SQLite, the server pinned to one core and the load on the other. The *limit page*",
        "makes three indexed queries, draws 20 comments (20 KB) with Jinja and is served in the same way. Ratios",
        "are medians of rounds taken in turn. The database does not change while pages are measured, so rows that hot",
        "pages keep until it changes (docs/decisions/003) are read once; with nothing kept the item page asks 6 statements,",
        "as its test counts.",
        "",
        "| measure | found | bar | holds |",
        "| --- | --- | --- | --- |",
        *[f"| {r.measure} | {r.found} | {r.bar} | {'yes' if r.holds else '**no**'} |" for r in rows],
    ]
    section("Pages", lines)


def section(name: str, lines: list[str]) -> None:
    """Write one part of the report anew; the parts that other runs wrote stay."""
    kept = TARGET.read_text() if TARGET.exists() else ""
    parts = {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in kept.split("\n## ")[1:]}
    parts[name] = "\n".join(lines)
    whole = ["# The benchmark", *[f"## {title}\n\n{text}" for title, text in sorted(parts.items(), reverse=True)]]
    TARGET.write_text("\n\n".join(whole) + "\n")
    print(parts[name])
