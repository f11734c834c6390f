"""Files that a job makes: once for a state of the register, again after a kill, with a reason when it fails; their pages."""

import datetime as dt
import hashlib
import re

import pytest
from sqlalchemy import select

from forum.declarations.exports import wanted
from forum.declarations.exports.content import languages_of
from forum.declarations.operations import clauses, exporting, languages, versions
from forum.declarations.queries import exports as reading
from forum.declarations.views import exporting as pages
from forum.kit import clock, making, storage
from forum.kit.typesetting import Unsettable
from models import Export
from tests.counting import count_statements
from tests.declarations.conftest import issue
from tests.declarations.exports.test_pdf import in_order, words_of
from tests.declarations.test_languages import FRENCH


@pytest.fixture
def opened(write, session):
    dossier = write("open")
    session.commit()
    return dossier


@pytest.fixture
def quickly(monkeypatch):
    """Files are made of a word; what pages say is tested elsewhere."""
    made = []

    def make(dossier, version, one):
        made.append(one.key)
        return f"%PDF {one.key} {len(made)}".encode()

    monkeypatch.setattr(exporting, "made", make)
    return made


def ask(dossier, session, key="pdf:clean:en"):
    version = dossier.version
    one = wanted.find(wanted.offered(dossier, version, languages_of(dossier, version)), key)
    row = exporting.ask(dossier, version, one)
    session.commit()
    return row


def row_of(session, identity):
    session.expire_all()
    return session.get(Export, identity)


def translate(dossier, people, *codes):
    for code in codes:
        into = languages.begin(dossier, people.lead_mayor, code)
        for pair in languages.pairs(dossier, []):
            said = FRENCH[pair.clause.edit % len(FRENCH)] if pair.uid == "title" else f"{code} {pair.clause.text}"
            languages.write(dossier, people.lead_mayor, into, pair.uid, said, 0, languages.digest(pair.clause.text))


def test_a_file_is_made_once_and_kept(opened, session, quickly):
    row = ask(opened, session)
    assert (row.state, row.register_size) == ("waiting", reading.register_size(opened.id))
    assert ask(opened, session).id == row.id
    exporting.maker.make_waiting()
    exporting.maker.make_waiting()
    row = row_of(session, row.id)
    content = storage.get(row.key)
    assert quickly == ["pdf:clean:en"] and content == b"%PDF pdf:clean:en 1"
    assert (row.state, row.size, row.sha256) == ("ready", len(content), hashlib.sha256(content).hexdigest())
    assert ask(opened, session).state == "ready" and len(quickly) == 1


def test_an_act_on_the_declaration_makes_another_file(opened, session, quickly, monkeypatch):
    first = ask(opened, session)
    exporting.maker.make_waiting()
    grown = reading.register_size(opened.id) + 5
    monkeypatch.setattr(reading, "register_size", lambda _id: grown)
    again = ask(opened, session)
    assert again.id != first.id and again.state == "waiting" and again.register_size == grown


def test_what_was_being_made_when_the_process_ended_is_made_again(opened, session, quickly, monkeypatch):
    row = ask(opened, session)

    def killed(*_of):
        raise SystemExit

    monkeypatch.setattr(making.Maker, "make", killed)
    with pytest.raises(SystemExit):
        exporting.maker.make_waiting()
    session.rollback()
    monkeypatch.undo()
    assert row_of(session, row.id).state == "waiting" and row_of(session, row.id).tries == 1
    monkeypatch.setattr(exporting, "made", lambda *_of: b"%PDF")
    exporting.maker.make_waiting()
    assert row_of(session, row.id).state == "waiting", "somebody may still be at it"
    with clock.at(clock.now() + making.TAKEN_AGAIN + dt.timedelta(seconds=1)):
        exporting.maker.make_waiting()
    assert row_of(session, row.id).state == "ready" and row_of(session, row.id).tries == 2


def test_a_file_made_for_a_row_that_went_is_not_given_to_the_next(opened, session, monkeypatch):
    """A number of a row may be used again; what was asked for before is another file."""
    row, now = ask(opened, session), clock.now()

    def replaced(*_of):
        with clock.at(now + dt.timedelta(seconds=5)):
            session.delete(row_of(session, row.id))
            session.flush()
            ask(opened, session)
            session.commit()
        return b"%PDF of before"

    monkeypatch.setattr(exporting, "made", replaced)
    exporting.maker.make(row.id)
    assert {(one.state, one.key) for one in session.query(Export)} == {("waiting", "")}


def test_what_is_interrupted_thrice_fails_and_says_so(opened, session, monkeypatch):
    row, now = ask(opened, session), clock.now()
    monkeypatch.setattr(making.Maker, "make", lambda _maker, _identity: None)
    for place in range(4):
        with clock.at(now + place * dt.timedelta(minutes=3)):
            exporting.maker.make_waiting()
    row = row_of(session, row.id)
    assert (row.state, row.tries) == ("failed", 3) and row.error == "Making it was interrupted 3 times."


def test_a_reason_is_kept_and_asking_again_tries_anew(opened, session, monkeypatch):
    def refuses(*_of):
        raise Unsettable("The fonts of this forum have no letter for “中”.")

    monkeypatch.setattr(exporting, "made", refuses)
    row = ask(opened, session)
    exporting.maker.make_waiting()
    row = row_of(session, row.id)
    assert (row.state, row.tries, row.error) == ("failed", 1, "The fonts of this forum have no letter for “中”.")
    monkeypatch.setattr(exporting, "made", lambda *_of: b"%PDF")
    assert ask(opened, session).state == "waiting"
    exporting.maker.make_waiting()
    assert row_of(session, row.id).state == "ready"


def test_an_error_of_ours_is_tried_thrice_and_holds_up_nobody(opened, session, monkeypatch):
    def wrong(_dossier, _version, one):
        if one.format == "pdf":
            raise ZeroDivisionError
        return b"PK"

    monkeypatch.setattr(exporting, "made", wrong)
    monkeypatch.setattr(wanted, "KEPT", ("pdf", "akn"))
    broken, good = ask(opened, session), ask(opened, session, "akn:clean:en")
    for _turn in range(3):
        exporting.maker.make_waiting()
    broken, good = row_of(session, broken.id), row_of(session, good.id)
    assert (broken.state, broken.tries, good.state) == ("failed", 3, "ready")
    assert broken.error == "An error of the forum; its log says more."


def test_old_files_go_and_can_be_asked_for_again(opened, session, quickly):
    row = ask(opened, session)
    exporting.maker.make_waiting()
    key = row_of(session, row.id).key
    exporting.tidy()
    assert storage.get(key)
    with clock.at(clock.now() + exporting.KEPT + dt.timedelta(days=1)):
        exporting.tidy()
    assert storage.get(key) is None and session.scalar(select(Export.id)) is None
    assert ask(opened, session).state == "waiting"


def test_what_there_is_of_a_version(write, people, session):
    dossier = write("drafting")
    translate(dossier, people, "fr", "ru")
    for kind in ("first", "editorial"):
        versions.freeze(dossier, people.chair, kind)
    session.commit()
    version = dossier.version
    keys = [one.key for one in wanted.offered(dossier, version, languages_of(dossier, version)) if one.format == "pdf"]
    assert keys == [
        "pdf:clean:en", "pdf:clean:fr", "pdf:clean:ru", "pdf:marked-1:en",
        "pdf:parallel:en,fr", "pdf:parallel:en,ru", "pdf:parallel:en,fr,ru",
    ]  # fmt: skip
    for key in keys:
        row = ask(dossier, session, key)
        assert exporting.wanted_of(row).key == key, "a row says what it is"


def test_the_page_offers_makes_and_shows_files(client, people, opened, session, quickly):
    path = f"/declarations/{opened.id}/exports"
    html = client.page(path)
    assert "Exports of version 1" in html and "Nobody has asked for a file" in html and "hx-get" not in html
    assert f"/declarations/{opened.id}/evidence.zip" in html and 'href="/verify"' in html
    for ending in ("md", "xml"):
        assert f"/declarations/{opened.id}/versions/1.{ending}" in html
    assert client.post(path, data={"file": "pdf:clean:xx"}).status_code == 422
    response = client.post(path, data={"file": "pdf:clean:en"})
    assert response.status_code == 303 and response.location == f"{path}?version=1#files"
    html = client.page(path)
    assert "being made" in html and f'hx-get="{path}/files?version=1"' in html and "Look again" in html
    assert "being made" in client.get(f"{path}/files?version=1").text
    exporting.maker.make_waiting()
    html = client.get(f"{path}/files?version=1").text
    row = session.scalar(select(Export))
    assert "ready" in html and row.sha256 in html and "hx-get" not in html
    file = client.get(f"{path}/{row.id}")
    assert file.data == b"%PDF pdf:clean:en 1" and file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"] == f"attachment; filename=declaration-{opened.id}-version-1-en.pdf"
    assert file.headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in file.headers["Content-Security-Policy"]
    tag = {"If-None-Match": file.headers["ETag"]}
    assert client.get(f"{path}/{row.id}", headers=tag).status_code == 304
    assert client.get(f"/declarations/{opened.id}/versions/1.pdf").data == file.data, (
        "the kept file stands at the lasting address"
    )


def test_a_failure_is_shown_with_its_reason_and_a_way_on(client, opened, session, monkeypatch):
    def refuses(*_of):
        raise Unsettable("No letter.")

    monkeypatch.setattr(exporting, "made", refuses)
    ask(opened, session)
    exporting.maker.make_waiting()
    path = f"/declarations/{opened.id}/exports"
    html = client.page(path)
    assert "failed" in html and "No letter." in html and "Try again" in html
    assert client.post(path, data={"file": "pdf:clean:en"}).status_code == 303
    assert "being made" in client.page(path)
    assert client.get(f"/declarations/{opened.id}/versions/1.pdf").status_code == 409


def test_a_long_text_is_asked_for_and_a_short_one_answered(client, opened, session, quickly, monkeypatch):
    lasting = f"/declarations/{opened.id}/versions/1.pdf"
    assert client.get(lasting).data == b"%PDF pdf:clean:en 1"
    monkeypatch.setattr(pages, "is_short", lambda *_of: False)
    response = client.get(lasting)
    assert response.status_code == 302 and response.location.endswith("/exports?version=1&file=pdf:clean:en#ask")
    page = client.page(response.location.split("#")[0])
    assert re.search(r'<option selected value="pdf:clean:en">', page)


def test_lasting_addresses_of_every_variant(client, people, write, session):
    opened = write("open", signed=True)
    issue(opened, people.chair, "editorial", "A comma.", {opened.clauses[1].uid: "Invites all cities to plant trees, now:"})
    session.commit()
    base = f"/declarations/{opened.id}/versions"
    assert "plant trees:" in client.get(f"{base}/1.md").text and "plant trees, now:" in client.get(f"{base}/2.md").text
    marked = client.get(f"{base}/2.md?against=1")
    assert "marked-against-1.md" in marked.headers["Content-Disposition"]
    assert client.get(f"{base}/2.xml").data.startswith(b"<?xml")
    csv = client.get(f"{base}/2/signatories.csv")
    assert csv.headers["Content-Type"] == "text/csv; charset=utf-8" and csv.headers["Content-Disposition"].startswith(
        "attachment"
    )
    assert client.get(f"{base}/2/signatories.xlsx").data.startswith(b"PK")
    for gone in (
        "3.md",
        "1.md?against=2",
        "2.md?against=9",
        "2.md?language=fr",
        "2.pdf?beside=fr",
        "2.exe",
        "2/signatories.md",
    ):
        assert client.get(f"{base}/{gone}").status_code == 404, gone


def test_what_is_not_public_has_no_exports(client, people, write, session):
    draft = write("drafting")
    session.commit()
    for path in ("exports", "exports/files", "exports/1", "versions/1.pdf", "versions/1.md", "versions/1/signatories.csv"):
        assert client.get(f"/declarations/{draft.id}/{path}").status_code == 404, path
    assert client.post(f"/declarations/{draft.id}/exports", data={"file": "pdf:clean:en"}).status_code == 404
    client.sign_in(people.group_mayor)
    assert "No file before the text is frozen" in client.page(f"/declarations/{draft.id}/exports")
    assert client.get(f"/declarations/{draft.id}/versions/1.md").status_code == 404


def test_a_file_belongs_to_its_declaration(client, write, opened, session, quickly):
    other = write("open")
    row = ask(opened, session)
    exporting.maker.make_waiting()
    assert client.get(f"/declarations/{other.id}/exports/{row.id}").status_code == 404
    assert client.get(f"/declarations/{opened.id}/exports/{row.id}").status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_database_as_often_for_many_files(client, opened, session, count):
    for place in range(count):
        values = {"declaration_id": opened.id, "version_id": opened.version.id, "format": "pdf", "variant": "clean"}
        values |= {"languages": f"l{place}", "register_size": reading.register_size(opened.id), "asked_at": clock.now()}
        session.add(Export(**values))
    session.commit()
    client.page(f"/declarations/{opened.id}/exports")
    with count_statements() as seen:
        client.page(f"/declarations/{opened.id}/exports")
    assert len(seen) == 9, "\n".join(seen)
    with count_statements() as seen:
        client.get(f"/declarations/{opened.id}/exports/files")
    assert len(seen) == 8, "\n".join(seen)


def test_pages_lead_to_the_files(client, opened):
    here = f"/declarations/{opened.id}"
    for page in (here, f"{here}/versions", f"{here}/versions/1"):
        assert f"{here}/exports" in client.page(page)
    html = client.page(here)
    for kind, end in (("application/pdf", "1.pdf"), ("text/csv", "1/signatories.csv"), ("application/akn+xml", "1.xml")):
        assert f'<link rel="alternate" type="{kind}" href="{here}/versions/{end}">' in html


def test_every_file_there_is_can_be_made(write, people, session):
    """With a real text in three languages, in two versions, of which the second has other words."""
    dossier = write("drafting")
    translate(dossier, people, "fr", "ru")
    versions.freeze(dossier, people.chair, "first")
    clauses.change_clause(dossier, people.lead_mayor, dossier.clauses[1], "operative", "Urges all cities to plant trees:", 1)
    versions.freeze(dossier, people.chair, "substantive")
    session.commit()
    version = dossier.version
    made = {}
    for one in wanted.offered(dossier, version, languages_of(dossier, version)):
        made[one.key] = exporting.made(dossier, version, one)
        assert made[one.key], one.key
    in_order(words_of(made["pdf:clean:fr"]), "1. fr Invites", "(a) fr Along streets", "2. fr Requests")
    in_order(
        words_of(made["pdf:parallel:en,fr,ru"]), "Along streets;", "fr Along streets;", "ru Along streets;", "Requests the"
    )
    marked = words_of(made["pdf:marked-1:en"])
    in_order(marked, "Marked against version 1.", "changed", "all cities to plant trees:", "2. Requests")
    assert "Invites" in marked and "Urges" in marked
