"""Keeps how many published texts each value of each facet has, so that a list never counts."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from models import Contribution, ContributionTag, FacetCount
from models.base import db


def add(row: Contribution) -> None:
    if row.state == "published":
        _change(row.kind, Counter(_values(row)), 1)


def remove(row: Contribution) -> None:
    if row.state == "published":
        _change(row.kind, Counter(_values(row)), -1)


def recount() -> None:
    """All of them anew, after rows were written in bulk."""
    db.session.execute(delete(FacetCount))
    own = select(Contribution.kind, Contribution.country_iso2, Contribution.year, Contribution.closed)
    numbers: Counter[tuple[str, str, str]] = Counter()
    for kind, country, year, closed in db.session.execute(own.filter_by(state="published")):
        numbers.update([(kind, "all", ""), (kind, "country", country), (kind, "status", "closed" if closed else "open")])
        if year:
            numbers[(kind, "year", str(year))] += 1
    tagged = select(Contribution.kind, ContributionTag.facet, ContributionTag.value)
    joined = tagged.join(Contribution, Contribution.id == ContributionTag.contribution_id).where(
        Contribution.state == "published"
    )
    numbers.update((kind, facet, value) for kind, facet, value in db.session.execute(joined))
    rows = [{"kind": k, "facet": f, "value": v, "number": n} for (k, f, v), n in numbers.items()]
    if rows:
        db.session.execute(insert(FacetCount), rows)


def _values(row: Contribution) -> Iterator[tuple[str, str]]:
    yield "all", ""
    yield "country", row.country_iso2
    yield "status", "closed" if row.closed else "open"
    if row.year:
        yield "year", str(row.year)
    for facet, values in row.tags.items():
        yield from ((facet, value) for value in dict.fromkeys(values))


def _change(kind: str, values: Counter[tuple[str, str]], by: int) -> None:
    """In one order always, so that two writers never wait for each other."""
    upsert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert
    rows = [{"kind": kind, "facet": facet, "value": value, "number": by} for facet, value in sorted(values)]
    statement = upsert(FacetCount)
    changed = {"number": FacetCount.number + statement.excluded.number}
    statement = statement.on_conflict_do_update(index_elements=["kind", "facet", "value"], set_=changed)
    db.session.execute(statement.values(rows))
