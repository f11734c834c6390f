"""The drafting part of bench/README.md: what was found beside the bar that it is held against."""

import platform
from typing import Any

from bench.report import Row, section

Found = dict[tuple[str, int], dict[str, Any]]
OURS, HOCUSPOCUS, PYCRDT = "forum", "Hocuspocus", "pycrdt-websocket"


def write(typed: Found, opened: dict[str, float], sizes: tuple[int, ...]) -> None:
    lines = [
        f"Editors type 3 letters a second each, on {platform.machine()}, Python {platform.python_version()}; every server",
        "has one core and a durable store, the load (`bench/live/peers/load.mjs`) the other core; medians of rounds taken",
        "in turn. Fan-out is from the letter leaving one editor until it has reached another; acknowledged means committed",
        "to the database.",
        "",
        "| editors | server | fan-out p50 / p95 ms | acknowledged p50 / p95 ms | CPU, cores | memory MiB | all got all |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *[_line(name, size, found) for (name, size), found in typed.items()],
        "",
        "| measure | found | bar | holds |",
        "| --- | --- | --- | --- |",
        *[
            f"| {row.measure} | {row.found} | {row.bar} | {'yes' if row.holds else '**no**'} |"
            for row in _rows(typed, opened)
        ],
    ]
    section("Live drafting", lines)


def _line(name: str, size: int, found: dict[str, Any]) -> str:
    whole = "yes" if found["complete"] and found["converged"] else "**no**"
    acknowledged = f"{found['ack50']:.0f} / {found['ack95']:.0f}" if found["ack95"] else "-"
    figures = f"{found['p50']:.1f} / {found['p95']:.1f} | {acknowledged} | {found['cpu']:.2f} | {found['memory']:.0f}"
    return f"| {size} | {name} | {figures} | {whole} |"


def _rows(typed: Found, opened: dict[str, float]) -> list[Row]:
    rows = []
    for size in (10, 50):
        if (OURS, size) in typed:
            rows.append(_beside(f"fan-out p95, {size} editors, to Hocuspocus", typed, size, HOCUSPOCUS, 2))
    if (ours := typed.get((OURS, 100))) is not None:
        rows.append(_beside("fan-out p95, 100 editors, to pycrdt-websocket", typed, 100, PYCRDT, 1 / 3))
        rows.append(Row("CPU, 100 editors", f"{ours['cpu']:.2f} of a core", "at most 0.6", ours["cpu"] <= 0.6))
        converged = ours["complete"] and ours["converged"]
        rows.append(Row("100 editors have one text", "yes" if converged else "no", "yes", converged))
    if (ours := typed.get((OURS, 50))) is not None:
        rows.append(Row("acknowledged p95, 50 editors", f"{ours['ack95']:.0f} ms", "at most 60 ms", ours["ack95"] <= 60))
    mine, theirs = opened[OURS], opened[HOCUSPOCUS]
    found = f"{mine / theirs:.2f} ({mine * 1000:.0f} against {theirs * 1000:.0f} ms)"
    rows.append(Row("2,000 clauses and 50,000 edits opened after a restart", found, "at most 1.00", mine <= theirs))
    return rows


def _beside(measure: str, typed: Found, size: int, peer: str, most: float) -> Row:
    ours, theirs = typed[OURS, size]["p95"], typed[peer, size]["p95"]
    share = ours / theirs
    return Row(measure, f"{share:.2f} ({ours:.1f} against {theirs:.1f} ms)", f"at most {most:.2f}", share <= most)
