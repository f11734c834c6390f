"""A bad update leaves the document as it was, whatever pycrdt made of it."""

import random
from contextlib import suppress

import pytest
from pycrdt import Map

from forum.declarations.text import document as workspace
from forum.declarations.text.runs import Run
from forum.live import guard as guards
from forum.live import wire
from forum.live.guard import Guard, TooLarge, Trespass, Unfit
from forum.live.protocol import Garbage
from tests.live.test_wire import HOSTILE, OTHER, UID, text_of, whole

SUGGESTION = "a" * 16


@pytest.fixture
def text():
    return text_of((UID, "Requests all cities to plant trees."))


def guard_of(text) -> Guard:
    """With a document of its own, as a room has it."""
    return Guard(workspace.opened([text.get_update()]))


def edit(text, work) -> bytes:
    """The update that somebody else's editor would send."""
    other = workspace.opened([text.get_update()])
    before = other.get_state()
    with other.transaction():
        work(workspace.paragraphs(other))
    return other.get_update(before)


def read(guard: Guard):
    return workspace.read(workspace.opened([guard.diff(b"\0")]))


def test_a_good_update_goes_in_once(text):
    guard = guard_of(text)
    data = edit(text, lambda root: root[UID]["text"].insert(0, "Kindly: "))
    assert guard.apply(data)
    assert not guard.apply(data), "it changes nothing the second time"
    assert read(guard).paragraphs[UID].text.startswith("Kindly: ")


@pytest.mark.parametrize(
    "name", sorted(set(HOSTILE) - {"a long fact", "another root", "text as a root", "a zero", "a mark with a number"})
)
def test_a_hostile_update_changes_nothing(text, name):
    """As if the reader of bytes had let it through."""
    guard = guard_of(text)
    before = read(guard)
    other = workspace.opened([text.get_update()])
    state = other.get_state()
    HOSTILE[name](other)
    with pytest.raises(Unfit):
        guard.apply(other.get_update(state))
    assert read(guard) == before
    assert guard.apply(edit(text, lambda root: root[UID]["text"].insert(0, "Still here: ")))


@pytest.mark.parametrize(
    "work",
    [
        lambda root: root.__setitem__(OTHER, Map({"kind": "operative", "place": "a0V"})),
        lambda root: workspace.add(root, OTHER, "sermon", "a0V", [Run("x")]),
        lambda root: workspace.add(root, OTHER, "operative", "", [Run("x")]),
        lambda root: workspace.add(root, OTHER, "operative", "a/V", [Run("x")]),
        lambda root: root["title"].__setitem__("removed", True),
        lambda root: root.__delitem__("title"),
        lambda root: root[UID]["text"].insert(0, "x" * 30_000),
        lambda root: root[UID]["text"].format(0, 3, {"link": "javascript:alert(1)"}),
    ],
)
def test_a_text_that_is_no_declaration_is_refused(text, work):
    guard = guard_of(text)
    before = read(guard)
    with pytest.raises(Unfit):
        guard.apply(edit(text, work))
    assert read(guard) == before


def test_bytes_that_pycrdt_does_not_like(text):
    guard = guard_of(text)
    before = read(guard)
    good, chance = edit(text, lambda root: root[UID]["text"].insert(3, "abc")), random.Random(7)
    refused = 0
    for _time in range(400):
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        try:
            wire.read(bytes(data))
            guard.apply(bytes(data))
        except (Garbage, Unfit):
            refused += 1
    assert refused > 50
    again = read(guard)
    assert again.paragraphs["title"] == before.paragraphs["title"], "it can still be encoded, decoded and read"
    assert not workspace.faults(workspace.opened([guard.diff(b"\0")]))


def test_thousands_of_mutations_of_a_whole_text_are_survived():
    """Of about 50,000 mutated bytes pycrdt accepts one that it can then not save; encoded at once, it is refused."""
    whole_text, chance = whole().get_update(), random.Random(11)
    for _time in range(3000):
        data = bytearray(whole_text)
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        try:
            wire.read(bytes(data))
        except Garbage:
            continue
        guard = guard_of(text_of())
        with suppress(Unfit):
            guard.apply(bytes(data))
        assert "title" in read(guard).paragraphs


def test_a_panic_of_pycrdt_is_caught(text, monkeypatch):
    class PanicException(BaseException):
        pass

    guard = guard_of(text)
    before = read(guard)

    def panic(_self):
        raise PanicException("called `Option::unwrap()` on a `None` value")

    data = edit(text, lambda root: root[UID]["text"].insert(0, "x"))
    with monkeypatch.context() as patched:
        patched.setattr(Guard, "_check_paragraphs", panic)
        with pytest.raises(Unfit):
            guard.apply(data)
    assert read(guard) == before, "half applied is not applied"
    assert guard.apply(data)


def test_a_text_has_an_end(text, monkeypatch):
    monkeypatch.setattr(guards, "LARGEST_TEXT", 2000)
    guard = guard_of(text)
    guard.apply(edit(text, lambda root: root[UID]["text"].insert(0, "x" * 900)))
    with pytest.raises(TooLarge):
        guard.apply(edit(text, lambda root: root[UID]["text"].insert(0, "x" * 1500)))


def test_many_updates_are_kept_as_one(text, monkeypatch):
    monkeypatch.setattr(guards, "KEPT_SINGLE", 5)
    guard, peer = guard_of(text), workspace.opened([text.get_update()])
    for number in range(30):
        before = peer.get_state()
        workspace.paragraphs(peer)[UID]["text"].insert(0, f"{number} ")
        guard.apply(peer.get_update(before))
    assert len(guard._kept) <= 6
    with pytest.raises(Unfit):
        guard.apply(edit(peer, lambda root: root[UID]["text"].insert(0, "x" * 30_000)))
    assert read(guard) == workspace.read(peer)


SUGGESTED = {
    "an insertion": lambda root: root[UID]["text"].insert(3, "new", {"ins": SUGGESTION}),
    "a deletion": lambda root: root[UID]["text"].format(0, 5, {"del": SUGGESTION}),
    "a removal": lambda root: root[UID].__setitem__("removed_by", SUGGESTION),
}
TRESPASSES = {
    "words without a mark": lambda root: root[UID]["text"].insert(3, "new"),
    "words taken away": lambda root: root[UID]["text"].__delitem__(slice(0, 3)),
    "another kind": lambda root: root[UID].__setitem__("kind", "heading"),
    "another place": lambda root: root[UID].__setitem__("place", "b1V"),
    "a removal": lambda root: root[UID].__setitem__("removed", True),
    "emphasis": lambda root: root[UID]["text"].format(0, 3, {"em": True}),
    "somebody else's suggestion": lambda root: root[UID]["text"].format(0, 3, {"del": OTHER}),
    "a paragraph that is no suggestion": lambda root: workspace.add(root, OTHER, "operative", "b1V", [Run("x")]),
}


@pytest.mark.parametrize("name", SUGGESTED)
def test_what_somebody_may_suggest(text, name):
    guard = guard_of(text)
    assert guard.suggest(edit(text, SUGGESTED[name]), frozenset({SUGGESTION}))
    assert read(guard).suggestions == {SUGGESTION}


@pytest.mark.parametrize("name", TRESPASSES)
def test_more_than_a_suggestion_is_refused_and_changes_nothing(text, name):
    guard = guard_of(text)
    before = read(guard)
    with pytest.raises(Trespass):
        guard.suggest(edit(text, TRESPASSES[name]), frozenset({SUGGESTION}))
    assert read(guard) == before
