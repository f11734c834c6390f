"""One recommendation before two bodies: each answers each ask in its own words, at its own time, and one refers on."""

import sqlite3

import pytest

from tests.journeys.person import WAYS, Person

pytestmark = pytest.mark.browser
TITLE = "Shade in the guidelines for public space"
COMMITTEE, PARTY = "Demonstration Committee on Urban Affairs", "Demonstration Working Party on City Transport"
GROUP = "Demonstration Group on Green Space"
OWN = "Heat measured in two streets that were renewed"
WORDS = "The Committee took note of the measurements at midday."
WHY_NOT = "The Committee leaves paving to cities."
FOLDED = "Where it was not taken up, or referred"


@pytest.fixture(scope="module")
def address(forum):
    """A cleared recommendation of the demo with two asks, addressed to a second body, which meets twice."""
    with sqlite3.connect(next(forum.folder.glob("*.sqlite3"))) as database:
        found = database.execute("SELECT id FROM recommendation WHERE stage = 'cleared' AND title = ?", (TITLE,)).fetchone()
        body = database.execute("SELECT id FROM body WHERE name = ?", (PARTY,)).fetchone()
        assert found and body
        database.execute("INSERT INTO addressee (recommendation_id, body_id, position) VALUES (?, ?, 2)", found + body)
        columns = [row[1] for row in database.execute("PRAGMA table_info(body_session)") if row[1] != "id"]
        taken = ", ".join({"name": "'Fifth session'"}.get(column, column) for column in columns)
        database.execute(
            f"INSERT INTO body_session ({', '.join(columns)}) SELECT {taken} FROM body_session"
            " WHERE body_id = ? ORDER BY starts_on DESC LIMIT 1",
            body,
        )
    database.close()
    return f"/recommendations/{found[0]}"


@pytest.fixture
def person(visitors):
    """`person("mayor")` has an account; what other journeys look at closely is not looked at again."""
    known = ("sign-in", "queue/*", "queue/*/forwarding", "recommendations/*/paths/*/consideration", "experiences/*")
    seen = {f"http://*/{path}" for path in ("", "welcome", *known)}
    return lambda email: Person(visitors(**WAYS["wide"]), "wide", email, seen).signs_in()


def test_two_bodies_give_two_answers(person, forum, address):
    editor = person("editor")
    prepared_for_both(editor, address)
    person("approver").goes(address.replace("recommendations", "queue")).follows("Confirm the forwarding").presses(
        "Confirm the forwarding"
    ).reads("Forwarded. Everybody can read it now.")
    day = forum.now().date().isoformat()
    the_first_takes_note_and_does_not_take_up(editor, address, day)
    the_second_defers(editor, address, day)
    the_second_endorses_and_refers_on(editor, address, day)
    the_sponsor_reads_the_tree(person("mayor.valdoro"), address)
    another_city_does_it_now(person("mayor"), address)


def prepared_for_both(editor, address):
    editor.goes(address.replace("recommendations", "queue")).follows("Prepare the forwarding")
    editor.picks("Session, DCUA", "Fourth session").writes("Cover note, DCUA", "For the guidelines.")
    editor.picks("Session, DWPCT", "Fourth session").presses("Prepare the forwarding").reads("Write the cover note.")
    editor.writes("Cover note, DWPCT", "For stops.").presses("Prepare the forwarding")
    editor.reads("Prepared. Another person confirms it.")


def considered(editor, body, day):
    editor.follows(f"Record the consideration of {body}").writes("Considered on", day)
    editor.presses("Record the consideration").reads("Recorded.", "Considered")
    return editor.follows(f"Enter the answer of {body}")


def ask(editor, number):
    return editor.main.locator("fieldset.answered-ask").nth(number - 1)


def the_first_takes_note_and_does_not_take_up(editor, address, day):
    considered(editor.goes(address).reads("Forwarded", COMMITTEE, PARTY), COMMITTEE, day)
    editor.writes("Symbol of the report", "DEMO/URB/2027/9").picks("Ask 1: What the body did", "took note")
    editor.writes("Ask 1: Paragraph", "paragraph 14").writes("Ask 1: Words of the report", WORDS)
    editor.picks("Ask 2: What the body did", "did not take up").presses("Enter the answer")
    editor.reads("Say what the report says, or that it gives no reason.").writes("Ask 2: Reason", WHY_NOT)
    editor.presses("Enter the answer").reads(
        "The answer stands on the page", "Answered by one of two bodies", WORDS, WHY_NOT
    )


def the_second_defers(editor, address, day):
    editor.goes(address).follows(f"Record a deferral of {PARTY}").picks("To which session", "Fifth session")
    editor.writes("Deferred on", day).writes("Note", "It asks for figures first.").presses("Record a deferral")
    editor.reads("It waits for the session to which it was deferred.", "Fifth session", "It asks for figures first.")


def the_second_endorses_and_refers_on(editor, address, day):
    considered(editor.goes(address), PARTY, day)
    editor.writes("Symbol of the report", "DEMO/TRANS/2027/4").picks("Ask 1: What the body did", "endorsed")
    editor.picks("Ask 2: What the body did", "referred").opens(FOLDED, ask(editor, 2)).picks("Ask 2: Referred to", GROUP)
    editor.presses("Enter the answer").reads("The answer stands on the page", "DEMO/TRANS/2027/4", GROUP)


def said(words):
    """Without regard to the large letters that the look of the page gives."""
    return " ".join(words.split()).casefold()


def the_sponsor_reads_the_tree(sponsor, address):
    sponsor.goes(address).reads("Answered by two of three bodies", WHY_NOT, f"referred to {GROUP}")
    tree = sponsor.main.locator(".tree")
    assert tree.locator("> li > .tree__body h3").all_inner_texts() == [COMMITTEE, PARTY]
    under = tree.locator("> li", has_text=PARTY).locator(".tree__under h3")
    assert under.all_inner_texts() == [GROUP]
    of_first, of_second = (sponsor.main.locator(f"#ask-{number} .reply__who").all_inner_texts() for number in (1, 2))
    assert [said(words) for words in of_first[:2]] == [said(f"{COMMITTEE} took note"), said(f"{PARTY} endorsed")]
    assert [said(words) for words in of_second] == [
        said(f"{COMMITTEE} did not take up"),
        said(f"{PARTY} referred to {GROUP}"),
        said(f"{GROUP} has not answered yet"),
    ]


def another_city_does_it_now(mayor, address):
    mayor.goes(address).follows("We do this now").picks("Which experience shows it", OWN)
    mayor.writes("What your city does now", "We measure at midday.").presses("We do this now")
    mayor.reads("Your city stands on the page of the recommendation now.", "Porto Claro", "We measure at midday.")
    mayor.follows(OWN, within=mayor.main.locator(".undertakings")).reads("What this shows in practice", TITLE)
