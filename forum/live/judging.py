"""What of a tick is let into the text, and under whose name it goes into the log."""

from collections.abc import Sequence

import structlog
from pycrdt import merge_updates
from sqlalchemy import select

from forum.declarations.operations.workspace import Write
from forum.live.guard import TooLarge, Trespass, Unfit
from forum.live.ticks import NOTHING, Batch, Item, Kept
from models import DraftingClient, Suggestion
from models.base import db

log = structlog.get_logger()


def judge(batch: Batch) -> None:
    """The whole tick at once; where that is refused, one after the other, so that only the bad one goes."""
    accepted: list[Item] = []
    items = [item for item in batch.items if not item.outcome and _owned(batch, item)]
    plain = [item for item in items if item.by.right == "edit"]
    try:
        if len(plain) > 1:
            changed = batch.kept.guard.apply(merge_updates(*(item.data for item in plain)))
            accepted += plain if changed else []
            plain = []
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # merging panics on what a guard would refuse
        log.info("a tick was refused; its updates are tried one by one")
    for item in plain:
        if _let_in(batch, item):
            accepted.append(item)
    for item in items:
        if item.by.right != "edit" and _let_in(batch, item):
            accepted.append(item)
    batch.broken = any(item.outcome not in ("", NOTHING) and item.relayed for item in batch.items)
    order = {id(item): place for place, item in enumerate(batch.items)}
    accepted.sort(key=lambda item: order[id(item)])
    batch.writes = _by_author(batch.kept, accepted)


def _owned(batch: Batch, item: Item) -> bool:
    """A number under which one person writes is nobody else's, from its first letter on."""
    kept = batch.kept
    unknown = [client for client in item.seen.parts if client not in kept.owners]
    if unknown:
        statement = select(DraftingClient.client, DraftingClient.person_id).where(
            DraftingClient.declaration_id == kept.declaration_id, DraftingClient.client.in_(unknown)
        )
        kept.owners.update({client: person for client, person in db.session.execute(statement)})
    claims = [kept.owners.get(c) or batch.claims.setdefault(c, item.by.person_id) for c in item.seen.parts]
    foreign = any(owner != item.by.person_id for owner in claims)
    if foreign and not item.vouched:
        item.outcome = "invalid"
    return not item.outcome


def _let_in(batch: Batch, item: Item) -> bool:
    guard = batch.kept.guard
    try:
        edits = item.by.right == "edit"
        changed = guard.apply(item.data) if edits else guard.suggest(item.data, _own(batch, item))
    except Trespass:
        item.outcome = "suggest"
    except TooLarge:
        item.outcome = "size"
    except Unfit as error:
        log.info("an update was refused", reason=str(error), person=item.by.person_id)
        item.outcome = "invalid"
    else:
        item.outcome = "" if changed else NOTHING
        return changed
    return False


def _own(batch: Batch, item: Item) -> frozenset[str]:
    """All suggestions of a person: those on record, and those that this tick brings and that nobody brought before them."""
    kept = batch.kept
    rows = db.session.execute(select(Suggestion.uid, Suggestion.person_id).filter_by(declaration_id=kept.declaration_id))
    kept.authors.update({uid: person for uid, person in rows})
    brought: dict[str, int] = {}
    for one in batch.items:
        for uid in one.seen.suggestions:
            brought.setdefault(uid, one.by.person_id)
    return frozenset(uid for uid, person in (brought | kept.authors).items() if person == item.by.person_id)


def _by_author(kept: Kept, items: Sequence[Item]) -> list[Write]:
    """One row for each person; where one hangs on what another wrote in the same tick, rows stand in that order."""
    groups: list[list[Item]] = []
    tangled = _is_tangled(items)
    places: dict[tuple[int, int], int] = {}
    for item in items:
        author = (item.by.person_id, item.by.mandate_id)
        if author in places and (not tangled or places[author] == len(groups) - 1):
            groups[places[author]].append(item)
        else:
            places[author] = len(groups)
            groups.append([item])
    return [_write(kept, group) for group in groups]


def _is_tangled(items: Sequence[Item]) -> bool:
    writers: dict[int, tuple[int, int]] = {}
    for item in items:
        for client, needed in item.seen.needs.items():
            writer = writers.get(client)
            if writer and writer[0] != item.by.person_id and needed > writer[1]:
                return True
        for client, part in item.seen.parts.items():
            writers.setdefault(client, (item.by.person_id, part.start))
    return False


def _write(kept: Kept, group: Sequence[Item]) -> Write:
    """Numbers and suggestions are named when they are new; the log need not look them up again."""
    by = group[0].by
    data = group[0].data if len(group) == 1 else merge_updates(*(item.data for item in group))
    clients = frozenset(c for item in group for c in item.seen.parts if c not in kept.owners)
    suggestions = frozenset(s for item in group for s in item.seen.suggestions if s not in kept.authors)
    return Write(data, by.person_id, by.mandate_id, by.city_id, clients, suggestions)
