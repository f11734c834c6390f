"""A recommendation comes back with two points, gets more time, is answered and changed; then both agree on its words."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.person import in_geneva
from tests.journeys.walking import Walk, Way, people

pytestmark = pytest.mark.browser
TITLE = "Crossings that wait for the slowest"
SECONDS, COUNTED = "Say at which crossings the seconds were counted.", "Name one city that changed its signals."
WHY = "Three cities counted the seconds at forty crossings; those who walk slowly need nine more than they are given."
ASKED = "the seconds that signals give to people who walk slowly, at crossings near schools and clinics."


@dataclass
class Story:
    cast: dict[str, Walk]
    forum: Any
    number: str = ""

    def day(self, days: int) -> str:
        return in_geneva(self.forum.now() + dt.timedelta(days=days))[:10]

    def at_the_desk(self) -> Walk:
        return self.cast["editor"].go(f"/queue/{self.number}")

    def at_it(self, who: str, then: str = "") -> Walk:
        return self.cast[who].go(f"/recommendations/{self.number}{then}")


def test_it_comes_back_is_answered_and_worded_together(visitors, forum):
    cast = people(visitors, Way("wide", schemes=("light", "dark")), "editor", "delegate", "mayor")
    cast["editor"].sign_in("editor")
    cast["delegate"].sign_in("delegate.zelenohora")
    cast["mayor"].sign_in("mayor.zelenohora")
    story = Story(cast, forum)
    the_editor_returns_it_with_two_points_and_a_day(story)
    the_city_asks_for_more_time_and_gets_it(story)
    the_delegate_answers_and_changes_the_text(story)
    the_mayor_submits_it_again(story)
    the_editor_sees_what_changed_and_settles_the_points(story)
    the_editor_proposes_other_words_and_the_mayor_accepts(story)


def the_editor_returns_it_with_two_points_and_a_day(story):
    editor = story.cast["editor"].go("/queue?words=Crossings").link(TITLE)
    found = re.search(r"/queue/(\d+)", editor.page.url)
    assert found, editor.page.url
    story.number = found[1]
    editor.link("Return with points")
    editor.choose("What point 1 is about", "Why")
    editor.write("What point 1 asks", SECONDS)
    editor.button("Add a point")
    editor.choose("What point 2 is about", "The whole text")
    editor.write("What point 2 asks", COUNTED)
    editor.write("Answer due", story.day(7))
    editor.button("Return with points").sees("Returned with points.", SECONDS, COUNTED, "The sponsors answer by")
    editor.go("/queue?view=with-author").sees(TITLE, "answer ")


def the_city_asks_for_more_time_and_gets_it(story):
    delegate = story.cast["delegate"].go("/desk").sees(TITLE)
    delegate = story.at_it("delegate").sees("The secretariat asks about 2 points.").link("Answer")
    delegate.sees(SECONDS, COUNTED, "Your answer is due on").link("Ask for more time")
    delegate.write("Until", story.day(21))
    delegate.write("Reason", "The counts of the winter are published in two weeks.")
    delegate.button("Ask for more time").sees("the secretariat has not answered yet")
    editor = story.at_the_desk().sees("asks for time until", "The counts of the winter")
    editor.link("Answer")
    editor.write("Until", story.day(18))
    editor.button("Send the answer").sees("More time is granted.", "More time was granted on")


def the_delegate_answers_and_changes_the_text(story):
    delegate = story.at_it("delegate", "/points").sees("More time was granted on")
    delegate.write("Answer to point 1", "At forty crossings in three cities; the text says so now.")
    delegate.button("Save the answers").sees("Your answers are kept.", "One point waits for your answer.")
    delegate.write("Answer to point 2", "Zelenohora, at all crossings before schools.")
    delegate.button("Save, then change the text")
    delegate.write("Why", WHY)
    delegate.button("Save").sees(WHY)


def the_mayor_submits_it_again(story):
    mayor = story.at_it("mayor").sees("Every point is answered.").link("Answer")
    mayor.sees("with what changed since the return", "forty crossings in three cities")
    mayor.button("Save and submit again").sees("Submitted again with your answers.")


def the_editor_sees_what_changed_and_settles_the_points(story):
    editor = story.at_the_desk().sees("What changed since the return", "2 points are open.")
    changed = editor.main.locator("section[aria-labelledby=changed-title]")
    assert changed.locator("h3").all_inner_texts() == ["Why"]
    assert "forty crossings" in " ".join(changed.locator("ins").all_inner_texts())
    assert not editor.main.locator(".whole-text").evaluate("e => e.open")
    editor.button("Settle point 1").sees("One point is open.")
    editor.button("Settle point 2").sees("Every point is settled.")


def the_editor_proposes_other_words_and_the_mayor_accepts(story):
    editor = story.at_the_desk().link("Propose other wording").link("What is asked")
    editor.write("Words that you propose", ASKED)
    editor.write("Reason", "The Committee works on schools and clinics this year.")
    editor.button("Propose it").sees("waits for the mayor")
    mayor = story.at_it("mayor").sees("The secretariat proposes other words for one field.").link("Read what would change")
    mayor.sees("near schools and clinics")
    mayor.tick("Accept")
    mayor.button("Answer").sees("The text reads as you accepted it.", ASKED)
    story.at_the_desk().sees("accepted")
