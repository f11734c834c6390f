"""The report to the committee: every number by its one definition, with a way to its rows, in all files."""

import io
import re
import zipfile

import docx as library
import pikepdf
import pytest

from forum.kit import clock
from forum.kit.verdict import Refused
from forum.papers.formats import render
from forum.reporting import editions
from forum.reporting.numbers import NUMBERS, Period
from forum.reporting.operations.committee import GROUPS, compose_report
from models import Disposition
from models.mandate import Role
from tests.declarations.exports.test_pdf import in_order, words_of
from tests.papers.conftest import WHEN
from tests.papers.test_files import valid

YEAR = Period(WHEN.date().replace(month=1, day=1), WHEN.date().replace(month=12, day=31))


@pytest.fixture
def report(three, staff, session):
    answer = {"symbol": "ECE/HBP/1", "paragraph": "4", "url": "", "text": "", "reason": "", "decided_on": WHEN.date()}
    who = {"entered_by_id": staff.editor.person_id, "mandate_id": staff.editor.mandate_id, "at": WHEN}
    session.add(Disposition(recommendation_id=three[1].row.id, path_id=three[1].path.id, verb="welcomed", **answer, **who))
    three[1].path.stage = "answered"
    session.flush()
    return compose_report(staff.editor, YEAR, note="As asked.")


def numbers(paper):
    return {one["key"]: one for group in paper.content["groups"] for one in group["numbers"]}


def test_each_number_is_counted_by_its_one_definition(report):
    found = numbers(report)
    assert set(found) == {key for _title, keys in GROUPS for key in keys} <= set(NUMBERS)
    assert {key: one["count"] for key, one in found.items()} == {key: NUMBERS[key].count(YEAR) for key in found}
    assert found["forwarded"]["count"] == 3 and found["answered-welcomed"]["count"] == 1
    assert all(one["definition"] == str(NUMBERS[key].definition) for key, one in found.items())


def test_the_rows_behind_each_number_are_on_its_page(report, client, session):
    session.commit()
    for key in ("forwarded", "answered", "themes"):
        one = numbers(report)[key]
        path = re.sub("^https?://[^/]+", "", one["url"])
        assert str(one["count"]) in client.page(path)


def test_recommendations_stand_in_the_order_of_the_agenda_with_their_status(report):
    found = [
        (one["item"].get("number"), [(row["title"], row["status"]) for row in one["rows"]])
        for one in report.content["lists"]
    ]
    assert found == [
        ("3", [("Homes for all", "forwarded")]),
        ("4 (b)", [("Shade in every street", "welcomed")]),
        (None, [("Other things", "forwarded")]),
    ]


def test_every_number_is_a_link_in_all_files(report):
    urls = {one["url"] for one in numbers(report).values()}
    with pikepdf.open(io.BytesIO(render("pdf", report.content))) as pdf:
        links = [a.A for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a]
    assert urls <= {str(link.URI) for link in links if "/URI" in link}
    word = render("docx", report.content)
    with zipfile.ZipFile(io.BytesIO(word)) as found:
        relations = found.read("word/_rels/document.xml.rels").decode().replace("&amp;", "&")
    assert all(url in relations for url in urls)
    tables = library.Document(io.BytesIO(word)).tables
    assert sum(len(table.rows) - 1 for table in tables) == len(urls) + 3
    assert urls <= set(valid(render("akn", report.content)).xpath("//@href"))
    in_order(words_of(render("pdf", report.content)), "Report to the committee", "1 January 2026 to 31 December 2026",
             "As asked.", "Cities and their texts", "Recommendations by status", "Homes for all", "welcomed")  # fmt: skip


def test_an_edition_covers_the_time_since_the_one_before():
    one = next(one for one in editions.editions() if one.starts_on.year == 2024)
    before = next(one for one in editions.editions() if one.starts_on.year == 2023)
    first, last = editions.year_before(one)
    assert (first - before.ends_on).days == 1 and last == one.ends_on


def test_an_editor_makes_one_from_the_list_of_papers(staff, client, session, three):
    session.commit()
    client.sign_in(staff.mayor)
    assert "Compose a report" not in client.page("/papers")
    assert client.get("/reports/new").status_code == 409
    client.sign_in(staff.editor)
    assert 'href="/reports/new"' in client.page("/papers")
    assert client.post("/reports/new", data={"idempotency_key": "a", "edition": ""}).status_code == 422
    period = {"edition": "", "first": "2026-12-01", "last": "2026-01-01"}
    answer = client.post("/reports/new", data={"idempotency_key": "b"} | period)
    assert answer.status_code == 409 and "The last day is before the first." in answer.get_data(as_text=True)
    answer = client.post("/reports/new", data={"idempotency_key": "c", "edition": "0"})
    page = client.page(answer.location)
    assert editions.editions()[0].name in page and str(NUMBERS["taken-up"].definition)[:60] in page


@pytest.mark.parametrize("role", [Role.APPROVER, Role.MAYOR, Role.BUREAU])
def test_others_make_none(make, role):
    with pytest.raises(Refused, match="Only an editor"):
        compose_report(make.actor(role), Period(clock.today(), clock.today()))
