"""Lists of signatories: cells that nothing calculates, dates that are dates, all states, canonical bytes as they are."""

import csv
import io
import zipfile
from types import SimpleNamespace

import pytest
from lxml import etree

from forum.declarations.exports import FORMATS, canonical, filename, signatories
from forum.kit.canonical import sha256_hex
from tests.declarations.exports.contents import content, signatory

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = ('=HYPERLINK("https://x.example")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")


def table(made):
    return list(csv.DictReader(io.StringIO(signatories.csv(made).decode("utf-8-sig"))))


def parts(made):
    with zipfile.ZipFile(io.BytesIO(signatories.xlsx(made))) as book:
        return {name: book.read(name) for name in book.namelist()}


def sheet(found, number=1):
    """Rows of (type, value); the texts of a constant-memory book stand in the cells."""
    rows = etree.fromstring(found[f"xl/worksheets/sheet{number}.xml"]).iter(f"{MAIN}row")
    return [[(cell.get("t"), "".join(cell.itertext())) for cell in row.iter(f"{MAIN}c")] for row in rows]


def test_every_signature_has_a_row_that_says_whether_it_counts():
    found = table(content())
    assert [(row["City"], row["Counts"], row["State"]) for row in found] == [
        ("Braga", "yes", "stands"), ("Lviv", "yes", "stands"), ("Tampere", "yes", "noted as withdrawn"),
        ("Gent", "no", "withdrawn"), ("Zug", "no", "contested"),
    ]  # fmt: skip
    assert found[0]["Signed at (UTC)"] == "2026-10-07T09:30:00Z" and found[0]["Reserved paragraphs"] == "1"
    assert {row["Address"] for row in found} == {"https://forum.example/declarations/12/versions/1"}
    assert all("not an official document system" in row["Notice"] for row in found)
    assert signatories.csv(content()).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("words", DANGEROUS)
def test_no_cell_is_a_formula(words):
    made = content(signed=(signatory(city=words, remark=words, holder=words, reservation=words),), title=words)
    rows = list(csv.reader(io.StringIO(signatories.csv(made).decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    found = parts(made)
    assert not [name for name, data in found.items() if b"<f>" in data or b"<hyperlink" in data]
    assert ("inlineStr", words.replace("\r", "_x000D_")) in sheet(found)[1] or ("inlineStr", words) in sheet(found)[1]


def test_the_spreadsheet_has_dates_numbers_and_a_head_that_stays():
    found = parts(content())
    rows = sheet(found)
    assert rows[0][0] == ("inlineStr", "City") and len(rows) == 6
    assert any(kind is None and abs(float(value) - 46_302.395833) < 1e-5 for kind, value in rows[1])  # 7 October, 09:30
    assert ("b", "1") in rows[1] and ("b", "0") in rows[4]
    pane = etree.fromstring(found["xl/worksheets/sheet1.xml"]).find(f".//{MAIN}pane")
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
    about = dict((row[0][1], row[1][1]) for row in sheet(found, 2) if len(row) > 1)
    assert about["SHA-256 of the text"] == content().edition.sha256 and about["Address"] == content().address


def test_words_longer_than_a_cell_are_cut_and_not_lost():
    rows = sheet(parts(content(signed=(signatory(remark="x" * 40_000),))))
    assert any(value.endswith("x …") and len(value) == 32_002 for _kind, value in rows[1])


def test_the_canonical_text_is_what_is_hashed():
    made = content(translations={"fr": {4: "Invite toutes les villes"}}, language="fr")
    for one in (content(), made):
        assert sha256_hex(canonical.render(one).decode()) == one.sha256


def test_every_format_renders_and_has_a_name(session):

    for name, form in FORMATS.items():
        assert form.render(content(), None), name
        assert "clean" in form.variants and str(form.title)
        named = filename(name, SimpleNamespace(id=12), SimpleNamespace(number=2), "fr", SimpleNamespace(number=1))
        assert named == f"declaration-12-version-2-fr-marked-against-1.{form.extension}"
