"""What waits in the rooms of bodies: positions of a member, and questions to the cities that ask."""

from forum.accounts.actor import Actor
from forum.consideration.queries import room
from forum.desk.tasks import LATER, SOON, Task, end_of
from forum.kit.i18n import _

MOST = 25


def questions_of_city(actor: Actor) -> list[Task]:
    """One statement: what members of bodies asked of recommendations that the city leads."""
    return [
        Task(row.title, _("%(member)s, %(body)s, asks.", member=question.member.name, body=body.name), _("Answer"),
             "consideration.question_answer", {"identity": row.id, "question": question.id}, end_of(question.due_on), SOON,
             question.at, actor.mandate_id)
        for question, row, body in room.open_to(actor.city_id or 0, MOST)
    ]  # fmt: skip


def of_member(actor: Actor) -> list[Task]:
    """One statement: what is before the body, and the member has said nothing of; due when the session begins."""
    mandate = actor.mandate
    if mandate is None or mandate.body_id is None:
        return []
    return [
        Task(row.title, _("Before %(body)s; your member has stated no position.", body=path.body.name),
             _("Read and state a position"), "consideration.room_item", {"slug": path.body.slug, "path_id": path.id},
             end_of(path.session.starts_on) if path.session else None, LATER, path.forwarded_at, actor.mandate_id)
        for path, row in room.without_position(actor, mandate.body_id, mandate.organisation, MOST)
    ]  # fmt: skip
