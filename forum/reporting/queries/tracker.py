"""The tracker's rows under its filters: what everybody may read, and nothing that was merged into another."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import exists, select

from forum.kit.numbers import number
from forum.kit.paging import SIZE, Page, keyset
from forum.recommendations.queries.recommendations import HEADS, SHORT
from forum.reporting.numbers.asked import COUNTED, STANDS
from forum.reporting.queries.stories import SENT
from models import Ask, Body, City, Disposition, Path, Recommendation, RecommendationTheme, Sponsor
from models.base import db

FACETS = ("stage", "body", "theme", "year", "country", "verb")


@dataclass(frozen=True)
class Choice:
    """What the address asks for; empty is everything."""

    stage: str = ""
    body: str = ""  # a slug, as those of cities
    theme: str = ""
    year: str = ""
    country: str = ""
    verb: str = ""
    city: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


def choice_in(arguments: dict[str, str]) -> Choice:
    return Choice(**{name: arguments.get(name, "").strip()[:80].replace("\0", "") for name in (*FACETS, "city")})


def conditions(choice: Choice) -> list[Any]:
    found: list[Any] = [*COUNTED]
    about = Recommendation.id
    if choice.stage:
        found.append(Recommendation.stage == choice.stage)
    if choice.year:
        found.append(Recommendation.year == (number(choice.year) or -1))
    if choice.country:
        found.append(Recommendation.lead_city_id.in_(select(City.id).filter_by(country_iso2=choice.country)))
    if choice.body:
        bodies = select(Body.id).filter_by(slug=choice.body)
        found.append(
            exists().where(Path.recommendation_id == about, Path.stage.in_(SENT), Path.body_id == bodies.scalar_subquery())
        )
    if choice.theme:
        theme = RecommendationTheme
        found.append(exists().where(theme.recommendation_id == about, theme.theme == choice.theme))
    if choice.verb:
        found.append(exists().where(Disposition.recommendation_id == about, STANDS, Disposition.verb == choice.verb))
    if choice.city:
        sponsored = select(Sponsor.recommendation_id).join(City, City.id == Sponsor.city_id)
        found.append(about.in_(sponsored.where(City.slug == choice.city, Sponsor.state == "agreed")))
    return found


def rows(choice: Choice, after: str | None, size: int = SIZE) -> Page:
    """The last forwarded first."""
    statement = select(Recommendation).where(*conditions(choice)).options(*HEADS, *SHORT)
    return keyset(statement, [Recommendation.public_at, Recommendation.id], after, size)


def themes_of(ids: Iterable[int]) -> dict[int, list[str]]:
    return _many(select(RecommendationTheme.recommendation_id, RecommendationTheme.theme), RecommendationTheme, ids)


def asks_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    """By recommendation, in the order of their numbers."""
    statement = select(Ask.recommendation_id, Ask.id, Ask.number, Ask.verb, Ask.text, Ask.of_whom)
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(statement.where(Ask.recommendation_id.in_(list(ids))).order_by(Ask.number)):
        found.setdefault(row.recommendation_id, []).append(row)
    return found


def _many(statement: Any, model: Any, ids: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, value in db.session.execute(statement.where(model.recommendation_id.in_(list(ids))).order_by(model.id)):
        found.setdefault(key, []).append(value)
    return found


Kinds = tuple[str, tuple[str, ...], tuple[str, ...], str, str, tuple[str, ...]]  # in the order of FACETS


def kinds(choice: Choice) -> dict[Kinds, int]:
    """How many recommendations there are of each kind: the same in all that the facets tell apart; four statements."""
    wanted: Any = select(Recommendation.id).where(*conditions(choice))
    if choice.city:
        wanted = list(db.session.scalars(wanted))  # few, and found once
    paths = select(Path.recommendation_id, Body.slug).join(Body, Body.id == Path.body_id).where(Path.stage.in_(SENT))
    bodies = _sets(paths.where(Path.recommendation_id.in_(wanted)))
    tags = select(RecommendationTheme.recommendation_id, RecommendationTheme.theme)
    themes = _sets(tags.where(RecommendationTheme.recommendation_id.in_(wanted)))
    answers = select(Disposition.recommendation_id, Disposition.verb).where(STANDS)
    verbs = _sets(answers.where(Disposition.recommendation_id.in_(wanted)))
    statement = select(Recommendation.id, Recommendation.stage, Recommendation.year, City.country_iso2)
    statement = statement.join(City, City.id == Recommendation.lead_city_id).where(*conditions(choice))
    found: dict[Kinds, int] = {}
    for key, stage, year, country in db.session.execute(statement):
        kind = (stage, bodies.get(key, ()), themes.get(key, ()), str(year), country, verbs.get(key, ()))
        found[kind] = found.get(kind, 0) + 1
    return found


def _sets(statement: Any) -> dict[int, tuple[str, ...]]:
    found: dict[int, set[str]] = {}
    for key, value in db.session.execute(statement):
        found.setdefault(key, set()).add(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


def facets(counted: dict[Kinds, int], choice: Choice) -> dict[str, dict[str, int]]:
    """For each facet how many stand under each of its values, under the choices in the other facets."""
    wanted = [(place, value) for place, name in enumerate(FACETS) if (value := getattr(choice, name))]
    found: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for kind, count in counted.items():
        missed = [place for place, value in wanted if not _has(kind[place], value)]
        for place, name in enumerate(FACETS):
            if missed and missed != [place]:
                continue
            values = kind[place] if isinstance(kind[place], tuple) else (kind[place],)
            for value in values:
                found[name][str(value)] = found[name].get(str(value), 0) + count
    return found


def _has(held: Any, value: str) -> bool:
    return value in held if isinstance(held, tuple) else held == value


def names() -> dict[str, str]:
    """Bodies by slug."""
    return {slug: name for slug, name in db.session.execute(select(Body.slug, Body.name))}
