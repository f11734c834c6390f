"""What stands on the page of a recommendation: the acts on its paths, the answers beside the asks, and the tree."""

from dataclasses import dataclass
from typing import Any

from flask import g

from forum.consideration import tree, words
from forum.consideration.queries import paths as reading
from forum.consideration.views.blueprint import vocabulary
from forum.consideration.views.paths import path_move_url
from forum.consideration.way import Way
from forum.consideration.workflow import FLOW, OFFERED
from forum.kit.templating import render
from forum.recommendations import rules as lower
from forum.recommendations.case import Case
from forum.recommendations.words import answer_sentence, how_many
from forum.recommendations.workflow import FLOW as OF_THE_ROW
from forum.recommendations.workflow import judge
from models import Disposition, PathDocument, PathMove
from models.recommendation import Stage


@dataclass
class Loaded:
    """What two parts of one page ask for, loaded once."""

    answers: list[Disposition]
    moves: list[PathMove]
    documents: list[PathDocument]
    sessions: dict[int, str]


def acts(actor: Any, case: Case) -> str:
    """Links for those who may move a path; for others the sentence of the next move of the first path that waits."""
    if case.stage == Stage.CLEARED:
        return _to_prepare(actor, case)
    ways = [Way(case, path) for path in tree.sent(case)]
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


def _to_prepare(actor: Any, case: Case) -> str:
    """The forwarding is prepared for all bodies at once; whoever may not reads who does it next."""
    verdict = judge(case, "prepare_forwarding", actor)
    return render("consideration/_prepare.html", case=case, verdict=verdict, move=OF_THE_ROW.moves["prepare_forwarding"])


def asked(actor: Any, case: Case) -> str:
    """What is asked, with the answer of each body beside it; nothing before the forwarding."""
    if not tree.sent(case) or not case.row.public_at:
        return ""
    loaded = _loaded(case)
    return render(
        "consideration/_asked.html",
        case=case,
        row=case.row,
        asked=tree.replies(case, loaded.answers, loaded.sessions),
        heading=_heading(case, loaded.answers),
        several=len(tree.sent(case)) > 1,
        names=_names(actor, case, loaded.answers),
        verb_words=words.verb_words,
        **vocabulary(),
    )


def paths(actor: Any, case: Case) -> str:
    if not tree.sent(case) or not case.row.public_at:
        return ""
    loaded = _loaded(case)
    return render(
        "consideration/_paths.html",
        case=case,
        nodes=tree.tree_of(case, loaded.moves, loaded.documents, loaded.sessions),
        may_document=lower.edits(case, actor),
        **vocabulary(),
    )


def _loaded(case: Case) -> Loaded:
    kept: dict[int, Loaded] = g.setdefault("paths_of_recommendations", {})
    if case.id not in kept:
        answers, moves = reading.answers(case.id), reading.moves(case.id)
        ids = {
            row.to_session_id for row in (*answers, *moves) if row.to_session_id and getattr(row, "move", "") != "forward"
        }
        kept[case.id] = Loaded(answers, moves, reading.documents(case.id), reading.session_names(ids))
    return kept[case.id]


def _heading(case: Case, answers: list[Disposition]) -> str:
    ways = tree.sent(case)
    answered = [path for path in ways if path.answered_on]
    if not answered:
        return ""
    if len(ways) > 1:
        return how_many(len(answered), len(ways))
    verbs = {row.verb for row in answers if row.superseded_at is None}
    return answer_sentence(ways[0].body, answers[-1]) if len(verbs) == 1 else how_many(1, 1)


def _names(actor: Any, case: Case, answers: list[Disposition]) -> dict[int, str]:
    """Who entered what, for those who review."""
    return reading.enterers(answers) if answers and lower.sees_review(case, actor) else {}
