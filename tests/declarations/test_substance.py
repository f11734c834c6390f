"""What makes a change of words look like one of substance: a table of the words that it touches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.declarations.text import substance
from forum.declarations.text.clauses import number
from forum.declarations.text.comparing import compare
from forum.declarations.text.nexting import Draft

PLANT = "Invites cities to plant 30 trees in Lviv, which shall not be felled."


@pytest.mark.parametrize(
    ("older", "newer", "touched"),
    [
        (PLANT, PLANT, {}),
        (PLANT, PLANT.replace("Invites cities", "Invites all cities"), {}),
        (PLANT, PLANT.replace("felled", "feled"), {}),
        (PLANT, PLANT.replace("30", "300"), {"number": (["30"], ["300"])}),
        (PLANT, PLANT.replace("30", "thirty"), {"number": (["30"], ["thirty"])}),
        (PLANT, PLANT.replace("Lviv", "Braga"), {"name": (["Lviv"], ["Braga"])}),
        (PLANT, PLANT.replace("shall", "should"), {"duty": (["shall"], ["should"])}),
        (PLANT, PLANT.replace("shall not", "shall"), {"negation": (["not"], [])}),
        (PLANT, PLANT.replace("Invites", "Urges"), {}),
        (PLANT, PLANT.replace("Invites cities", "Cities are invited"), {}),
        ("We don't.", "We do.", {"negation": (["don't"], [])}),
        ("Recalling the committee,", "Recalling the Committee,", {}),
        ("Il faut agir.", "Il ne faut pas agir.", {"negation": ([], ["ne", "pas"])}),
        ("Города должны сажать деревья.", "Города могут сажать деревья.", {"duty": (["должны"], ["могут"])}),
        ("By 2030. Then more.", "By 2035. Then More.", {"number": (["2030"], ["2035"])}),
        ("Either all or none.", "Either all or two.", {"number": ([], ["two"]), "negation": (["none"], [])}),
    ],
)
def test_what_a_change_touches(older, newer, touched):
    assert substance.touched(older, newer) == touched


@given(st.text(max_size=60))
def test_what_did_not_change_touches_nothing(text):
    assert substance.touched(text, text) == {}


def test_signs_stand_in_the_order_of_the_text():
    before = number(
        [Draft("a", "preambular", "Recalling 12 cities,"), Draft("b", "operative", "Decides that cities shall act.")]
    )
    after = number(
        [Draft("a", "preambular", "Recalling 13 cities,"), Draft("b", "operative", "Decides that cities may act.")]
    )
    found = substance.looks(compare(before, after))
    assert [(t.clause.uid, t.kind, t.removed, t.added) for t in found] == [
        ("a", "number", ("12",), ("13",)),
        ("b", "duty", ("shall",), ("may",)),
    ]
