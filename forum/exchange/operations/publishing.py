"""Keeping a draft for one's city, and publishing."""

from typing import Any

from forum import ledger
from forum.accounts.actor import Actor
from forum.exchange import rules
from forum.exchange.operations import counts, matching
from forum.exchange.operations.filling import Fields, Files, Tags, attach, count_save, fill, keep_revision, store_tags
from forum.kit import clock
from forum.kit.verdict import require
from models import Challenge, Contribution, Experience
from models.base import db

MODELS: dict[str, type[Contribution]] = {"experience": Experience, "challenge": Challenge}


def publish(actor: Actor, kind: str, city: Any, fields: Fields, tags: Tags, files: Files | None = None) -> Contribution:
    """Post a contribution of the actor's city; `fields` are column values, `tags` facet -> values."""
    require(rules.can_contribute(actor))
    row = _begin(actor, kind, city, fields, tags, files)
    _publish(actor, row, city)
    return row


def save_draft(
    actor: Actor,
    kind: str,
    city: Any,
    fields: Fields,
    tags: Tags,
    files: Files | None = None,
    row: Contribution | None = None,
    seen: int = 0,
) -> Contribution:
    """Keep an unfinished text where only its city sees it; given a row, over what was `seen` of it."""
    require(rules.can_edit(row, actor) if row else rules.can_contribute(actor))
    if row is None:
        return _begin(actor, kind, city, fields, tags, files)
    count_save(row, seen, fields)
    _change(actor, row, fields, tags, files)
    return row


def publish_draft(
    actor: Actor,
    row: Contribution,
    city: Any,
    fields: Fields,
    tags: Tags,
    seen: int,
    files: Files | None = None,
) -> None:
    """A draft goes out as its first revision."""
    require(rules.can_edit(row, actor))
    count_save(row, seen, fields)
    _change(actor, row, fields, tags, files)
    _publish(actor, row, city)


def _begin(actor: Actor, kind: str, city: Any, fields: Fields, tags: Tags, files: Files | None) -> Contribution:
    row = MODELS[kind](kind=kind, state="draft", city_id=city.id, author_id=actor.person_id, mandate_id=actor.mandate_id)
    row.country_iso2, row.created_at, row.saves = city.country_iso2, clock.now(), 1
    fill(row, fields, tags)
    db.session.add(row)
    db.session.flush()
    store_tags(row)
    attach(row, actor.person_id, files)
    return row


def _change(actor: Actor, row: Contribution, fields: Fields, tags: Tags, files: Files | None) -> None:
    fill(row, fields, tags)
    store_tags(row)
    attach(row, actor.person_id, files)
    row.edited_at = clock.now()


def _publish(actor: Actor, row: Contribution, city: Any) -> None:
    row.state, row.published_at, row.edited_at = "published", clock.now(), None
    keep_revision(row, actor)
    if row.kind == "experience":
        city.experience_count += 1
    counts.add(row)
    db.session.flush()
    matching.compare(row)
    ledger.record(f"{row.kind}.published", actor, ("contribution", row.id), row.title, city_id=city.id, public=True)
