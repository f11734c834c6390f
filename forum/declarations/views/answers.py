"""The other answers to a request to sign: declining it with a reason, and asking the delegate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect

from forum.declarations.dossier import Dossier
from forum.declarations.forms import OwnNoteForm, ReasonForm
from forum.declarations.operations import requesting
from forum.declarations.rules import signing as rules
from forum.declarations.views.blueprint import address, blueprint, dossier_or_404, vocabulary
from forum.kit.guards import signed_in
from forum.kit.i18n import _l
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Refused

HERE = "/declarations/<int:identity>/signature"


@dataclass(frozen=True)
class Answer:
    """The rule, the form that it asks for, what is done, and the words around it."""

    rule: Callable[..., Any]
    form: type
    do: Callable[[Dossier, Any, Any], Any]
    title: Any
    button: Any
    explains: Any
    done: Any


ANSWERS = {
    "refusal": Answer(
        rules.can_decline,
        ReasonForm,
        lambda d, a, f: requesting.decline(d, a, f.reason.data),
        _l("Decline to sign"),
        _l("Decline to sign"),
        _l(
            "That your city declines stands in the public register. The reason does not: your own city, the lead city and"
            " the Bureau read it. You can still sign later."
        ),
        _l("Recorded: your city does not sign this version. You can change your mind until signing ends."),
    ),
    "question": Answer(
        rules.can_ask_delegate,
        OwnNoteForm,
        lambda d, a, f: requesting.ask_delegate(d, a, f.note.data or ""),
        _l("Pass it to your delegate"),
        _l("Pass it to the delegate"),
        _l("The delegates of your city get a message with your note. They read the text and prepare the signature for you."),
        _l("Your delegates are told. Nothing is signed until you sign."),
    ),
}


def _view(noun: str, answer: Answer) -> Callable[..., Any]:
    @signed_in
    def view(identity: int) -> Any:
        dossier, actor, form = dossier_or_404(identity), current_actor(), answer.form()
        verdict = answer.rule(dossier, actor)
        if not verdict:
            return _page(dossier, noun, answer, form, verdict, 409)
        if not form.is_submitted():
            return _page(dossier, noun, answer, form, verdict, 200)
        if not form.validate_on_submit():
            return _page(dossier, noun, answer, form, verdict, 422)
        try:
            answer.do(dossier, actor, form)
        except Refused as refused:
            return _page(dossier, noun, answer, form, refused.verdict, 409)
        flash(str(answer.done))
        return redirect(address(dossier), 303)

    return view


def _page(dossier: Dossier, noun: str, answer: Answer, form: Any, verdict: Any, status: int) -> tuple[str, int]:
    context = {"dossier": dossier, "noun": noun, "answer": answer, "form": form, "verdict": verdict}
    return render("declarations/answer.html", **context, **vocabulary()), status


for _noun, _answer in ANSWERS.items():
    blueprint.add_url_rule(f"{HERE}/{_noun}", f"signature_{_noun}", _view(_noun, _answer), methods=["GET", "POST"])
