"""Every move of a path as a noun of its own address: GET asks what the move needs, POST makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for

from forum.consideration.forms import paths as forms
from forum.consideration.operations import answer, moving
from forum.consideration.views.blueprint import blueprint, page_of, vocabulary, way_or_404
from forum.consideration.way import Way
from forum.consideration.workflow import FLOW, judge
from forum.kit.guards import signed_in
from forum.kit.i18n import _l
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused
from forum.recommendations.workflow import too_late


@dataclass(frozen=True)
class Act:
    """`move` in the table of paths, the form that it asks for, what is done, and the sentence afterwards."""

    move: str
    form: Callable[..., Any]
    do: Callable[[Way, Any, Any], Any]
    done: Any


def _plain(form: type) -> Callable[..., Any]:
    return lambda way, draft: form(draft=draft)


def _of_the_way(form: Any) -> Callable[..., Any]:
    return lambda way, draft: form(draft=draft, way=way)


ACTS = {
    "consideration": Act(
        "consider",
        _plain(forms.ConsiderForm),
        lambda w, a, f: answer.consider(w.case, w.path, a, f.on.data),
        _l("Recorded."),
    ),
    "deferral": Act(
        "defer",
        _of_the_way(forms.DeferForm),
        lambda w, a, f: moving.defer(w.case, w.path, a, f.chosen, f.on.data, f.note.data),
        _l("Recorded. It waits for the session to which it was deferred."),
    ),
    "referral": Act(
        "refer",
        _of_the_way(forms.ReferForm),
        lambda w, a, f: moving.refer(w.case, w.path, a, f.chosen, f.on.data, note=f.note.data),
        _l("Recorded. The other body has it before it now."),
    ),
    "referral/end": Act(
        "take_back",
        _plain(forms.TakeBackForm),
        lambda w, a, f: moving.take_back(w.case, w.path, a, f.note.data),
        _l("The referral is taken back."),
    ),
}
NOUNS = {act.move: noun for noun, act in ACTS.items()} | {"answer": "answer", "correct": "correction"}


def path_move_url(name: str, way: Way) -> str:
    endpoint = NOUNS[name].replace("/", "_")
    return url_for(f"consideration.{endpoint}", identity=way.case.id, path_id=way.path.id)


def _view(noun: str) -> Callable[..., Any]:
    act = ACTS[noun]

    @signed_in
    def view(identity: int, path_id: int) -> Any:
        way, actor = way_or_404(identity, path_id), current_actor()
        form, verdict = act.form(way, f"path:{path_id}:{noun}"), judge(way, act.move, actor)
        if request.method == "GET" or not verdict:
            return _page(way, act, form, verdict, 200 if verdict else 409)
        if request.form.get("turn") != str(way.path.turn):
            return _page(way, act, form, too_late(), 409)
        if not form.validate_on_submit():
            return _page(way, act, form, verdict, 422)
        try:
            act.do(way, actor, form)
        except Refused as refused:
            return _page(way, act, form, refused.verdict, 409)
        flash(str(act.done))
        return redirect(page_of(way.case, "paths"), 303)

    return view


def _page(way: Way, act: Act, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    move = FLOW.moves[act.move]
    page = render("consideration/act.html", way=way, case=way.case, move=move, form=form, verdict=verdict, **vocabulary())
    return page, status


for _noun in ACTS:
    blueprint.add_url_rule(
        f"/recommendations/<int:identity>/paths/<int:path_id>/{_noun}",
        _noun.replace("/", "_"),
        _view(_noun),
        methods=["GET", "POST"],
    )
