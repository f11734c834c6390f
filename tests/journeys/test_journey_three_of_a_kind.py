"""Three cities ask the same in three languages: the editor merges them, their mayors join, and one stands alone again."""

import pytest

from tests.journeys.person import in_every_way

pytestmark = pytest.mark.browser
ENGLISH, FRENCH, RUSSIAN = (
    "Training of energy advisers",
    "Former les conseillers en énergie",
    "Подготовка энергетических консультантов",
)
SUPPORT = "4 cities stand behind this"


@in_every_way
def test_three_of_a_kind_become_one_and_one_stands_alone_again(way, people, forum):
    editor, french, russian = people("editor"), people("mayor.sainte-rive"), people("mayor.altynkol")
    editor.finds_in_menu("Queue").follows(ENGLISH).reads(FRENCH, RUSSIAN)
    editor.follows(f"Merge with {FRENCH}").reads("Within a day the merger can be taken apart")
    editor.marks(f"is about the same: {RUSSIAN}").marks(f"goes on: {ENGLISH}").presses("Merge")
    editor.reads("Give a reason; the sponsors read it.").writes("Reason", "All three ask for the same list.").presses(
        "Merge"
    )
    editor.reads("2 were merged into this one.", SUPPORT, "2 of them by recommendations merged into it", FRENCH, RUSSIAN)
    for mayor, own in ((french, FRENCH), (russian, RUSSIAN)):
        mayor.goes("/inbox").reads(f"Another recommendation was merged into {ENGLISH}")
        mayor.goes("/recommendations").follows(ENGLISH).presses("Sponsor it for my city").reads(
            "Your city sponsors this recommendation.", SUPPORT
        )
        mayor.goes("/recommendations").follows(own).reads("It was merged into", "All three ask for the same list.")
        mayor.follows(ENGLISH).reads(SUPPORT)
    editor.goes("/recommendations").follows(RUSSIAN).follows("Take the merger apart")
    editor.writes("Reason", "The list is another one.").presses("Take the merger apart")
    editor.reads("Taken apart. It stands where it stood before.", "Submitted")
    russian.goes("/recommendations").follows(RUSSIAN).reads("The list is another one.", "Submitted")
    french.goes("/recommendations").follows(ENGLISH).reads("3 cities stand behind this")
