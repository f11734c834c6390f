"""What happened to a version since it was frozen, as far as everybody may know it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from forum.accounts.actor import title_of
from forum.declarations.dossier import CARRIES, Dossier
from forum.declarations.queries import parts
from forum.kit.clock import FORUM_ZONE
from models import StageChange, Version

MOVES = {"open_signature": "opened", "close": "closed"}


@dataclass(frozen=True)
class Event:
    what: str  # frozen | corrected | replaced | opened | adopted | closed
    on: dt.date  # in the forum's zone
    at: dt.datetime
    version: int = 0  # that was frozen, corrects another or replaces one in substance


@dataclass(frozen=True)
class Adoption:
    on: dt.date
    place: str
    by: str  # name and office of the chair on that day


def adoption_of(dossier: Dossier, version_ids: Sequence[int]) -> Adoption | None:
    """Of one of these versions: a correction carries the adoption, a change of substance does not."""
    row = parts.adoption(dossier.id)
    if row is None or row.version_id not in version_ids:
        return None
    return Adoption(row.adopted_on, row.place, f"{row.person.name}, {title_of(row.mandate)}")


def events_of(dossier: Dossier, version: Version, adoption: Adoption | None) -> tuple[Event, ...]:
    """From the first freezing to what came last; of an older version until a newer one took its place."""
    newer = next((one.at for one in dossier.versions if one.number > version.number and one.objected_at is None), None)
    found = [_frozen(one) for one in dossier.versions if one.number <= version.number]
    found += [_moved(change) for change in parts.changes(dossier.id) if change.move in MOVES]
    found = [event for event in found if newer is None or event.at < newer]
    if adoption is not None:
        found.append(Event("adopted", adoption.on, dt.datetime.combine(adoption.on, dt.time(12), FORUM_ZONE)))
    return tuple(sorted(found, key=lambda event: event.at))


def _frozen(version: Version) -> Event:
    what = "frozen" if version.kind == "first" else "corrected" if version.kind == CARRIES else "replaced"
    return Event(what, _day(version.at), version.at, version.number)


def _moved(change: StageChange) -> Event:
    return Event(MOVES[change.move], _day(change.at), change.at)


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(FORUM_ZONE).date()
