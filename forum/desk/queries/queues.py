"""How much lies in each queue of the secretariat, with the address of the queue."""

from dataclasses import dataclass, field
from typing import Any

from forum.accounts.actor import Actor
from forum.accounts.queries import mandates
from forum.cities.queries import accreditation
from forum.kit.i18n import _
from forum.moderation import queries as moderation
from forum.screening.queries import queue


@dataclass(frozen=True)
class Queue:
    label: str
    count: int
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


def queues(actor: Actor) -> list[Queue]:
    """Four statements, for staff; nobody else has queues."""
    if not actor.is_staff:
        return []
    review, texts = queue.counts(actor), moderation.counts(actor)
    return [
        *[Queue(str(label), review[view], "screening.queue", {"view": view}) for view, label in queue.VIEWS.items()],
        Queue(_("Cities to decide on"), accreditation.waiting_count(), "cities.accreditation"),
        Queue(_("Mandates to verify"), mandates.waiting_count(), "accounts.mandates"),
        Queue(_("Flagged texts"), texts["flags"], "moderation.queue"),
        Queue(_("First comments"), texts["held"], "moderation.queue", {"view": "held"}),
        Queue(_("Appeals"), texts["appeals"], "moderation.queue", {"view": "appeals"}),
    ]
