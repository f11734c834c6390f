"""An amendment as it is shown: its difference, the words under it now, what it collides with, who stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from sqlalchemy import select

from forum.declarations.dossier import Dossier
from forum.declarations.operations import colliding, deciding
from forum.declarations.queries import amendments as reading
from forum.declarations.rules import amendments as rules
from forum.declarations.text import amending
from forum.declarations.text.clauses import KINDS, Numbered, number
from forum.kit import diff
from forum.kit.i18n import _
from models import Amendment, AmendmentCollision, City
from models.base import db


@dataclass
class Shown:
    row: Amendment
    clause: Numbered | None  # as it stands now
    difference: list[tuple[str, str]]
    outdated: bool = False
    collision: AmendmentCollision | None = None
    sponsors: list[City] = field(default_factory=list)
    nested: list["Shown"] = field(default_factory=list)  # amendments to this one
    target: Amendment | None = None
    ground: Any = None  # what it would change now: a clause or an amendment; only on its own page
    would_be: list[tuple[str, str]] | None = None  # what accepting it does to the words that stand, where they have moved

    @property
    def state(self) -> str:
        return rules.COLLIDES if self.outdated else self.row.state

    def fits(self, chosen: dict[str, str]) -> bool:
        """Whether the filters leave it."""
        state, uid, city = chosen.get("state"), chosen.get("clause"), chosen.get("city")
        return (
            state in (None, self.state)
            and uid in (None, self.row.clause_uid)
            and city in (None, str(self.row.city_id))
            and (self.target is None or bool(chosen))
        )


def difference(row: Amendment) -> list[tuple[str, str]]:
    """The words as they were against the words as proposed; never against nothing, whatever became of the text."""
    if row.act == amending.INSERT and not row.target_id:
        return [("added", row.text)]
    return diff.words(row.base_text, row.text)


def show(dossier: Dossier, rows: Sequence[Amendment]) -> list[Shown]:
    """All of these; two statements for any number. Those to another amendment also stand under it."""
    clauses = {clause.uid: clause for clause in number(dossier.clauses)}
    ids, by_id = [row.id for row in rows], {row.id: row for row in rows}
    sponsors = reading.sponsors(*ids)
    newest: dict[int, AmendmentCollision] = {}
    for collision in reading.collisions(*ids):
        newest.setdefault(collision.amendment_id, collision)
    shown: dict[int, Shown] = {}
    for row in rows:
        clause, target = clauses.get(row.clause_uid), by_id.get(row.target_id or 0)
        old = row.state == rules.COLLIDES if row.target_id else rules.outdated(row, clause)
        one = Shown(row, clause, difference(row), old, newest.get(row.id), sponsors[row.id], target=target)
        shown[row.id] = one
        if target and target.id in shown:
            shown[target.id].nested.append(one)
    return list(shown.values())


def show_one(dossier: Dossier, row: Amendment) -> Shown:
    """For its own page: with what accepting it would do to the words that stand now."""
    (one,) = show(dossier, [row])
    one.ground = colliding.ground(dossier, row)
    one.target = db.session.get(Amendment, row.target_id) if row.target_id else None
    one.outdated = rules.outdated(row, one.ground)
    if row.state != rules.OPEN or row.act == amending.INSERT or one.ground is None or one.ground.text == row.base_text:
        return one
    words = deciding.outcome_of(row, one.ground)
    if words is not None:
        one.outdated, one.would_be = False, diff.words(one.ground.text, words)
    return one


def asked_cities(form: Any) -> list[City]:
    """The cities named in the field `asked`; a name that nobody has is refused beside it."""
    names = form.asked.data or ""
    wanted = list(dict.fromkeys(name.strip() for name in names.replace("\n", ",").split(",") if name.strip()))
    statement = select(City).where(City.name.in_(wanted) | City.slug.in_(wanted))
    found = {key: city for city in db.session.scalars(statement) for key in (city.name, city.slug)}
    if unknown := ", ".join(name for name in wanted if name not in found):
        form.refuse("asked", _("No city of this name takes part in the forum: %(name)s.", name=unknown))
    return [found[name] for name in wanted if name in found]


def filters(dossier: Dossier, every: list[Shown], chosen: dict[str, str]) -> list[dict[str, Any]]:
    """State, paragraph and city, each with its count; the ones that are on lead back to without them."""
    states = {"open": _("open"), "collides": _("collides"), "accepted": _("accepted")}
    states |= {"rejected": _("rejected"), "withdrawn": _("withdrawn")}
    clauses = {n.uid: n for n in number(dossier.clauses)}
    named = {one.row.clause_uid: _clause_name(clauses.get(one.row.clause_uid)) for one in every}
    places = {uid: place for place, uid in enumerate(clauses)}
    cities = {str(one.row.city_id): one.row.city.name for one in every}
    ordered = sorted(named.items(), key=lambda item: places.get(item[0], len(places)))
    return [
        _group(dossier, _("State"), "state", states, [one.state for one in every], chosen),
        _group(dossier, _("Paragraph"), "clause", dict(ordered), [one.row.clause_uid for one in every], chosen),
        _group(
            dossier,
            _("City"),
            "city",
            dict(sorted(cities.items(), key=lambda item: item[1])),
            [str(one.row.city_id) for one in every],
            chosen,
        ),
    ]


def _group(
    dossier: Dossier, label: str, name: str, words: dict[str, str], found: list[str], chosen: dict[str, str]
) -> dict[str, Any]:
    options = []
    for value, word in words.items():
        current, rest = chosen.get(name) == value, {k: v for k, v in chosen.items() if k != name}
        url = url_for("declarations.amendments", identity=dossier.id, **(rest if current else rest | {name: value}))
        if count := found.count(value):
            options.append({"label": word, "count": count, "current": current, "url": url})
    return {"label": label, "options": options}


def _clause_name(clause: Numbered | None) -> str:
    if clause is None:
        return _("no longer in the text")
    return _("paragraph %(number)s", number=clause.number) if clause.number else _short(clause)


def _short(clause: Numbered) -> str:
    words = " ".join(clause.text.split())
    return words if len(words) < 40 else f"{KINDS[clause.kind]}: {words[:28].rsplit(' ', 1)[0]} …"
