"""The page of one experience or challenge."""

from typing import Any

from flask import request

from forum.cities import countries
from forum.discussion.queries import thread
from forum.exchange import queries, rules
from forum.exchange.views.common import MANY, address, blueprint, found
from forum.exchange.views.panels import subject_of
from forum.exchange.vocabulary import LANGUAGES, SECTIONS, TITLES, label
from forum.kit import panels
from forum.kit.identity import current_actor
from forum.kit.templating import language, render


@blueprint.get(f"/{MANY}/<int:identity>")
def show(many: str, identity: int):
    row, actor = found(many, identity), current_actor()
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
        parts=SECTIONS[row.kind],
        tags=named_tags(row),
        language_name=LANGUAGES.get(row.language, row.language),
        permalink=address(row),
        **context,
    )


def named_tags(row: Any) -> list[tuple[str, Any, list[tuple[str, str]]]]:
    """Facet, its title, and (value, name) for each tag of the text."""
    reader = language()
    return [
        (facet, TITLES[facet], [(value, label(facet, value, reader)) for value in values])
        for facet, values in (row.tags or {}).items()
        if values
    ]


def _experience(row: Any, actor: Any) -> dict[str, Any]:
    adopted = queries.adoptions(row.id)
    own = next((one for one in adopted if one.city_id == actor.city_id), None)
    return {
        "adoptions": adopted,
        "may_adopt": rules.can_adopt(row, actor, {one.city_id for one in adopted}),
        "due": own if own and rules.outcome_due(own) else None,
        "alike": queries.alike(row, language()),
        "may_ask": rules.can_ask_contact(row, actor, asked=False),
        "sees_contact": rules.sees_contact(row, actor),
    }


def _challenge(row: Any, actor: Any) -> dict[str, Any]:
    given = queries.answers_and_uses(row.id)
    answered = {one.experience_id for one in given.rows if one.experience_id}
    proposed = queries.alike(row, language(), 6, "experience")
    return {
        "answers": given.rows,
        "used": given.used,
        "closure": given.closure,
        "may_answer": rules.can_answer(row, actor),
        "may_close": rules.can_close(row, actor),
        "alike": [one for one in proposed if one.id not in answered],
        "taken_over": queries.adoptions_for(row.id) if row.adoption_count else [],
    }
