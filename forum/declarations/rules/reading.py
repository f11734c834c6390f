"""Who reads what led to a text: once it is open for signature everybody reads the text, but not the way to it."""

from collections.abc import Sequence

from forum.accounts.actor import Actor
from forum.declarations.dossier import Dossier
from models import Amendment, StageChange
from models.declaration import Stage

DECIDED = ("accepted", "rejected")
OPENING = "open_signature"


def sees(dossier: Dossier, actor: Actor) -> bool:
    """What `queries.declarations.visible_to` asks of the database, of a declaration that is loaded already."""
    if actor.is_staff or actor.is_bureau or dossier.frozen or actor.city_ids & dossier.group:
        return True
    if dossier.stage not in (Stage.CONSULTATION, Stage.SILENCE):
        return False
    return actor.person_id in dossier.observers or any(m.city_id and m.city.accredited_at for m in actor.mandates)


def sees_drafting(dossier: Dossier, actor: Actor | None) -> bool:
    """Those who could read it before it was public: cities, secretariat, Bureau, invited observers."""
    if actor is None or was_consulted(actor):
        return True
    return actor.person_id in dossier.observers or bool(actor.city_ids & dossier.group)


def was_consulted(actor: Actor | None) -> bool:
    """Those whom every consultation reaches: accredited cities, the secretariat, the Bureau."""
    if actor is None or actor.is_staff or actor.is_bureau:
        return True
    return any(m.city_id and m.city.accredited_at for m in actor.mandates)


def sees_desk(dossier: Dossier, actor: Actor) -> bool:
    """Those at whose desk the text is written: the drafting group, secretariat, Bureau."""
    return bool(actor.is_staff or actor.is_bureau or actor.city_ids & dossier.group)


def reads_declinations(dossier: Dossier, actor: Actor) -> bool:
    """Why a city did not sign is for the lead city, the secretariat and the Bureau; the city itself knows."""
    return bool(dossier.frozen and (actor.is_staff or actor.is_bureau or dossier.row.lead_city_id in actor.city_ids))


def readable(dossier: Dossier, actor: Actor | None, rows: Sequence[Amendment]) -> list[tuple[int, Amendment]]:
    """Amendments with their lasting numbers; the public reads those that were decided."""
    inside = sees_drafting(dossier, actor)
    return [(row.number, row) for row in rows if inside or row.state in DECIDED]


def readable_steps(dossier: Dossier, actor: Actor | None, rows: Sequence[StageChange]) -> list[StageChange]:
    """The public reads the steps from the last opening for signature on."""
    if sees_drafting(dossier, actor):
        return list(rows)
    opened = max((place for place, row in enumerate(rows) if row.move == OPENING), default=len(rows))
    return list(rows[opened:])
