"""Reading papers: the list, one paper as a page, its files, and its content as data."""

from collections.abc import Iterable
from typing import Any

from flask import abort, make_response, request, url_for
from sqlalchemy import select

from forum.kit import making, panels, storage
from forum.kit.canonical import canonical_json
from forum.kit.identity import current_actor
from forum.kit.subjects import Subject
from forum.kit.templating import render
from forum.papers import rules
from forum.papers.formats import FORMATS
from forum.papers.layout import sheet_of
from forum.papers.layout.frame import KINDS
from forum.papers.queries import papers as reading
from forum.papers.views.blueprint import blueprint, paper_or_404
from models import Paper
from models.base import db

ENDINGS = {form.extension: name for name, form in FORMATS.items()}
# A file is taken away, never shown in a window of this site.
ALONE = "default-src 'none'; sandbox"


@blueprint.get("/papers")
def index():
    actor, kind = current_actor(), request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    page = reading.listing(actor, kind, request.args.get("after"))
    return render("papers/index.html", page=page, kind=kind, sections=panels.draw("papers", actor, kind))


@blueprint.get("/papers/<int:identity>")
def paper(identity: int):
    """All of it as a page; its files as soon as they are made."""
    found, actor = paper_or_404(identity), current_actor()
    if found.about_id:
        others = [one for one in [reading.find(actor, found.about_id)] if one]
    else:
        others = [one for one in reading.about(found.id) if one.public or not found.public or actor.is_staff]
    return render(
        "papers/paper.html",
        paper=found,
        sheet=sheet_of(found.content),
        others=others,
        may_publish=rules.can_publish(actor, found),
        is_staff=actor.is_staff,
        **files_of(found),
    )


@blueprint.get("/papers/<int:identity>/files")
def paper_files(identity: int):
    """The files alone, for a page that waits for one."""
    found = paper_or_404(identity)
    return render("papers/_files.html", paper=found, is_staff=current_actor().is_staff, **files_of(found))


@blueprint.get("/papers/<int:identity>.<any(pdf,docx,xml):ending>")
def paper_file(identity: int, ending: str):
    """A file that was made and kept; one that is still being made is not there yet."""
    found = paper_or_404(identity)
    name = ENDINGS[ending]
    row = reading.file(found.id, name)
    content = storage.get(row.key) if row and row.state == making.READY else None
    if row is None or content is None:
        abort(404)
    return _attached(content, FORMATS[name].media_type, f"{_name(found)}.{ending}", row.sha256)


@blueprint.get("/papers/<int:identity>.json")
def paper_content(identity: int):
    """The content in its one spelling: its SHA-256 is the one that all files print."""
    found = paper_or_404(identity)
    return _attached(canonical_json(found.content).encode(), "application/json", f"{_name(found)}.json", found.sha256)


def files_of(found: Paper) -> dict[str, Any]:
    rows = reading.files(found.id)
    return {
        "files": [{"row": row, "form": FORMATS[row.format]} for row in rows],
        "waits": any(row.state == making.WAITING for row in rows),
    }


def as_subjects(actor: Any, ids: Iterable[int]) -> dict[int, Subject]:
    statement = select(Paper.id, Paper.title).where(Paper.id.in_(list(ids)), reading.visible_to(actor))
    return {
        identity: Subject("paper", identity, title, url_for("papers.paper", identity=identity))
        for identity, title in db.session.execute(statement)
    }


def _name(found: Paper) -> str:
    return f"{found.kind}-{found.id}"


def _attached(content: bytes, media_type: str, name: str, sha256: str) -> Any:
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    response.set_etag(sha256)
    return response.make_conditional(request)
