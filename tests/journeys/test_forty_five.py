"""An editor clears forty-five recommendations in one sitting without touching the mouse."""

import sqlite3

import pytest

from tests.journeys.test_a_dossier import copied

pytestmark = pytest.mark.browser
MANY = 45
NAME = "Kept for the keyboard"


def stages(forum):
    with sqlite3.connect(next(forum.folder.glob("*.sqlite3"))) as database:
        found = database.execute(
            "SELECT stage, count(*) FROM recommendation WHERE title LIKE ? GROUP BY stage", (f"{NAME}%",)
        )
        return dict(found.fetchall())


@pytest.fixture(scope="module")
def assigned(forum):
    """Copies of one that the demo has in review, each assigned to the editor, due on days of the weeks to come."""
    with sqlite3.connect(next(forum.folder.glob("*.sqlite3"))) as database:
        (editor,) = database.execute("SELECT id FROM person WHERE email = 'editor@demo.example'").fetchone()
        row = database.execute(
            "SELECT recommendation.id, assignment.id FROM recommendation"
            " JOIN assignment ON recommendation_id = recommendation.id"
            " WHERE stage = 'screening' AND prepared = '' AND ended_at IS NULL LIMIT 1"
        ).fetchone()
        for number in range(MANY):
            due = f"2999-{number // 28 + 1:02}-{number % 28 + 1:02}"
            made = copied(
                database, "recommendation", "id = ?", row[0],
                title=f"{NAME}, number {number + 1:02}", assignee_id=editor, due_on=due,
            )  # fmt: skip
            for table in ("ask", "addressee", "sponsor", "evidence", "recommendation_theme"):
                copied(database, table, "recommendation_id = ?", row[0], recommendation_id=made)
            copied(database, "assignment", "id = ?", row[1], recommendation_id=made, assignee_id=editor, due_on=due)
    database.close()
    assert stages(forum) == {"screening": MANY}


class Desk:
    """One who only presses keys; each key is pressed where the last one led."""

    def __init__(self, visit):
        self.visit, self.keys = visit, visit.page.keyboard

    def press(self, key):
        with self.visit.page.expect_navigation(wait_until="commit"):
            self.keys.press(key)
        self.visit.ready()

    def stands_at(self, place):
        words = self.visit.page.locator("nav.run strong").inner_text()
        assert words == f"{place} of {MANY}"

    def accept_and_go_on(self):
        self.press("a")
        self.visit.page.locator("button[name=then]:focus", has_text="Accept, then the next").wait_for()
        self.press("Enter")


def test_forty_five_are_cleared_by_keyboard_alone(visitors, forum, assigned):
    visit = visitors().sign_in("editor@demo.example")
    page, desk = visit.go(f"/queue?view=mine&words={NAME.replace(' ', '+')}"), Desk(visit)
    desk.keys.press("j")
    page.get_by_role("link", name=f"{NAME}, number 01").and_(page.locator(":focus")).wait_for()
    desk.press("o")
    for place in range(1, MANY + 1):
        desk.stands_at(place)
        page.get_by_role("heading", level=1, name=f"{NAME}, number {place:02}").wait_for()
        if place == 3:
            desk.press("n")
            desk.stands_at(4)
            desk.press("k")
            desk.stands_at(3)
        if place == 5:
            desk.press("r")
            assert "/return" in page.url
            page.go_back()
            visit.ready()
        desk.accept_and_go_on()
        if place == 12:
            assert stages(forum) == {"accepted": 12, "screening": MANY - 12}
    assert page.url.endswith("/queue?view=mine")
    assert stages(forum) == {"accepted": MANY}
