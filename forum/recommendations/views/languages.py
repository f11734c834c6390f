"""The pages on which a recommendation is said in another language, and the switch between its languages."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from wtforms import HiddenField

from forum.exchange.vocabulary import THEMES
from forum.kit import diff
from forum.kit.forms import Form, line, stripped, words
from forum.kit.guards import signed_in
from forum.kit.i18n import _, _l
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict
from forum.recommendations import rules
from forum.recommendations.case import Case
from forum.recommendations.operations.languages import TextWords, say
from forum.recommendations.queries import languages as reading
from forum.recommendations.queries.languages import Beside, Spoken
from forum.recommendations.views.blueprint import address, blueprint, case_or_404, vocabulary
from forum.recommendations.writing import LANGUAGES, LONGEST_ASK


class TextForm(Form):
    title = line(_l("Title"), _l("Give it a title."))
    why = words(_l("Why"), _l("Say why."))
    costs = words(_l("Costs and resources"))
    seen = HiddenField()


@blueprint.get("/recommendations/<int:identity>/languages/<code>")
@signed_in
def text(identity: int, code: str):
    case = _case(identity, code)
    return _page(case, code, _form(case, code), rules.can_translate(case, current_actor()))


@blueprint.post("/recommendations/<int:identity>/languages/<code>")
@signed_in
def say_it(identity: int, code: str):
    case, actor = _case(identity, code), current_actor()
    form, verdict = _form(case, code), rules.can_translate(case, actor)
    asks = _asks(case, form)
    missing = {key: _("Say this ask.") for key, said in asks.items() if not said}
    if not verdict or not form.validate_on_submit() or missing:
        return _page(case, code, form, verdict, 422, missing=missing)
    try:
        found = TextWords(form.title.data, asks, form.why.data, form.costs.data)
        say(case, actor, code, found, form.seen.data or None)
    except Conflict as conflict:
        standing = reading.text_in(case.id, code)
        form.seen.data = standing.at.isoformat() if standing else ""
        changes = diff.words(conflict.theirs, conflict.mine)
        return _page(case, code, form, verdict, 409, conflict=conflict, changes=changes)
    flash(_("Saved."))
    return redirect(url_for("recommendations.recommendation", identity=case.id, **{"in": code}), 303)


def spoken(case: Case, found: Beside) -> Spoken | None:
    """What the address asks for, where there is such a language."""
    code = request.args.get("in", "")
    row = reading.text_in(case.id, code) if code in found.edits and code != case.row.language else None
    return Spoken(code, row, row.edit != case.row.edit) if row else None


def switch(case: Case, found: Beside, current: Spoken | None) -> dict[str, Any]:
    """The languages as links: as it was written, then the others."""
    here = current.language if current else case.row.language
    codes = [case.row.language, *(code for code in found.edits if code != case.row.language)]
    known = [
        {
            "code": code,
            "name": LANGUAGES.get(code, code),
            "url": address(case.row) + ("" if code == case.row.language else f"?in={code}"),
            "current": code == here,
            "original": code == case.row.language,
            "behind": found.edits.get(code, case.row.edit) != case.row.edit,
        }
        for code in codes
    ]
    return {"all": known, "others": known[1:], "themes": [str(THEMES.get(theme, theme)) for theme in found.themes]}


def to_say(case: Case, found: Beside) -> list[dict[str, Any]]:
    """For those who write: each other language, and whether it is there, behind, or not yet said."""
    return [
        {
            "name": name,
            "url": url_for("recommendations.text", identity=case.id, code=code),
            "there": code in found.edits,
            "behind": found.edits.get(code, case.row.edit) != case.row.edit,
        }
        for code, name in LANGUAGES.items()
        if code != case.row.language
    ]


def _case(identity: int, code: str) -> Case:
    case = case_or_404(identity)
    if code not in LANGUAGES or code == case.row.language:
        abort(404)
    return case


def _form(case: Case, code: str) -> TextForm:
    row = reading.text_in(case.id, code)
    values = {"title": row.title, "why": row.why, "costs": row.costs, "seen": row.at.isoformat()} if row else None
    form = TextForm(data=values, draft=f"recommendation:{case.id}:{code}")
    form.stored = row
    return form


def _asks(case: Case, form: Any) -> dict[int, str]:
    """What was typed for each ask; what stands, where nothing was sent."""
    stood = form.stored.asks if form.stored else {}
    return {ask.id: stripped(form.typed.get(f"ask-{ask.id}", stood.get(str(ask.id), "")))[:LONGEST_ASK] for ask in case.asks}


def _page(case: Case, code: str, form: Any, verdict: Any, status: int = 200, **context: Any) -> tuple[str, int]:
    page = render(
        "recommendations/text.html",
        case=case,
        code=code,
        name=LANGUAGES[code],
        form=form,
        said=_asks(case, form),
        behind=form.stored is not None and form.stored.edit != case.row.edit,
        verdict=verdict,
        **({"missing": {}} | context),
        **vocabulary(),
    )
    return page, status if verdict else 409
