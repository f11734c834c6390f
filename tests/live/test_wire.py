"""Every byte of an update is looked at: what no editor of ours sends is one kind of exception, and nothing gets by."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlFragment, merge_updates

from forum.declarations.text import document as workspace
from forum.declarations.text.runs import Run
from forum.live import wire
from forum.live.protocol import Garbage, read_state, uint

UID, OTHER = "0123456789abcdef", "fedcba9876543210"


def text_of(*paragraphs: tuple[str, str]) -> Doc:
    doc = workspace.opened([])
    with doc.transaction():
        root = workspace.paragraphs(doc)
        workspace.add(root, "title", "title", "", [Run("Trees")])
        for uid, words in paragraphs:
            workspace.add(root, uid, "operative", "a0V", [Run(words)])
    return doc


def whole() -> Doc:
    """All that a declaration is made of."""
    doc = text_of((UID, "Requests shade. Äöü, \U0001f333."), (OTHER, "Thanks."))
    with doc.transaction():
        paragraph = workspace.paragraphs(doc)[UID]
        text = paragraph["text"]
        text.format(0, 4, {"em": True})
        text.format(2, 6, {"link": "https://example.org/?a=b"})
        text.format(1, 3, {"ins": OTHER, "del": UID})
        text.insert_embed(5, {"citation": "contribution:5"})
        del text[0:2]
        for name, value in (("alternative", True), ("removed", False), ("origin", OTHER), ("added_by", "a" * 16)):
            paragraph[name] = value
        del paragraph["removed"]
    return doc


def test_all_that_a_declaration_is_made_of_passes():
    doc = whole()
    seen = wire.read(doc.get_update())
    assert seen.suggestions == {OTHER, UID, "a" * 16}
    assert {client: part.end for client, part in seen.parts.items()} == read_state(doc.get_state())
    assert seen.fits({})
    assert not seen.is_new(read_state(doc.get_state()))


def test_what_hangs_on_something_unknown_does_not_fit():
    doc = text_of((UID, "Trees"))
    known = read_state(doc.get_state())
    before = doc.get_state()
    workspace.paragraphs(doc)[UID]["text"].insert(5, " and shade")
    middle = doc.get_state()
    workspace.paragraphs(doc)[UID]["text"].insert(0, "More ")
    first, second = wire.read(doc.get_update(before)), wire.read(doc.get_update(middle))
    assert first.fits(known) and first.is_new(known)
    assert not second.fits(known), "a clock is left out"
    stranger = workspace.opened([doc.get_update()])
    late = stranger.get_state()
    del workspace.paragraphs(stranger)[UID]["text"][0:2]
    deletion = wire.read(stranger.get_update(late))
    assert not deletion.fits(known) and deletion.fits(read_state(doc.get_state()))


def test_one_clients_part_can_be_taken_out():
    one, two = text_of((UID, "One")), text_of((OTHER, "Two"))
    together = merge_updates(one.get_update(), two.get_update())
    seen = wire.read(together)
    only = seen.only(set(read_state(one.get_state())))
    assert read_state(workspace.opened([only]).get_state()) == read_state(one.get_state())
    assert seen.only(set(seen.parts)) == together


def root_of(name, kind):
    def make(doc):
        doc[name] = kind

    return make


def inside(work):
    def make(doc):
        work(workspace.paragraphs(doc)[UID])

    return make


HOSTILE = {
    "another root": root_of("other", Map({"a": "b"})),
    "text as a root": root_of("other", Text("words")),
    "an array": inside(lambda p: p.__setitem__("kind", Array([1]))),
    "an XML tree": inside(lambda p: p.__setitem__("kind", XmlFragment())),
    "a map in a paragraph": inside(lambda p: p.__setitem__("kind2", Map({}))),
    "an unknown fact": inside(lambda p: p.__setitem__("colour", "red")),
    "a number": inside(lambda p: p.__setitem__("place", 7.5)),
    "nothing": inside(lambda p: p.__setitem__("place", None)),
    "bytes": inside(lambda p: p.__setitem__("place", b"a0")),
    "a deep value": inside(lambda p: p.__setitem__("place", nested(200))),
    "a long fact": inside(lambda p: p.__setitem__("place", "a" * 5000)),
    "a paragraph that is a word": lambda doc: workspace.paragraphs(doc).__setitem__("a" * 16, "words"),
    "a paragraph with another name": lambda doc: workspace.paragraphs(doc).__setitem__("../../etc", Map({})),
    "an unknown mark": inside(lambda p: p["text"].format(0, 2, {"style": "color:red"})),
    "a mark with a number": inside(lambda p: p["text"].format(0, 2, {"em": 1})),
    "a mark with a map": inside(lambda p: p["text"].format(0, 2, {"link": {"href": "x"}})),
    "a link of two lines": inside(lambda p: p["text"].format(0, 2, {"link": "https://a\nb"})),
    "a suggestion that is no id": inside(lambda p: p["text"].format(0, 2, {"ins": "me"})),
    "an embedded picture": inside(lambda p: p["text"].insert_embed(0, {"image": "x.svg"})),
    "a citation of nothing": inside(lambda p: p["text"].insert_embed(0, {"citation": "file:///etc/passwd"})),
    "a citation with a number that no database takes": inside(
        lambda p: p["text"].insert_embed(0, {"citation": "contribution:" + "9" * 30})
    ),
    "a citation with a number in other digits": inside(lambda p: p["text"].insert_embed(0, {"citation": "contribution:٥"})),
    "an embedded type": inside(lambda p: p["text"].insert_embed(0, Map({"a": "b"}))),
    "a zero": inside(lambda p: p["text"].insert(0, "a\0b")),
}


def nested(depth):
    value = "x"
    for _level in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_editor_sends_is_garbage(name):
    doc = text_of((UID, "Trees"))
    before = doc.get_state()
    HOSTILE[name](doc)
    with pytest.raises(Garbage):
        wire.read(doc.get_update(before))


def test_a_value_so_deep_that_it_would_end_the_process():
    """The bytes are written by hand: pycrdt itself would not survive reading them."""
    deep = b"\x75\x01" * 60_000 + b"\x77\x01x"
    item = b"\x28\x01\x07clauses\x10" + UID.encode() + b"\x01" + deep
    with pytest.raises(Garbage):
        wire.read(b"\x01\x01\x05\x00" + item + b"\x00")


def test_numbers_that_end_nowhere_and_lists_of_a_billion():
    for data in (
        b"",
        b"\xff" * 40,
        b"\xff\xff\xff\xff\x0f",
        b"\x01\xff\xff\xff\xff\x0f\x01\x00",
        b"\x00\xff\xff\xff\x0f",
        b"\x00\x00\x00",
    ):
        with pytest.raises(Garbage):
            wire.read(data)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with suppress(Garbage):
        wire.read(data)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_one_changed_byte_is_read_or_refused(place, change):
    data = bytearray(whole().get_update())
    data[place % len(data)] ^= change
    with suppress(Garbage):
        wire.read(bytes(data))


WORD = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=8), max_size=12
    ),
    st.integers(),
)
def test_what_people_type_passes_with_the_right_clocks(words, seed):
    doc, chance = text_of((UID, "Trees")), random.Random(seed)
    text = workspace.paragraphs(doc)[UID]["text"]
    for word in words:
        text.insert(0 if chance.random() < 0.5 else len(text), word)
        if chance.random() < 0.3:
            del text[0 : len(word.encode()) if str(text).startswith(word) else 0]
    update = doc.get_update()
    assert {client: part.end for client, part in wire.read(update).parts.items()} == read_state(doc.get_state())


def test_uint_and_back():
    for value in (0, 127, 128, 2**32 - 1, 2**53 - 1):
        assert wire.Reader(uint(value)).uint() == value
    with pytest.raises(Garbage):
        wire.Reader(uint(2**53)).uint()
