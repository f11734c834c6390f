"""Pages of the chain from each of its five ends, and its short form on the pages of lower features."""

from typing import Any

from flask import abort, request, url_for

from forum.kit.i18n import _, _l
from forum.kit.identity import current_actor
from forum.kit.paging import Page
from forum.kit.templating import render
from forum.reporting.picture import picture
from forum.reporting.queries import origins, stories
from forum.reporting.views.blueprint import address, blueprint
from forum.reporting.views.telling import graph, steps
from models import Recommendation
from models.base import db
from models.recommendation import Stage

SIZE, DRAWN, SHORT = 20, 8, 3  # on a page, in its picture, in a panel
TITLES = {
    "experience": _l("Where this experience went"),
    "clause": _l("Who cited this clause"),
    "declaration": _l("What this declaration became"),
    "recommendation": _l("The chain of this recommendation"),
    "city": _l("What the words of %(name)s became"),
}
PARTS = {
    "": _l("All"),
    "asked": _l("What it asked"),
    "experiences": _l("From its experiences"),
    "signed": _l("From what it signed"),
}


@blueprint.get("/chain/<any(experience, clause, declaration, recommendation, city):kind>/<key>")
def chain(kind: str, key: str):
    actor, part = current_actor(), request.args.get("part", "")
    origin = origins.find(actor, kind, key, part) or abort(404)
    page = stories.page_of(actor, origin.condition, request.args.get("after"), SIZE)
    told = stories.told(list(page.items))
    url_of = address(kind, origin.of[0]) if kind != "clause" else url_for(
        "declarations.clause", identity=origin.of[0], uid=origin.of[1]
    )  # fmt: skip
    return render(
        "reporting/chain.html",
        heading=str(TITLES[kind]) % {"name": origin.title},
        origin=origin,
        origin_url=url_of,
        picture=picture(graph(told[:DRAWN])) if told else None,
        drawn=min(len(told), DRAWN),
        answered=sum(story.answered for story in told),
        chains=[(story.row, steps(story)) for story in told],
        page=page,
        parts=_parts(key, part) if kind == "city" else [],
    )


def _parts(key: str, chosen: str) -> list[dict[str, Any]]:
    return [
        {
            "label": str(label),
            "current": part == chosen,
            "url": url_for("reporting.chain", kind="city", key=key, **({"part": part} if part else {})),
        }
        for part, label in PARTS.items()
    ]


def contribution(actor: Any, thing: Any) -> str:
    """Where an experience went; most went nowhere yet, which costs one small statement."""
    if thing.kind != "experience":
        return ""
    cited = list(db.session.scalars(origins.of_experience(thing.id)))
    condition = Recommendation.id.in_(cited)
    return _short(actor, _("Where this went"), condition, "experience", thing.id) if cited else ""


def declaration(actor: Any, thing: Any) -> str:
    row = getattr(thing, "declaration", thing)
    return _short(actor, _("What this became"), origins.of_declaration(row.id), "declaration", row.id)


def clause(actor: Any, thing: Any) -> str:
    """`thing` has the uid of a clause."""
    return _short(actor, _("Cited by"), origins.of_clause(thing.uid), "clause", thing.uid)


def city(actor: Any, thing: Any) -> str:
    return _short(actor, _("What our words became"), origins.of_city(thing.id), "city", thing.slug, whole=True)


def recommendation(_actor: Any, row: Any) -> str:
    """The chain of one whose page is drawn anyway; a draft went nowhere yet."""
    if row.stage == Stage.DRAFT:
        return ""
    return _drawn(_("The chain"), Page([row]), "recommendation", row.id, whole=True)


def _short(actor: Any, title: str, condition: Any, kind: str, key: Any, whole: bool = False) -> str:
    page = stories.page_of(actor, condition, None, SHORT)
    return _drawn(title, page, kind, key, whole) if page.items else ""


def _drawn(title: str, page: Page, kind: str, key: Any, whole: bool) -> str:
    """Not `whole`: from the recommendation on, since the page itself is what it rests on."""
    told = stories.told(list(page.items), sources=whole, aftermath=whole)
    url = url_for("reporting.chain", kind=kind, key=key)
    return render("reporting/_chains.html", title=title, chains=[steps(story) for story in told], url=url)
