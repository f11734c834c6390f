"""The page of one experience or challenge."""

from typing import Any

from flask import abort, request

from forum.cities import countries
from forum.discussion.queries import thread
from forum.exchange import queries, rules
from forum.exchange.views import drawing
from forum.exchange.views.common import KINDS, MANY, blueprint
from forum.exchange.views.panels import subject_of
from forum.exchange.vocabulary import TITLES
from forum.kit import panels
from forum.kit.identity import current_actor
from forum.kit.templating import language, render


@blueprint.get(f"/{MANY}/<int:identity>")
def show(many: str, identity: int):
    row, actor = queries.page_of(KINDS[many], identity), current_actor()
    if row is None or not rules.is_visible(row, actor):
        abort(404)
    talk = thread(actor, subject_of(row), request.args.get("comments"))
    context = _experience(row, actor) if row.kind == "experience" else _challenge(row, actor)
    return render(
        "exchange/show.html",
        row=row,
        many=many,
        thread=talk,
        follow=talk.follow,
        sections=panels.draw("contribution", actor, row),
        may_edit=rules.can_edit(row, actor),
        countries=countries.names(),
        titles=TITLES,
        text=drawing.text(row),
        facts=drawing.facts(row),
        permalink=f"/{many}/{row.id}",
        **context,
    )


def _experience(row: Any, actor: Any) -> dict[str, Any]:
    adopted, near = queries.around(row.id, language())
    own = next((one for one in adopted if one.city_id == actor.city_id), None)
    return {
        "adoptions": adopted,
        "may_adopt": rules.can_adopt(row, actor, {one.city_id for one in adopted}),
        "due": own if own and actor.speaks_for_city and rules.outcome_due(own) else None,
        "alike": drawing.alike(row, near, 0),
        "may_ask": rules.can_ask_contact(row, actor, asked=False),
        "sees_contact": rules.sees_contact(row, actor),
    }


def _challenge(row: Any, actor: Any) -> dict[str, Any]:
    given = queries.answers_and_uses(row.id)
    answered = {one.experience_id for one in given.rows if one.experience_id}
    proposed = [one for one in queries.alike(row, language(), 6, "experience") if one.id not in answered]
    may_answer = rules.can_answer(row, actor)
    return {
        "answers": given.rows,
        "used": given.used,
        "closure": given.closure,
        "may_answer": may_answer,
        "may_close": rules.can_close(row, actor),
        "alike": drawing.alike(row, proposed, actor.city_id if may_answer else 0),
        "taken_over": queries.adoptions_for(row.id) if row.adoption_count else [],
    }
