"""The next version of a signed text: words, places, kinds, what goes and what is new, and what an editorial one may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.declarations.operations import nexting as preparing
from forum.declarations.queries import declarations as reading
from forum.declarations.text import nexting
from forum.declarations.text.nexting import Draft
from forum.kit.verdict import Refused

TEXT = [Draft("a", "operative", "One;"), Draft("b", "operative", "Two;"), Draft("c", "operative", "Three.")]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({}, ["One;", "Two;", "Three."]),
        ({"text-b": "Two and a half; \r\n"}, ["One;", "Two and a half;", "Three."]),
        ({"place-a": "25"}, ["Two;", "One;", "Three."]),
        ({"place-a": "far"}, ["One;", "Two;", "Three."]),
        ({"gone-b": "1", "text-b": "Changed;"}, ["One;", "Three."]),
        ({"text-new": "Between;", "place-new": "15"}, ["One;", "Between;", "Two;", "Three."]),
        ({"text-new": " \n", "place-new": "15"}, ["One;", "Two;", "Three."]),
        ({"text-new": "Last."}, ["One;", "Two;", "Three.", "Last."]),
    ],
)
def test_a_form_asks_for_a_text(form, text):
    assert [draft.text for draft in nexting.read(TEXT, form)] == text


def test_kinds_are_those_that_there_are():
    assert [d.kind for d in nexting.read(TEXT, {"kind-a": "sub", "kind-b": "poem"})] == ["sub", "operative", "operative"]


@given(st.dictionaries(st.sampled_from([f"{name}-{uid}" for name in ("text", "kind", "place", "gone") for uid in "abc"]),
                       st.text(max_size=8)))  # fmt: skip
def test_no_form_makes_a_paragraph_twice_or_loses_one_that_stays(form):
    found = nexting.read(TEXT, form)
    assert sorted(d.uid for d in found) == [uid for uid in "abc" if not form.get(f"gone-{uid}")]


def prepared(dossier, **form):
    return nexting.read(nexting.drafts(dossier.clauses), form)


def test_a_correction_of_words_may_not_move_add_or_remove(people, write, session):
    dossier = write("open", signed=True)
    first = dossier.clauses[0].uid
    for form in ({f"place-{first}": "25"}, {f"gone-{first}": "1"}, {"text-new": "More."}, {f"kind-{first}": "heading"}):
        with pytest.raises(Refused) as refused:
            preparing.issue(dossier, people.chair, "editorial", "Why.", prepared(dossier, **form))
        assert refused.value.verdict.sentence.startswith("A paragraph was added, moved or removed")
    with pytest.raises(Refused):
        preparing.issue(dossier, people.chair, "substantive", "Why.", prepared(dossier))
    with pytest.raises(Refused):
        preparing.issue(dossier, people.lead_mayor, "substantive", "Why.", prepared(dossier, **{"text-new": "More."}))


def test_a_version_of_substance_adds_moves_and_removes(people, write, session):
    dossier = write("open", signed=True)
    uids = [c.uid for c in dossier.clauses]
    form = {f"place-{uids[3]}": "15", f"gone-{uids[2]}": "1", "text-new": "Ends.", f"kind-{uids[1]}": "sub"}
    version = preparing.issue(dossier, people.chair, "substantive", "Asked for.", prepared(dossier, **form))
    found = reading.get(None, dossier.id)
    assert [c.uid for c in found.clauses][:3] == [uids[0], uids[3], uids[1]]
    assert [(c.kind, c.text) for c in found.clauses][2:] == [
        ("sub", "Invites all cities to plant trees:"),
        ("operative", "Ends."),
    ]
    assert version.number == 2 and not found.standing, "every signatory is asked again"
    assert '"text":"Ends."' in version.canonical


def test_the_working_text_is_kept_compared_and_issued_by_page(client, people, write, session):
    dossier = write("open", signed=True)
    session.commit()
    path, uid = f"/declarations/{dossier.id}/versions/new", dossier.clauses[3].uid
    client.sign_in(people.chair)
    assert "No paragraph differs." in client.page(path)
    given = {"do": "save", "seen": "0", f"place-{uid}": "15", "text-new": "Ends."}
    assert client.post(path, data=given | {"idempotency_key": "1"}).location == path
    html = client.page(path)
    assert "1 added, 1 moved" in html and "moved from 2 to 1" in html and ">Ends.</textarea>" in html
    stale = client.post(path, data={"do": "save", "seen": "0", f"text-{uid}": "Mine.", "idempotency_key": "2"})
    told = stale.get_data(as_text=True)
    assert stale.status_code == 409 and "Somebody else saved this meanwhile." in told and ">Mine.</textarea>" in told
    assert len(reading.get(None, dossier.id).clauses) == 4, "nothing of it counts yet"
    issued = client.post(path, data={"kind": "substantive", "note": "Asked for.", "idempotency_key": "3"})
    assert issued.status_code == 303
    assert [c.text for c in reading.get(None, dossier.id).clauses][-1] == "Ends."
    assert preparing.working(reading.get(None, dossier.id)) is None
