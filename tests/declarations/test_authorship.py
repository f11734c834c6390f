"""Who wrote which words: every word has one author, and nobody is said to have written what they did not."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.declarations.operations import amendments, clauses, deciding
from forum.declarations.text import authorship
from forum.declarations.text.comparing import Lineage
from forum.kit import diff
from tests.counting import count_statements


@dataclass(frozen=True)
class S:
    """A state of a paragraph by somebody."""

    uid: str
    text: str
    who: str = "A"
    act: str = "changed"
    at: int = 0


def said(states, uid="u", lineage=None):
    return [(run.author.who, run.text) for run in _by_person(authorship.blame(states, lineage)[uid])]


def _by_person(found):
    joined = []
    for run in authorship.runs(found):
        if joined and joined[-1].author.who == run.author.who:
            joined[-1] = authorship.Run(run.author, joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


WORDS = st.lists(st.sampled_from(["plant", "trees", "in", "every", "street", ",", "now"]), max_size=8).map(" ".join)
HISTORY = st.lists(st.builds(S, st.sampled_from("uv"), WORDS, st.sampled_from("ABC"), st.just("changed"), st.integers(0, 3)))
LINEAGE = st.builds(Lineage, st.just({}) | st.just({"v": "u"}), st.just({}) | st.just({"v": "u"}))


@given(HISTORY, LINEAGE)
def test_every_word_has_exactly_one_author(states, lineage):
    found = authorship.blame(states, lineage)
    newest = {state.uid: state.text for state in states}
    assert {uid: "".join(piece for piece, _author in words) for uid, words in found.items()} == newest
    assert all(author in states for words in found.values() for _piece, author in words)


@given(HISTORY, LINEAGE)
def test_nobody_is_said_to_have_written_what_they_did_not(states, lineage):
    for words in authorship.blame(states, lineage).values():
        for piece, author in words:
            assert piece.strip() in {one.strip() for one in diff.pieces(author.text)}


@given(HISTORY, LINEAGE)
def test_who_wrote_alone_wrote_everything(states, lineage):
    alone = [S(s.uid, s.text, "A", s.act, s.at) for s in states]
    for words in authorship.blame(alone, lineage).values():
        assert {author.who for _piece, author in words} <= {"A"}


@given(HISTORY)
def test_an_edit_that_is_undone_changes_no_author(states):
    before = authorship.blame(states)
    if states:
        last = states[-1]
        undone = [*states, S(last.uid, last.text + " X", "Z"), S(last.uid, last.text, "Z")]
        assert authorship.blame(undone)[last.uid] == before[last.uid]


def test_only_what_an_edit_brings_is_its_own():
    states = [S("u", "Invites cities to plant;", "A"), S("u", "Urges all cities to plant;", "B")]
    assert said(states) == [("B", "Urges all"), ("A", " cities to plant;")]


def test_another_blank_makes_no_word_new():
    assert said([S("u", "Invites cities;", "A"), S("u", "Invites  cities;", "B")]) == [("A", "Invites  cities;")]


def test_words_that_a_split_carried_keep_their_author():
    states = [
        S("u", "Invites cities; urges States;", "A"),
        S("u", "Invites cities;", "B", at=2),
        S("v", "urges many States;", "B", "added", 2),
    ]
    assert said(states, "v", Lineage(origin={"v": "u"})) == [("A", "urges"), ("B", " many"), ("A", " States;")]
    assert said(states, "v") == [("B", "urges many States;")]


def test_words_that_a_join_carried_keep_their_author():
    states = [
        S("u", "Invites cities;", "A"),
        S("v", "urges States;", "C", "added"),
        S("u", "Invites cities; and urges States;", "B", at=5),
        S("v", "urges States;", "B", "removed", 5),
    ]
    joined = said(states, "u", Lineage(joined={"v": "u"}))
    assert joined == [("A", "Invites cities;"), ("B", " and"), ("C", " urges States;")]


@pytest.mark.parametrize("count", [1, 60])
def test_the_page_names_cities_offices_and_amendments(client, people, write, session, count):
    dossier = write("consultation")
    clause = dossier.clauses[1]
    row = amendments.propose(
        dossier, people.other_mayor, clause, "replace", "Invites all cities to plant tall trees:", "Height."
    )
    deciding.accept(dossier, people.lead_mayor, row)
    after = dossier.clauses[-1].uid
    for place in range(count):
        after = clauses.insert(dossier, people.group_mayor, "operative", f"Invites city {place};", after, "added").uid
    session.commit()
    client.sign_in(people.lead_mayor)
    path = f"/declarations/{dossier.id}/authors"
    client.page(path)
    with count_statements() as seen:
        html = client.page(path)
    assert len(seen) == 9, "\n".join(seen)
    assert "Tampere" in html and "Lviv" in html and "by an amendment" in html
    run = html.split("</sup>tall<")[0].rsplit("<span", 1)[1]
    assert "Mayor of Tampere" in run, "whose amendment it was, not who accepted it"


def test_the_public_does_not_read_who_wrote_what(client, people, write, session):
    dossier = write("open")
    session.commit()
    client.page(f"/declarations/{dossier.id}/authors", 404)
    client.sign_in(people.lead_mayor).page(f"/declarations/{dossier.id}/authors")
