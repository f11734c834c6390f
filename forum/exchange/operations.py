"""Posting and revising; each published state is kept whole as a revision."""

from typing import Any

from forum import ledger
from forum.accounts.actor import Actor
from forum.exchange import rules
from forum.kit import clock, markdown
from forum.kit.i18n import _
from forum.kit.verdict import Conflict, refuse, require
from models import Challenge, Contribution, ContributionTag, Experience, Revision
from models.base import db

SECTIONS = {
    "experience": ("problem", "action", "result", "cost", "partners", "limits", "lessons"),
    "challenge": ("situation", "asked", "tried", "constraints"),
}
FACETS = ("theme", "sdg", "principle")
MODELS: dict[str, type[Contribution]] = {"experience": Experience, "challenge": Challenge}


def publish(actor: Actor, kind: str, city: Any, fields: dict[str, Any], tags: dict[str, list[str]]) -> Contribution:
    """Post a contribution of the actor's city; `fields` are column values, `tags` facet -> values."""
    require(rules.can_contribute(actor))
    row = MODELS[kind](kind=kind, state="published", city_id=city.id, author_id=actor.person_id, mandate_id=actor.mandate_id)
    row.country_iso2, row.created_at, row.published_at = city.country_iso2, clock.now(), clock.now()
    _fill(row, fields)
    row.tags = {facet: tags.get(facet, []) for facet in FACETS}
    db.session.add(row)
    db.session.flush()
    for facet, values in row.tags.items():
        db.session.add_all(ContributionTag(contribution_id=row.id, facet=facet, value=str(value)) for value in values)
    _keep(row, actor, fields)
    if kind == "experience":
        city.experience_count += 1
    ledger.record(f"{kind}.published", actor, ("contribution", row.id), row.title, city_id=city.id, public=True)
    return row


def revise(actor: Actor, row: Contribution, fields: dict[str, Any], seen: int) -> None:
    """Change a contribution. Raises Conflict where another revision came after the one that was `seen`."""
    require(rules.can_edit(row, actor))
    if seen != row.revision:
        changed = refuse(_("Somebody saved another revision meanwhile."), _("Both texts stand below."))
        raise Conflict(changed, markdown.plain(row.body_html), "\n\n".join(str(v) for v in fields.values() if v))
    _fill(row, fields)
    row.edited_at = clock.now()
    _keep(row, actor, fields)
    ledger.record(f"{row.kind}.edited", actor, ("contribution", row.id), row.title, city_id=row.city_id, public=True)


def _fill(row: Contribution, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    titles = {
        "problem": _("Problem"), "action": _("What was done"), "result": _("Results"), "cost": _("Cost and funding"),
        "partners": _("Partners"), "limits": _("Limits"), "lessons": _("Lessons"), "situation": _("Situation"),
        "asked": _("What the city needs"), "tried": _("What was tried"), "constraints": _("Constraints"),
    }  # fmt: skip
    parts = [(titles[name], getattr(row, name, "")) for name in SECTIONS[row.kind]]
    row.body_html = "".join(f"<h2>{title}</h2>{markdown.render(text)}" for title, text in parts if text)


def _keep(row: Contribution, actor: Actor, fields: dict[str, Any]) -> None:
    row.revision = (row.revision or 0) + 1
    kept = {name: value for name, value in fields.items() if isinstance(value, str | int | list)}
    who = {"person_id": actor.person_id, "mandate_id": actor.mandate_id}
    db.session.add(Revision(contribution_id=row.id, number=row.revision, at=clock.now(), fields=kept, **who))
