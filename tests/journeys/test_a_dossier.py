"""An editor composes the dossier of a session with sixty recommendations by one press; its files are made and taken away."""

import hashlib
import re
import sqlite3

import pytest

pytestmark = pytest.mark.browser
MANY = 60


@pytest.fixture(scope="module")
def session_of_sixty(forum):
    """A session to which sixty copies of a recommendation of the demo were forwarded."""
    with sqlite3.connect(next(forum.folder.glob("*.sqlite3"))) as database:
        row, body = database.execute("SELECT id, body_id FROM recommendation WHERE public_at IS NOT NULL LIMIT 1").fetchone()
        session = copied(database, "body_session", "body_id = ? LIMIT 1", body, name="Sixtieth session")
        for number in range(MANY):
            made = copied(database, "recommendation", "id = ?", row, title=f"Recommendation number {number:02}")
            for table in ("ask", "sponsor", "evidence", "recommendation_theme"):
                copied(database, table, "recommendation_id = ?", row, recommendation_id=made)
            values = {"recommendation_id": made, "session_id": session, "agenda_item_id": None, "parent_id": None}
            copied(database, "path", "recommendation_id = ? LIMIT 1", row, stage="forwarded", **values)
    database.close()
    return session


def copied(database, table, where, key, **changed):
    """The id of the last copy."""
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    marks = ", ".join("?" if column in changed else column for column in columns)
    values = [changed[column] for column in columns if column in changed]
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {marks} FROM {table} WHERE {where}"
    return database.execute(statement, (*values, key)).lastrowid


def test_sixty_recommendations_become_one_dossier(visitors, session_of_sixty):
    visit = visitors().sign_in("editor@demo.example")
    page = visit.go(f"/papers/sessions/{session_of_sixty}")
    page.get_by_text("60 recommendations stand before this session.").wait_for()
    page.get_by_role("button", name="Compose the dossier").click()
    visit.ready()
    assert page.get_by_role("heading", level=3, name="Recommendation number").count() >= MANY
    for name, begin in (("PDF", b"%PDF-"), ("Word", b"PK"), ("Akoma Ntoso", b"<?xml")):
        row = page.locator("#files li", has_text=name)
        row.get_by_text("ready", exact=True).wait_for(timeout=60_000)
        with page.expect_download() as started:
            row.get_by_role("link", name="Download").click()
        file = started.value.path().read_bytes()
        assert file.startswith(begin)
        assert hashlib.sha256(file).hexdigest() == re.findall(r"[0-9a-f]{64}", row.inner_text())[0]
        if name == "PDF":
            pages = re.search(rb"/Count (\d+)", file)
            assert pages and int(pages[1]) > 20, "sixty texts are no small file"
