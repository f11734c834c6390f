"""What stands on the page of a recommendation: the acts on its paths, the tree, and the answers beside the asks."""

from typing import Any

from forum.consideration.views.blueprint import vocabulary
from forum.consideration.views.paths import path_move_url
from forum.consideration.way import Way
from forum.consideration.workflow import FLOW, OFFERED
from forum.kit.templating import render
from forum.recommendations.case import Case


def acts(actor: Any, case: Case) -> str:
    """Links for those who may move a path; for others the sentence of the next move of the first path that waits."""
    ways = [Way(case, path) for path in case.paths if path.forwarded_at]
    found = [(way, [offer for offer in FLOW.offers(way, actor) if offer.move.name in OFFERED]) for way in ways]
    offered = [(way, [offer for offer in offers if offer.allowed]) for way, offers in found]
    refused = next((offers[0] for _way, offers in found if offers and not any(o.allowed for o in offers)), None)
    if not any(offers for _way, offers in offered) and not refused:
        return ""
    return render(
        "consideration/_acts.html",
        offered=offered,
        refused=refused,
        path_move_url=path_move_url,
        several=len(ways) > 1,
        **vocabulary(),
    )
