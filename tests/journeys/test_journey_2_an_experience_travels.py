"""Journey 2: an experience is written without losing a word; a challenge is answered, closed, and its answer taken over."""

import re

import pytest
from PIL import Image

from tests.journeys.walking import Walk, in_every_way, people

pytestmark = pytest.mark.browser
PROSE = {
    "Problem": "Lorries park on the pavement in front of the school.",
    "What was done": "In 2021 the council moved the loading bays to the market square.",
    "Results": "No lorry has stood there since; the market counts them.",
    "Cost and funding": "40,000 euros, from the budget of the city.",
    "Partners": "The traders of the market.",
    "Limits": "On Saturdays the square is full.",
}
LESSON = "Talk to the traders first, and to their drivers second."
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@in_every_way
def test_an_experience_travels(visitors, way, tmp_path):
    by = people(visitors, way, "mayor", "elsewhere", "asking", "answering")
    experience, challenge = f"Loading bays off the pavement, {way.name}", f"Lorries on the pavement, {way.name}"
    the_mayor_posts_an_experience(by["mayor"], experience, tmp_path)
    loses_the_connection_and_gets_every_word_back(by["mayor"], experience)
    previews_and_publishes_once(by["mayor"], experience)
    another_city_posts_a_challenge(by["asking"], by["elsewhere"], challenge)
    the_site_proposes_experiences_with_reasons(by["asking"], experience)
    a_third_city_answers_with_its_experience(by["mayor"], by["asking"].page.url, experience)
    the_challenge_is_closed_with_what_was_used(by["asking"], experience)
    the_asking_city_records_an_adoption_on_both_pages(by["asking"], experience, challenge)


def the_mayor_posts_an_experience(walk: Walk, title: str, folder) -> None:
    walk.sign_in("mayor").menu("Experiences").link("Post an experience")
    walk.write("Title", title)
    Image.new("RGB", (800, 500), (90, 140, 120)).save(folder / "square.jpg")
    (folder / "decision.pdf").write_bytes(PDF)
    add_file(walk, folder / "square.jpg", "")
    walk.button("Publish").sees("There is a problem", "Say in words what the picture square.jpg shows.")
    walk.write("What the picture shows", "Lorries unload on a market square, not on the pavement.")
    add_file(walk, folder / "decision.pdf", "The decision of the council")
    walk.sees("square.jpg", "decision.pdf")


def loses_the_connection_and_gets_every_word_back(walk: Walk, title: str) -> None:
    walk.write("Summary", "The pavement in front of the school belongs to children again.")
    for label, words in PROSE.items():
        walk.write(label, words)
    walk.write("Begun in", "2021")
    walk.tick("Sustainable transport")
    walk.page.context.set_offline(True)
    walk.write("Lessons", LESSON)
    walk.sees("Kept on this device")
    walk.in_a_new_tab()
    walk.page.context.set_offline(False)
    walk.go("/").menu("Experiences").link("Post an experience").sees("Your unsent words are back")
    for label, words in (PROSE | {"Title": title, "Lessons": LESSON, "Begun in": "2021"}).items():
        assert walk.value(label) == words, label
    assert walk.main.get_by_label("Sustainable transport", exact=True).is_checked()
    walk.sees("square.jpg", "decision.pdf")


def previews_and_publishes_once(walk: Walk, title: str) -> None:
    walk.button("Preview", walk.main.locator(".actions")).sees("Preview: nothing is saved yet", "All parts are written")
    preview = walk.main.get_by_role("region", name=re.compile("Preview"))
    assert LESSON in preview.inner_text() and title in preview.inner_text()
    walk.twice("Publish").sees(title, LESSON, "The decision of the council")
    assert walk.main.get_by_alt_text("Lorries unload on a market square, not on the pavement.").count() >= 1
    walk.menu("Experiences")
    assert walk.main.get_by_role("link", name=title, exact=True).count() == 1


def another_city_posts_a_challenge(walk: Walk, elsewhere: Walk, title: str) -> None:
    """And is signed out meanwhile, from the list of sessions in another browser."""
    walk.sign_in("mayor.valdoro").menu("Challenges").link("Post a challenge")
    walk.write("Title", title)
    walk.write("Summary", "Lorries park on the pavement in front of the school; where else can they unload?")
    walk.write("Situation", "Lorries and vans of the market traders park on the pavement in front of the school.")
    walk.write("What was tried", "Bollards; the lorries stand beside them.")
    walk.write("What the city needs", "An example of loading bays moved off the pavement, with its cost.")
    walk.write("Needed by", "2027-03-31")
    walk.write("Budget", "60,000 euros")
    walk.write("Constraints", "The street is listed.")
    walk.tick("Sustainable transport")
    elsewhere.sign_in("mayor.valdoro").menu("Sessions").button("End all others").sees("You are signed in nowhere else.")
    walk.button("Publish").sees("Sign in").sign_in("mayor.valdoro")
    assert walk.value("Title") == title and walk.value("Constraints") == "The street is listed."
    assert walk.value("Needed by") == "2027-03-31"
    walk.button("Publish").sees(title, "No city has answered yet.", "Open")


def the_site_proposes_experiences_with_reasons(walk: Walk, experience: str) -> None:
    walk.sees("Experiences that may answer this", "same theme: Sustainable transport")
    walk.sees(experience)


def a_third_city_answers_with_its_experience(walk: Walk, address: str, experience: str) -> None:
    walk.go(address)
    walk.link("Answer with this", walk.main.get_by_role("listitem").filter(has_text=experience))
    assert walk.main.get_by_label(experience, exact=True).is_checked()
    walk.write("In words", "The bays moved within a month. Come and see it.")
    walk.button("Send the answer").sees(experience, "The bays moved within a month.")


def the_challenge_is_closed_with_what_was_used(walk: Walk, experience: str) -> None:
    walk.go(walk.page.url).sees("The bays moved within a month.").link("Close with what was used")
    walk.sees("This cannot be undone.")
    walk.tick(re.compile(re.escape(experience)))
    walk.write("What came of it", "The council moves two bays to the square in spring.")
    walk.button("Close the challenge").sees("Closed on", "The council moves two bays", "Used")
    assert walk.main.get_by_role("link", name="Answer this challenge").count() == 0


def the_asking_city_records_an_adoption_on_both_pages(walk: Walk, experience: str, challenge: str) -> None:
    walk.link(experience, walk.main.locator("#answers")).link("We did this too")
    walk.choose("For which challenge of yours", challenge)
    walk.write("What your city did", "Two bays moved; the pavement is free since May.")
    walk.button("Send").sees("Two bays moved; the pavement is free since May.", "Valdoro", "for its challenge")
    walk.link("for its challenge").sees("Taken over on", "Porto Claro", "Two bays moved; the pavement is free since May.")


def add_file(walk: Walk, path, shows: str) -> None:
    """The window in which one chooses a file belongs to the device."""
    walk.main.get_by_label("Add a picture or a document", exact=True).set_input_files(path)
    walk.write("What it shows", shows)
    walk.button("Add this file")
