"""What waits for a person under each of their mandates, computed from where things stand, never from notices."""

from collections.abc import Callable
from dataclasses import replace

from forum.accounts.actor import Actor
from forum.desk.queries.waiting import aftermath, asking, bureau, drafting, exchange, own, room, secretariat, signing
from forum.desk.tasks import Task, most_urgent_first
from models.mandate import BUREAU_ROLES, CITY_ROLES, STAFF_ROLES, Role

Source = Callable[[Actor], list[Task]]
# Roles -> where their work comes from; each source runs the same number of statements however much waits.
SOURCES: tuple[tuple[tuple[str, ...], tuple[Source, ...]], ...] = (
    (CITY_ROLES, (signing.of_city, aftermath.of_city, drafting.of_city, asking.of_city, exchange.of_city)),
    (CITY_ROLES, (room.questions_of_city,)),
    ((Role.STATE,), (room.of_member,)),
    (BUREAU_ROLES, (bureau.to_clear, bureau.procedure)),
    (STAFF_ROLES, (aftermath.contested,)),
    (
        (Role.EDITOR,),
        (asking.more_time, secretariat.screening, secretariat.moderation, secretariat.mandates, secretariat.recoveries),
    ),
    ((Role.APPROVER,), (secretariat.second_pen, secretariat.moderation, secretariat.mandates, secretariat.recoveries)),
    ((Role.ADMIN,), (secretariat.mandates, secretariat.recoveries, secretariat.mail)),
)


def waiting(actor: Actor) -> list[Task]:
    """The most urgent first. A person who holds several mandates finds the work of all of them."""
    tasks = own.of_person(actor)
    for mandate in actor.mandates:
        acting = replace(actor, mandate=mandate)  # with all mandates still in hand: they make conflicts of interest
        for roles, sources in SOURCES:
            if mandate.role in roles:
                tasks += [task for source in sources for task in source(acting)]
    return most_urgent_first(_once(tasks))


def _once(tasks: list[Task]) -> list[Task]:
    """What two mandates of one person could do stands there once, under the first of them."""
    found: dict[tuple[str, str], Task] = {}
    for task in tasks:
        found.setdefault(_key(task), task)
    return list(found.values())


def _key(task: Task) -> tuple[str, str]:
    return task.endpoint, repr(sorted(task.values.items()))
