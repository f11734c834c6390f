"""The exports of a declaration: what there is of a version, files that a job makes, and the addresses that stay."""

from typing import Any

from flask import abort, make_response, redirect, request, url_for

from forum.declarations.dossier import Dossier
from forum.declarations.exports import FORMATS, PARALLEL, filename
from forum.declarations.exports.content import languages_of
from forum.declarations.exports.seal import SealMissing
from forum.declarations.exports.wanted import Wanted, at_once, find, is_short, languages_key, offered
from forum.declarations.forms.exports import ExportForm
from forum.declarations.operations import exporting
from forum.declarations.queries import exports as reading
from forum.declarations.views.blueprint import blueprint, dossier_or_404, vocabulary
from forum.declarations.views.export_words import about, name_of_file, name_of_variant
from forum.kit import making, storage
from forum.kit.forms import choices
from forum.kit.limits import limited
from forum.kit.templating import render
from forum.kit.typesetting import Unsettable
from forum.kit.verdict import Refused, refuse
from models import Export, Version

HERE = "/declarations/<int:identity>/exports"
THERE = "/declarations/<int:identity>/versions/<int:place>"
ENDINGS = {"pdf": "pdf", "docx": "docx", "xml": "akn", "md": "markdown"}
TABLES = ("csv", "xlsx")
# A file is taken away, never shown in a window of this site.
ALONE = "default-src 'none'; sandbox"


@blueprint.get(HERE)
def exports(identity: int):
    """What there is; a text that was never frozen has no files, and the page says why."""
    dossier = dossier_or_404(identity)
    return _page(dossier, _version_or_404(dossier) if dossier.versions else None, 200)


@blueprint.post(HERE)
@limited("20/minute;120/hour")
def ask_for_export(identity: int):
    """Anyone who may read a version may have its files; the same request twice makes one."""
    dossier = dossier_or_404(identity)
    version = _version_or_404(dossier)
    found = _offered(dossier, version)
    form = _form(dossier, version, found)
    if not form.validate_on_submit():
        return _page(dossier, version, 422, form)
    wanted = find(found, form.file.data)
    if wanted is not None:
        exporting.ask(dossier, version, wanted)
    return redirect(url_for("declarations.exports", identity=identity, version=version.number) + "#files", 303)


@blueprint.get(f"{HERE}/files")
def export_files(identity: int):
    """The files alone, for a page that waits for one."""
    dossier = dossier_or_404(identity)
    version = _version_or_404(dossier)
    return render("declarations/_export_files.html", dossier=dossier, version=version, **_kept(dossier, version))


@blueprint.get(f"{HERE}/<int:file>")
def export_file(identity: int, file: int):
    """A file that was made and kept."""
    dossier = dossier_or_404(identity)
    row = reading.ready(identity, file)
    content = storage.get(row.key) if row else None
    if row is None or content is None:
        abort(404)
    return _attached(dossier, row.version, exporting.wanted_of(row), content, row.sha256)


@blueprint.get(f"{THERE}.<any(pdf,docx,xml,md):ending>")
@limited("30/minute;300/hour")
def version_file(identity: int, place: int, ending: str):
    """`language`, `against` (the number of an older version) or `beside` (further languages) choose another variant."""
    return _permanent(identity, place, ENDINGS[ending])


@blueprint.get(f"{THERE}/signatories.<any(csv,xlsx):ending>")
@limited("60/minute")
def version_signatories(identity: int, place: int, ending: str):
    return _permanent(identity, place, ending)


def _permanent(identity: int, place: int, name: str) -> Any:
    """The kept file where there is one; else made now if that is quick; else the page on which it can be asked for."""
    dossier = dossier_or_404(identity)
    version = _numbered_or_404(dossier, place)
    languages = languages_of(dossier, version)
    wanted = find(offered(dossier, version, languages), _asked_for(name, languages[0].code))
    if wanted is None:
        abort(404)
    key = (name, wanted.row_variant, languages_key(wanted, languages))
    row = reading.one(version.id, reading.register_size(identity), *key) if wanted.form.slow else None
    content = storage.get(row.key) if row and row.state == making.READY else None
    if row is not None and content is not None:
        return _attached(dossier, version, wanted, content, row.sha256)
    if wanted.form.slow and not is_short(dossier, version):
        return redirect(url_for("declarations.exports", identity=identity, version=place, file=wanted.key) + "#ask", 302)
    try:
        return _attached(dossier, version, wanted, exporting.made(dossier, version, wanted))
    except (Unsettable, SealMissing) as wrong:
        raise Refused(refuse(str(wrong))) from wrong


def _asked_for(name: str, authentic: str) -> str:
    """The key of the file that the address names."""
    if name in TABLES or not FORMATS.get(name):
        return Wanted(name).key
    if against := request.args.get("against", type=int):
        return Wanted(name, "marked", (authentic,), against).key
    if beside := request.args.get("beside"):
        return Wanted(name, PARALLEL, (authentic, *beside.split(","))).key
    return Wanted(name, languages=(request.args.get("language") or authentic,)).key


def _attached(dossier: Dossier, version: Version, wanted: Wanted, content: bytes, sha256: str = "") -> Any:
    against = next((one for one in dossier.versions if one.number == wanted.against), None)
    named = filename(wanted.format, dossier, version, "-".join(wanted.languages), against)
    response = make_response(content)
    response.headers["Content-Type"] = wanted.form.media_type
    response.headers.set("Content-Disposition", "attachment", filename=named)
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    if not sha256:
        return response
    response.set_etag(sha256)
    return response.make_conditional(request)


def _page(dossier: Dossier, version: Version | None, status: int, form: ExportForm | None = None) -> tuple[str, int]:
    if version is None:
        return render("declarations/exports_none.html", dossier=dossier, **vocabulary()), status
    found = _offered(dossier, version)
    if form is None:
        form = _form(dossier, version, found)
        form.file.data = request.args.get("file") or form.file.data
    quick = [one for one in found if at_once(one, dossier, version)]
    slow = dict.fromkeys(one.format for one in found if one not in quick)
    shown = render(
        "declarations/exports.html",
        dossier=dossier,
        version=version,
        form=form,
        slow=[(FORMATS[name], about(name)) for name in slow],
        quick=[
            (FORMATS[name], about(name), [_link(dossier, version, one) for one in quick if one.format == name])
            for name in dict.fromkeys(one.format for one in quick)
        ],
        **_kept(dossier, version),
        **vocabulary(),
    )
    return shown, status


def _link(dossier: Dossier, version: Version, wanted: Wanted) -> dict[str, str]:
    values = {"identity": dossier.id, "place": version.number}
    code, authentic = (*wanted.languages, "")[0], dossier.row.language
    label = name_of_variant(wanted)
    if wanted.format in TABLES:
        return {"label": label, "url": url_for("declarations.version_signatories", ending=wanted.format, **values)}
    if wanted.format == "json":
        end = "canonical" if code == authentic else "canonical_parallel"
        more = {} if code == authentic else {"code": code}
        return {"label": label, "url": url_for(f"declarations.{end}", **values, **more)}
    chosen: dict[str, Any] = {"against": wanted.against} if wanted.against else {}
    if code != authentic and not chosen:
        chosen = {"language": code}
    return {"label": label, "url": url_for("declarations.version_file", ending=wanted.form.extension, **values, **chosen)}


def _form(dossier: Dossier, version: Version, found: list[Wanted]) -> ExportForm:
    """A choice of all files that are made and kept."""
    form = ExportForm()
    form.file.choices = choices((one.key, name_of_file(one)) for one in found if not at_once(one, dossier, version))
    return form


def _offered(dossier: Dossier, version: Version) -> list[Wanted]:
    return offered(dossier, version, languages_of(dossier, version))


def _kept(dossier: Dossier, version: Version) -> dict[str, Any]:
    """The files of the version as it stands now, made or in the making."""
    rows = reading.of_version(version.id, reading.register_size(dossier.id))
    return {
        "files": [{"row": row, "name": name_of_file(exporting.wanted_of(row)), "key": _key(row)} for row in rows],
        "waits": any(row.state == making.WAITING for row in rows),
    }


def _key(row: Export) -> str:
    return exporting.wanted_of(row).key


def _version_or_404(dossier: Dossier) -> Version:
    """The newest one unless the address names another."""
    number = request.args.get("version", type=int)
    if number is None and dossier.version:
        return dossier.version
    return _numbered_or_404(dossier, number)


def _numbered_or_404(dossier: Dossier, number: int | None) -> Version:
    row = next((one for one in dossier.versions if one.number == number), None)
    if row is None:
        abort(404)
    return row
