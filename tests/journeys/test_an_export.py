"""A reader asks for the PDF of a long declaration, sees that it is being made, and takes it away; also without scripts."""

import hashlib
import json
import re
import sqlite3

import pytest
from playwright.sync_api import Locator

from tests.journeys.browsing import Visit

pytestmark = pytest.mark.browser
LONG = 300


@pytest.fixture(scope="module")
def long_text(forum):
    """The frozen text of a declaration of the demo, grown to three hundred paragraphs."""
    with sqlite3.connect(next(forum.folder.glob("*.sqlite3"))) as database:
        identity, version, canonical = database.execute(
            "SELECT declaration_id, id, canonical FROM version ORDER BY id LIMIT 1"
        ).fetchone()
        text = json.loads(canonical)
        one = {"kind": "operative", "text": "Invites cities to plant a tree for every street that has none. " * 4}
        text["clauses"] += [{"uid": f"{n:016x}", "number": f"{n}", "mark": f"{n}.", **one} for n in range(10, LONG)]
        database.execute("UPDATE version SET canonical = ? WHERE id = ?", (json.dumps(text), version))
        database.execute("DELETE FROM export")  # of the short text: what evidence holds is made without being asked for
    database.close()
    return f"/declarations/{identity}"


def shown_digest(row: Locator) -> str:
    return re.findall(r"[0-9a-f]{64}", row.inner_text())[0]


def taken(visit: Visit, row: Locator) -> bytes:
    with visit.page.expect_download() as started:
        row.get_by_role("link", name="Download").click()
    assert started.value.suggested_filename.endswith(".pdf")
    return started.value.path().read_bytes()


def test_a_long_pdf_is_asked_for_seen_in_the_making_and_fetched(visitors, long_text):
    visit = visitors()
    page = visit.go(long_text)
    page.get_by_role("link", name="Exports", exact=True).first.click()
    visit.ready()
    page.get_by_label("File", exact=True).select_option("pdf:clean:en")
    page.get_by_role("button", name="Make the file").click()
    row = page.locator("#files li", has_text="PDF")
    row.get_by_text("being made").wait_for()
    row.get_by_text("ready", exact=True).wait_for(timeout=60_000)
    file = taken(visit, row)
    assert file.startswith(b"%PDF-") and hashlib.sha256(file).hexdigest() == shown_digest(row)
    pages = re.search(rb"/Count (\d+)", file)
    assert pages and int(pages[1]) > 20, "three hundred paragraphs are no small file"


def test_the_same_without_scripts(visitors, long_text):
    visit = visitors(java_script_enabled=False)
    page = visit.go(f"{long_text}/exports")
    page.get_by_label("File", exact=True).select_option("docx:clean:en")
    with page.expect_navigation():
        page.get_by_role("button", name="Make the file").click()
    done = page.locator("#files li", has_text="Word").get_by_text("ready", exact=True)
    for _look in range(60):
        if done.count():
            break
        page.wait_for_timeout(500)
        with page.expect_navigation():
            page.get_by_role("link", name="Look again").click()
    assert done.count() == 1
