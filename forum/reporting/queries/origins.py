"""From where a chain is looked at: an experience, a clause, a declaration, a recommendation or a city."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, union

from forum.cities.queries import directory
from forum.declarations.queries.counting import counts
from forum.declarations.queries.declarations import visible_to as declaration_visible
from forum.exchange.queries import visible_to as contribution_visible
from forum.kit.i18n import _
from forum.recommendations.queries import visible_to
from models import City, Clause, Declaration, Evidence, Experience, Recommendation, Signature, Sponsor, Undertaking
from models.base import db

LARGEST = 2**31
PARTS = ("asked", "experiences", "signed")  # of what a city's words became


@dataclass(frozen=True)
class Origin:
    """`condition` holds for the recommendations of its chain; `of` is by what its own page is found."""

    kind: str
    key: str
    title: str
    condition: Any
    of: tuple[Any, ...]


def find(actor: Any, kind: str, key: str, part: str = "") -> Origin | None:
    """None where there is no such thing, or where this reader may not know of it."""
    if kind in ("clause", "city"):
        return _clause(actor, key) if kind == "clause" else _city(key, part)
    identity = int(key) if key.isascii() and key.isdigit() and len(key) < 12 else LARGEST
    finder: Callable[[Any, int], Origin | None] | None = _BY_NUMBER.get(kind)
    return finder(actor, identity) if finder and identity < LARGEST else None


def of_experience(identity: int) -> Any:
    """Recommendations that rest on it, and those of which it came."""
    rests = select(Evidence.recommendation_id).where(Evidence.experience_id == identity)
    came = select(Undertaking.recommendation_id).where(
        Undertaking.experience_id == identity, Undertaking.withdrawn_at.is_(None)
    )
    return union(rests, came)


def of_declaration(identity: int) -> Any:
    return Recommendation.id.in_(select(Evidence.recommendation_id).filter_by(declaration_id=identity))


def of_clause(uid: str) -> Any:
    return Recommendation.id.in_(select(Evidence.recommendation_id).filter_by(clause_uid=uid))


def of_city(city_id: int, part: str = "") -> Any:
    """What it sponsors, what rests on its experiences, and what cites the declarations under which its signature counts."""
    parts = {
        "asked": select(Sponsor.recommendation_id).where(Sponsor.city_id == city_id, Sponsor.state == "agreed"),
        "experiences": select(Evidence.recommendation_id)
        .join(Experience, Experience.id == Evidence.experience_id)
        .where(Experience.city_id == city_id, Experience.state == "published"),
        "signed": select(Evidence.recommendation_id)
        .join(Signature, Signature.declaration_id == Evidence.declaration_id)
        .where(Signature.city_id == city_id, counts()),
    }
    return Recommendation.id.in_(parts[part] if part in PARTS else union(*parts.values()))


def _experience(actor: Any, identity: int) -> Origin | None:
    row = db.session.execute(
        contribution_visible(select(Experience.title).where(Experience.id == identity), actor)
    ).one_or_none()
    condition = Recommendation.id.in_(of_experience(identity))
    return Origin("experience", str(identity), row.title, condition, (identity,)) if row else None


def _declaration(actor: Any, identity: int) -> Origin | None:
    title = db.session.scalar(select(Declaration.title).where(Declaration.id == identity, declaration_visible(actor)))
    return Origin("declaration", str(identity), title, of_declaration(identity), (identity,)) if title is not None else None


def _clause(actor: Any, uid: str) -> Origin | None:
    """As it was cited, where it was; a clause has no title of its own."""
    statement = (
        select(Declaration.id, Declaration.title, Evidence.label)
        .join(Clause, Clause.declaration_id == Declaration.id)
        .outerjoin(Evidence, Evidence.clause_uid == Clause.uid)
        .where(Clause.uid == uid, Clause.removed.is_(False), declaration_visible(actor))
        .limit(1)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        return None
    title = row.label or _("A clause of “%(title)s”", title=row.title)
    return Origin("clause", uid, title, of_clause(uid), (row.id, uid))


def _recommendation(actor: Any, identity: int) -> Origin | None:
    title = db.session.scalar(select(Recommendation.title).where(Recommendation.id == identity, visible_to(actor)))
    condition = Recommendation.id == identity
    return Origin("recommendation", str(identity), title, condition, (identity,)) if title is not None else None


def _city(slug: str, part: str) -> Origin | None:
    row = db.session.scalar(directory.visible().where(City.slug == slug))
    return Origin("city", slug, row.name, of_city(row.id, part), (slug,)) if row else None


_BY_NUMBER: dict[str, Callable[[Any, int], Origin | None]] = {
    "experience": _experience,
    "declaration": _declaration,
    "recommendation": _recommendation,
}
