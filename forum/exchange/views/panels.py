"""What the exchange gives to others: a city's texts on its page, and texts as subjects of talk, search and moderation."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from forum.exchange import queries, rules
from forum.exchange.views.common import address
from forum.kit.database import read
from forum.kit.subjects import Subject
from forum.kit.templating import render
from models import Contribution

SUBJECTS = select(
    Contribution.id,
    Contribution.kind,
    Contribution.title,
    Contribution.state,
    Contribution.city_id,
    Contribution.author_id,
    Contribution.body_html,
).where(Contribution.id.in_(bindparam("ids", expanding=True)))


def city_panel(actor: Any, city: Any) -> str:
    """Experiences, challenges, and what the city took over from others."""
    rows = queries.of_city(city.id)
    taken = queries.adoptions_of_city(city.id)
    if not rows and not taken:
        return ""
    kinds = [[row for row in rows if row.kind == kind] for kind in ("experience", "challenge")]
    return render("exchange/_city.html", experiences=kinds[0], challenges=kinds[1], taken=taken, city=city)


def subject_of(row: Any, text: str = "") -> Subject:
    open_for_comments = row.state == "published"
    return Subject("contribution", row.id, row.title, address(row), (row.city_id,), row.author_id, text, open_for_comments)


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    found = [row for row in read(SUBJECTS, {"ids": sorted(ids)}) if rules.is_visible(row, actor)]
    return {row.id: subject_of(row, row.body_html) for row in found}
