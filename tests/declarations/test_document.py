"""The workspace as a document: peers that part and meet again agree, server edits keep what others wrote."""

import random
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Map, Text

from forum.declarations.text import document, editing, runs, suggesting
from forum.declarations.text.clauses import new_uid
from forum.declarations.text.runs import Run
from tests.declarations.peers import Peer

UIDS = [f"{n:016x}" for n in range(1, 7)]
ONE, TWO = "a" * 16, "b" * 16


def begun(*words):
    clauses = [SimpleNamespace(uid=uid, kind="operative", text=text) for uid, text in zip(UIDS, words, strict=False)]
    return document.seeded("Trees", clauses)


def text_of(doc, place=0):
    return document.paragraphs(doc)[UIDS[place]]["text"]


def words_of(doc):
    return [p.text for p in document.read(doc).standing]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5), st.integers(0, 2**32), st.integers(5, 60))
def test_peers_who_part_and_meet_agree_on_one_valid_text(count, seed, acts):
    chance = random.Random(seed)
    start = begun("Invites the city, the city;", "Requests water;", "Asks for trees 🌳.").get_update()
    peers = [Peer(start) for _ in range(count)]
    for _act in range(acts):
        chance.choice(peers).edit(chance)
        if chance.random() < 0.3:
            one, other = chance.sample(peers, 2)
            one.meet(other)
    for one in peers * 2:
        for other in peers:
            one.meet(other)
    drafts = [document.read(peer.doc) for peer in peers]
    assert all(draft == drafts[0] for draft in drafts)
    assert document.faults(peers[0].doc) == []
    assert {p.uid for p in drafts[0].order} <= set(drafts[0].paragraphs)
    assert set(UIDS[:3]) <= set(drafts[0].paragraphs), "a uid that was there once stays"


def test_words_typed_on_a_train_survive_a_move_and_a_removal():
    doc = begun("Invites all cities;", "Requests water;")
    away = Peer(doc.get_update())
    document.write(text_of(away.doc), 7, [Run(" kindly")])
    with doc.transaction():
        editing.arrange(doc, [UIDS[1], UIDS[0]])
    doc.apply_update(away.doc.get_update(doc.get_state()))
    assert words_of(doc) == ["Requests water;", "Invites kindly all cities;"]
    editing.remove(doc, UIDS[0])
    document.write(text_of(away.doc), 0, [Run("We: ")])
    doc.apply_update(away.doc.get_update(doc.get_state()))
    assert document.read(doc).paragraphs[UIDS[0]].text == "We: Invites kindly all cities;"


SENTENCES = st.lists(st.sampled_from(("the", "city", "é🌳", ",", "water", " ", "\n")), max_size=14).map("".join)


@settings(deadline=None)
@given(SENTENCES, SENTENCES, st.integers(0, 2**32))
def test_whole_words_from_a_form_become_an_edit_that_keeps_suggestions(before, after, seed):
    doc = begun("")
    text, chance = text_of(doc), random.Random(seed)
    document.write(text, 0, [Run(before)] if before else [])
    suggested = Run("[new]", ins=ONE)
    document.write(text, len(before[: chance.randint(0, len(before))].encode()), [suggested])
    editing.set_words(text, after)
    found = document.read(doc).paragraphs[UIDS[0]]
    assert found.text == after and document.faults(doc) == []
    assert [run.text for run in found.runs if run.ins] == ["[new]"]


def test_an_edit_by_the_server_touches_only_the_words_that_change():
    doc = begun("Invites all cities to plant trees;")
    text = text_of(doc)
    text.format(8, 11, {"em": True})
    there = text.sticky_index(12)
    editing.set_words(text, "Kindly invites all cities to plant oaks;")
    assert runs.from_diff(text.diff())[1] == Run("all", em=True)
    assert str(text)[there.get_index() :].startswith("cities")


@settings(deadline=None)
@given(SENTENCES, SENTENCES, SENTENCES)
def test_suggested_words_stand_when_they_are_accepted_and_vanish_when_not(before, after, other):
    for accepted in (True, False):
        doc = begun("")
        text = text_of(doc)
        document.write(text, 0, [Run(before)] if before else [])
        editing.suggest_words(text, after, ONE)
        assert words_of(doc) == [before] and document.faults(doc) == []
        editing.suggest_words(text, other, TWO)
        assert words_of(doc) == [before] and document.faults(doc) == []
        editing.decide(doc, frozenset({TWO}), False)
        editing.decide(doc, frozenset({ONE}), accepted)
        assert words_of(doc) == [after if accepted else before]


@pytest.mark.parametrize(("accepted", "words"), [(True, "Asks Braga for water;"), (False, "Asks for clean water;")])
def test_suggestions_are_decided(accepted, words):
    doc = begun("Asks for clean water;")
    text = text_of(doc)
    text.format(9, 15, {"del": ONE})
    document.write(text, 5, [Run("Braga ", ins=ONE)])
    document.write(text, 0, [Run("Kindly ", ins=TWO)])
    assert words_of(doc) == ["Asks for clean water;"]
    editing.decide(doc, frozenset({ONE}), accepted)
    assert words_of(doc) == [words]
    assert document.read(doc).suggestions == {TWO}


@pytest.mark.parametrize("number", ["", "0", "x", "05", "-5", "٥", "9" * 10, "9" * 30])
def test_a_contribution_is_cited_by_a_number_that_every_database_takes(number):
    assert runs.from_json([[{"citation": "contribution:999999999"}, {}]])
    with pytest.raises(ValueError, match="neither words nor a citation"):
        runs.from_json([[{"citation": f"contribution:{number}"}, {}]])


def test_whole_paragraphs_are_suggested():
    doc = begun("Asks for water;", "Requests trees.")
    root = document.paragraphs(doc)
    editing.insert(doc, new := new_uid(), "operative", "Decides;", [UIDS[0], new, UIDS[1]])
    root[new]["added_by"], root[UIDS[1]]["removed_by"] = ONE, TWO
    assert words_of(doc) == ["Asks for water;", "Requests trees."]
    editing.decide(doc, frozenset({ONE, TWO}), True)
    assert words_of(doc) == ["Asks for water;", "Decides;"]


def poke(doc, value):
    document.paragraphs(doc)[UIDS[0]] = value


HOSTILE = {
    "no map": lambda doc: poke(doc, "words"),
    "no text": lambda doc: poke(doc, Map({"kind": "operative", "place": "V"})),
    "a strange fact": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"onclick": "x"}),
    "a strange kind": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"kind": "script"}),
    "a number": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"place": 7}),
    "a second title": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"kind": "title"}),
    "a strange uid": lambda doc: document.add(document.paragraphs(doc), "<b>", "operative", "V", ()),
    "a strange root": lambda doc: doc.get("more", type=Text).insert(0, "x"),
    "a strange mark": lambda doc: text_of(doc).format(0, 2, {"style": "x"}),
    "a strange link": lambda doc: text_of(doc).format(0, 2, {"link": "javascript:alert(1)"}),
    "a link of another host": lambda doc: text_of(doc).format(0, 2, {"link": "//example.org"}),
    "a picture": lambda doc: text_of(doc).insert_embed(0, {"image": "x"}),
    "far too long": lambda doc: text_of(doc).insert(0, "x" * 30_000),
    "no title": lambda doc: document.paragraphs(doc).pop("title"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_tree_is_found(name):
    doc = begun("Asks for water;", "Requests trees;")
    assert document.faults(doc) == []
    HOSTILE[name](doc)
    found = document.faults(doc)
    assert len(found) == 1 and found[0].sentence.endswith(".")
    assert isinstance(document.read(doc), document.Draft)


def suggested_words(doc):
    document.write(text_of(doc), 3, [Run("x", ins=ONE)])


ALLOWED = {
    "insert": suggested_words,
    "delete": lambda doc: text_of(doc).format(0, 3, {"del": ONE}),
    "add": lambda doc: (document.add(document.paragraphs(doc), UIDS[5], "sub", "zz", [Run("x")]),
                        document.paragraphs(doc)[UIDS[5]].update({"added_by": ONE})),
    "remove": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"removed_by": ONE}),
}  # fmt: skip
FORBIDDEN = {
    "plain words": lambda doc: document.write(text_of(doc), 3, [Run("x")]),
    "words of another": lambda doc: document.write(text_of(doc), 3, [Run("x", ins=TWO)]),
    "plain deletion": lambda doc: text_of(doc).__delitem__(slice(0, 3)),
    "emphasis": lambda doc: text_of(doc).format(0, 3, {"em": True}),
    "a move": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"place": "z"}),
    "another kind": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"kind": "sub"}),
    "a removal": lambda doc: document.paragraphs(doc)[UIDS[0]].update({"removed": True}),
    "a new paragraph": lambda doc: document.add(document.paragraphs(doc), UIDS[5], "sub", "zz", ()),
    "the suggestion of another": lambda doc: text_of(doc, 1).format(0, 3, {"del": None}),
    "the title": lambda doc: document.paragraphs(doc)["title"]["text"].insert(0, "x"),
}


@pytest.mark.parametrize(("name", "fine"), [*((n, True) for n in ALLOWED), *((n, False) for n in FORBIDDEN)])
def test_who_can_only_suggest_only_suggests(name, fine):
    doc = begun("Asks for water;", "Requests trees;")
    text_of(doc, 1).format(0, 3, {"del": TWO})
    before = document.read(doc)
    (ALLOWED | FORBIDDEN)[name](doc)
    offended = suggesting.trespassed(before, document.read(doc), frozenset({ONE}))
    assert (offended is None) is fine
