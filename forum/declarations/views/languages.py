"""The languages of a text: how far each is, both texts side by side, and translating one paragraph after the other."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.forms import LanguageForm, TranslationForm
from forum.declarations.operations import languages as translating
from forum.declarations.queries import languages as reading
from forum.declarations.rules import languages as rules
from forum.declarations.rules.reading import sees_drafting
from forum.declarations.text import parallel
from forum.declarations.text.languages import KNOWN, language
from forum.declarations.text.parallel import CURRENT, TITLE, Pair
from forum.declarations.views.blueprint import blueprint, dossier_or_404, vocabulary
from forum.kit import diff
from forum.kit.forms import choices
from forum.kit.guards import signed_in
from forum.kit.i18n import _
from forum.kit.identity import current_actor
from forum.kit.templating import render
from forum.kit.verdict import Conflict, Refused, Verdict
from models import ParallelText

HERE = "/declarations/<int:identity>/languages"
ONE = f"{HERE}/<code>/clauses/<uid>"


@blueprint.get(HERE)
def languages(identity: int):
    return _list_page(dossier_or_404(identity), None, 200)


@blueprint.post(HERE)
@signed_in
def begin_language(identity: int):
    dossier = dossier_or_404(identity)
    form = _language_form(dossier, reading.parallels(identity))
    if not rules.can_translate(dossier, current_actor()) or not form.validate_on_submit():
        return _list_page(dossier, form, 422)
    row = translating.begin(dossier, current_actor(), form.language.data)
    return redirect(url_for("declarations.parallel_text", identity=identity, code=row.language), 303)


@blueprint.get(f"{HERE}/<code>")
def parallel_text(identity: int, code: str):
    """Both texts side by side; `show=todo` leaves only what is missing or behind."""
    dossier = dossier_or_404(identity)
    into = _parallel_or_404(dossier, code)
    pairs, todo = _pairs(dossier, into), request.args.get("show") == "todo"
    here = url_for("declarations.parallel_text", identity=identity, code=code)
    left = sum(1 for pair in pairs if pair.state != CURRENT)
    return render(
        "declarations/parallel.html",
        dossier=dossier,
        into=into,
        pairs=[pair for pair in pairs if not todo or pair.state != CURRENT],
        todo=todo,
        progress=parallel.progress(pairs),
        next=parallel.next_to_do(pairs),
        ways=[
            {"label": _("The whole text"), "url": here, "current": not todo},
            {"label": _("Still to do"), "url": f"{here}?show=todo", "current": todo, "count": left},
        ],
        verdict=translating.can_write(dossier, current_actor(), into),
        **_words(dossier, into),
    )


@blueprint.get(ONE)
@signed_in
def translate(identity: int, code: str, uid: str):
    dossier = dossier_or_404(identity)
    into, pair = _pair_or_404(dossier, code, uid)
    form = TranslationForm(draft=f"translation:{into.id}:{uid}")
    if form.seen.data is None or not form.typed:
        form.text.data = pair.row.text if pair.row else ""
        form.seen.data = str(getattr(pair.row, "edit", 0))
        form.against.data = translating.digest(pair.clause.text)
    return _translation_page(dossier, into, pair, form, 200)


@blueprint.post(ONE)
@signed_in
def save_translation(identity: int, code: str, uid: str):
    dossier = dossier_or_404(identity)
    into, pair = _pair_or_404(dossier, code, uid)
    form = TranslationForm(draft=f"translation:{into.id}:{uid}")
    if not translating.can_write(dossier, current_actor(), into) or not form.validate_on_submit():
        return _translation_page(dossier, into, pair, form, 422)
    if not (form.seen.data or "").isdecimal():
        abort(400)
    sent = (form.text.data, int(form.seen.data or 0), form.against.data or "")
    try:
        row = translating.write(dossier, current_actor(), into, uid, *sent)
    except Conflict as conflict:
        form.seen.data = str(_seen_now(into, uid))
        form.against.data = translating.digest(pair.clause.text)
        return _translation_page(dossier, into, pair, form, 409, conflict=conflict)
    except Refused as refused:
        return _translation_page(dossier, into, pair, form, 409, refused.verdict)
    if translating.digest(row.source) != translating.digest(pair.clause.text):
        flash(_("The authentic words changed while you translated. Your words are kept; the paragraph is behind."))
    following = parallel.next_to_do(_pairs(dossier, into), uid) if request.form.get("then") == "next" else None
    if following:
        return redirect(url_for("declarations.translate", identity=identity, code=code, uid=following.uid), 303)
    return redirect(url_for("declarations.parallel_text", identity=identity, code=code) + f"#clause-{uid}", 303)


@blueprint.get("/declarations/<int:identity>/versions/<int:place>/<code>.json")
def canonical_parallel(identity: int, place: int, code: str):
    """The exact bytes of a translation that was frozen with a version."""
    dossier_or_404(identity)
    row = reading.frozen_texts(identity).get((place, code))
    if row is None:
        abort(404)
    response = Response(row.canonical.encode(), mimetype="application/json")
    response.headers["Content-Disposition"] = f'inline; filename="declaration-{identity}-version-{place}-{code}.json"'
    return response


def _pairs(dossier: Dossier, into: ParallelText) -> list[Pair]:
    return translating.pairs(dossier, reading.newest([into])[into.id])


def _seen_now(into: ParallelText, uid: str) -> int:
    return max((row.edit for row in reading.history(into.id, uid)), default=0)


def _parallel_or_404(dossier: Dossier, code: str) -> ParallelText:
    row = reading.parallel(dossier.id, code)
    if row is None:
        abort(404)
    return row


def _pair_or_404(dossier: Dossier, code: str, uid: str) -> tuple[ParallelText, Pair]:
    into = _parallel_or_404(dossier, code)
    pair = next((pair for pair in _pairs(dossier, into) if pair.uid == uid), None)
    if pair is None:
        abort(404)
    return into, pair


def _language_form(dossier: Dossier, known: list[ParallelText]) -> LanguageForm:
    form, taken = LanguageForm(), {dossier.row.language, *(row.language for row in known)}
    form.language.choices = choices((code, one.name) for code, one in KNOWN.items() if code not in taken)
    return form


def _list_page(dossier: Dossier, form: Any, status: int) -> tuple[str, int]:
    known = reading.parallels(dossier.id)
    rows = reading.newest(known) if known else {}
    verdict = rules.can_translate(dossier, current_actor())
    page = render(
        "declarations/languages.html",
        dossier=dossier,
        texts=[(row, parallel.progress(translating.pairs(dossier, rows[row.id]))) for row in known],
        frozen_texts=reading.frozen_texts(dossier.id) if dossier.versions else {},
        form=form or _language_form(dossier, known),
        verdict=verdict,
        **_words(dossier, None),
    )
    return page, 409 if status != 200 and not verdict else status


def _translation_page(
    dossier: Dossier,
    into: ParallelText,
    pair: Pair,
    form: Any,
    status: int,
    refused: Verdict | None = None,
    conflict: Conflict | None = None,
) -> tuple[str, int]:
    verdict = translating.can_write(dossier, current_actor(), into)
    rows = reading.history(into.id, pair.uid) if sees_drafting(dossier, current_actor()) else []
    form.text.render_kw = {"lang": into.language, "dir": language(into.language).direction}
    page = render(
        "declarations/translate.html",
        dossier=dossier,
        into=into,
        pair=pair,
        form=form,
        verdict=verdict,
        refused=refused,
        conflict=conflict,
        difference=diff.words(conflict.theirs, conflict.mine) if conflict else None,
        history=list(zip(rows, diff.each([row.text for row in rows]), strict=True)),
        **_words(dossier, into),
    )
    return page, status if verdict else 409


def _words(dossier: Dossier, into: ParallelText | None) -> dict[str, Any]:
    """What the templates of languages call, beside the vocabulary of declarations."""
    return vocabulary() | {
        "language": language,
        "authentic": language(dossier.row.language),
        "target": language(into.language) if into else None,
        "earlier": sees_drafting(dossier, current_actor()),  # whether earlier wordings are for this reader
        "pair_name": lambda pair: _("Title") if pair.uid == TITLE else vocabulary()["name_of"](pair.clause),
    }
