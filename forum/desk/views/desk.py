"""Each person's desk: what waits for them and by when; below, what they follow."""

from flask import url_for

from forum.accounts.actor import title_of
from forum.accounts.queries import mandates
from forum.desk.queries.following import followed
from forum.desk.queries.own_acts import acts
from forum.desk.queries.queues import queues
from forum.desk.queries.waiting import waiting
from forum.desk.tasks import Task
from forum.desk.views.blueprint import blueprint
from forum.kit.guards import signed_in
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.notifications import wording


@blueprint.get("/desk")
@signed_in
def desk():
    actor = current_actor()
    tasks = waiting(actor)
    unverified = [] if actor.mandate else mandates.unverified(actor.person_id)
    return render(
        "desk/desk.html",
        tasks=tasks,
        unverified=[title_of(mandate) for mandate in unverified],
        dated=sum(1 for task in tasks if task.due),
        address=address,
        titles={mandate.id: title_of(mandate) for mandate in actor.mandates},
        queues=queues(actor),
        followed=followed(actor),
        own=acts(actor.person_id),
        sentence=wording.sentence,
    )


def address(task: Task) -> str:
    return url_for(task.endpoint, **task.values)
