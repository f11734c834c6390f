"""A declaration read in one of its languages: each paragraph in it, or the authentic words where it has none."""

from dataclasses import replace
from typing import Any

from flask import abort, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.operations.languages import pairs
from forum.declarations.queries import languages as reading
from forum.declarations.text.languages import language
from forum.declarations.text.parallel import BEHIND, MISSING, TITLE, Pair
from forum.declarations.views.sheet import Line
from forum.kit.i18n import _


def translated(dossier: Dossier, lines: list[Line], code: str) -> dict[str, Any]:
    """What the page of a declaration needs to show its text in the language `code`, the authentic one if that is empty."""
    authentic, known = dossier.row.language, reading.codes(dossier.id)
    code = code or authentic
    if code != authentic and code not in known:
        abort(404)
    found = {"lines": lines, "reads": language(code), "title": dossier.row.title, "parallel": code != authentic}
    found["readings"] = [_tab(dossier, one, code) for one in (authentic, *known)] if known else []
    if code != authentic:
        into = reading.parallel(dossier.id, code)
        rows = reading.newest([into])[into.id] if into else []
        by_uid = {pair.uid: pair for pair in pairs(dossier, rows)}
        found["lines"] = [_in_words(line, by_uid.get(line.uid), authentic) for line in lines]
        head = by_uid[TITLE]
        found["title"] = head.row.text if head.row else dossier.row.title
    return found


def _in_words(line: Line, pair: Pair | None, authentic: str) -> Line:
    if pair is None or pair.row is None:
        missing = _("not translated yet") if pair and pair.state == MISSING else ""
        return replace(line, language=authentic, late=missing)
    late = _("behind the authentic words, which changed since") if pair.state == BEHIND else ""
    return replace(line, clause=replace(line.clause, text=pair.row.text), opening="", rest=pair.row.text, late=late)


def _tab(dossier: Dossier, code: str, shown: str) -> dict[str, Any]:
    arguments = {} if code == dossier.row.language else {"language": code}
    url = url_for("declarations.declaration", identity=dossier.id, **arguments)
    name = language(code).name
    label = _("%(language)s (authentic)", language=name) if code == dossier.row.language else name
    return {"label": label, "url": url, "current": code == shown}
