"""Which texts are alike, and why: worked out once when one of them is published, so that a page only reads it."""

import math
from collections import Counter
from typing import Any

from sqlalchemy import delete, insert, select, union_all

from forum.exchange.neighbours import are_neighbours
from forum.exchange.sizes import size_class
from models import City, Contribution, ContributionTag, Likeness
from models.base import db

POOL_FOR_A_TAG = 60  # newest texts with a tag in common that are looked at
NEWEST = 120  # and the newest of all, whatever their tags
KEPT = 6  # of each kind
ENOUGH = 14  # below it two texts have too little in common to be shown together
TOLD = {"indicator": 2, "theme": 3, "principle": 1, "sdg": 3}
WEIGHTS = {"indicator": 8, "theme": 6, "principle": 3, "sdg": 3}
WORDS_TOLD, MOST_FOR_WORDS = 3, 30
TELLING = 1.8  # a word that at most a sixth of the texts have


def compare(row: Contribution) -> None:
    """Find anew what is like this text, and tell the others about it."""
    mine = Likeness.contribution_id == row.id
    db.session.execute(delete(Likeness).where(mine | (Likeness.other_id == row.id)))
    if row.state != "published":
        return
    city = db.session.get(City, row.city_id)
    pool = _pool(row)
    rare = _rarity([other.words for other in pool] + [row.words])
    scored = [(other, *_weigh(row, city, other, rare)) for other in pool]
    found: list[dict[str, Any]] = []
    for kind in ("experience", "challenge"):
        alike = sorted((s for s in scored if s[0].kind == kind and s[1] >= ENOUGH), key=lambda s: (-s[1], -s[0].id))
        for other, score, reasons in alike[:KEPT]:
            found.append({"contribution_id": row.id, "other_id": other.id, "score": score, "reasons": reasons})
            found.append({"contribution_id": other.id, "other_id": row.id, "score": score, "reasons": reasons})
    if found:
        db.session.execute(insert(Likeness), found)


def _pool(row: Contribution) -> list[Any]:
    """Published texts of other cities that may be alike: a bounded number, however many there are."""
    shown = Contribution.state == "published"
    parts = [select(Contribution.id).where(shown).order_by(Contribution.published_at.desc()).limit(NEWEST)]
    for facet, values in row.tags.items():
        for value in values:
            tagged = select(ContributionTag.contribution_id.label("id")).filter_by(facet=facet, value=value)
            parts.append(tagged.order_by(ContributionTag.contribution_id.desc()).limit(POOL_FOR_A_TAG))
    ids = union_all(*[select(part.subquery().c.id) for part in parts]).subquery()
    columns = (
        Contribution.id, Contribution.kind, Contribution.country_iso2, Contribution.tags, Contribution.words,
        City.population,
    )  # fmt: skip
    statement = select(*columns).join(City, City.id == Contribution.city_id)
    statement = statement.where(Contribution.id.in_(select(ids.c.id)), Contribution.city_id != row.city_id, shown)
    return list(db.session.execute(statement).all())


def _rarity(texts: list[dict[str, str]]) -> dict[str, float]:
    """How much a common word says: nothing where every text has it."""
    seen = Counter(stem for words in texts for stem in words)
    return {stem: math.log((len(texts) + 1) / number) for stem, number in seen.items()}


def _weigh(row: Contribution, city: City | None, other: Any, rare: dict[str, float]) -> tuple[int, list[Any]]:
    """(score, reasons); tags and words decide, nearness of the cities adds to it."""
    score, reasons = 0.0, []
    for facet, weight in WEIGHTS.items():
        shared = [value for value in row.tags.get(facet, []) if value in other.tags.get(facet, [])]
        if shared:
            score += weight * min(len(shared), 3)
            reasons.append([facet, shared[: TOLD[facet]]])
    common = sorted((stem for stem in row.words if stem in other.words), key=lambda stem: (-rare[stem], stem))
    told = [row.words[stem] for stem in common if rare[stem] > TELLING][:WORDS_TOLD]
    if told:
        score += min(sum(rare[stem] for stem in common), MOST_FOR_WORDS)
        reasons.append(["words", told])
    if score:
        size = size_class(city.population if city else None)
        if size and size == size_class(other.population):
            score, reasons = score + 3, [*reasons, ["size", [size]]]
        if other.country_iso2 == row.country_iso2:
            score, reasons = score + 4, [*reasons, ["country", [row.country_iso2]]]
        elif are_neighbours(row.country_iso2, other.country_iso2):
            score, reasons = score + 2, [*reasons, ["neighbours", sorted((row.country_iso2, other.country_iso2))]]
    return round(score), reasons
