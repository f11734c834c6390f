"""What is agreed of a text: states, brackets, changed words, who marks, the bar and the pages."""

import re
from types import SimpleNamespace

import pytest

from forum.declarations.operations import agreeing, clauses
from forum.declarations.queries import declarations as reading
from forum.declarations.queries.agreement import agreements
from forum.declarations.rules import agreeing as rules
from forum.declarations.text import agreement
from forum.kit.verdict import Refused
from forum.ledger.queries import history
from models.declaration import Stage
from tests.declarations.test_stages import ACTORS, BUREAU, LEAD


def clause(text, kind="operative", uid="a"):
    return SimpleNamespace(uid=uid, kind=kind, text=text)


def said(state, text):
    return SimpleNamespace(state=state, text=text)


@pytest.mark.parametrize(
    ("text", "mark", "state", "changed"),
    [
        ("Invites cities.", None, "open", False),
        ("Invites [all] cities.", None, "bracketed", False),
        ("Invites cities.", said("agreed", "Invites cities."), "agreed", False),
        ("Invites cities.", said("referendum", "Invites cities."), "referendum", False),
        ("Invites cities.", said("bracketed", "Invites towns."), "bracketed", False),
        ("Invites cities.", said("open", "Invites towns."), "open", False),
        ("Invites towns.", said("agreed", "Invites cities."), "open", True),
        ("Invites towns.", said("referendum", "Invites cities."), "open", True),
        ("Invites [towns.]", said("agreed", "Invites cities."), "bracketed", True),
        ("Invites ] towns.", None, "bracketed", False),
    ],
)
def test_where_a_paragraph_stands(text, mark, state, changed):
    found = agreement.standing(clause(text), mark)
    assert (found.state, found.changed) == (state, changed)


def test_headings_are_not_counted_and_the_parts_fill_the_bar():
    text = [clause("Trees", "heading", "h"), *(clause(f"Invites {n}.", uid=str(n)) for n in range(7))]
    marks = {"1": said("agreed", "Invites 1."), "2": said("agreed", "Invites 2."), "3": said("referendum", "Invites 3.")}
    parts = agreement.progress(agreement.overview(text, marks).values())
    assert [(p.state, p.count) for p in parts] == [("agreed", 2), ("referendum", 1), ("bracketed", 0), ("open", 4)]
    assert [p.start for p in parts] == pytest.approx([0, 200 / 7, 300 / 7, 300 / 7], abs=0.01)
    assert sum(p.width for p in parts) == pytest.approx(100, abs=0.01)
    assert agreement.progress([])[0].width == 0


@pytest.mark.parametrize("stage", list(Stage))
def test_who_marks_and_when(people, write, stage):
    dossier = write(stage)
    for who in ACTORS:
        verdict = rules.can_mark(dossier, getattr(people, who))
        if stage not in ("drafting", "consultation"):
            assert verdict.sentence == "What is agreed is marked while the text is drafted and consulted on."
        else:
            assert verdict.sentence == ("" if who in LEAD | BUREAU else "Only the lead city or the Bureau does this."), who


def test_words_in_brackets_are_not_agreed_and_the_sentence_names_the_paragraph(people, write):
    dossier = write("drafting")
    row = dossier.clauses[1]
    clauses.change_clause(dossier, people.lead_mayor, row, "operative", "Invites [all] cities to plant trees:", row.edit)
    with pytest.raises(Refused, match=r"Words in square brackets are not agreed: 1\."):
        agreeing.mark(dossier, people.chair, dossier.clauses, "agreed")
    assert agreements(dossier.id) == {}
    agreeing.mark(dossier, people.chair, dossier.clauses, "bracketed")
    with pytest.raises(Refused, match="Choose what you say"):
        agreeing.mark(dossier, people.chair, dossier.clauses[2:], "perhaps")
    with pytest.raises(Refused, match="No paragraph was chosen"):
        agreeing.mark(dossier, people.chair, [], "agreed")


def test_agreement_is_on_words_and_the_newest_counts(people, write):
    dossier = write("drafting")
    row = dossier.clauses[3]
    agreeing.mark(dossier, people.lead_mayor, [row], "agreed")
    words = row.text
    clauses.change_clause(dossier, people.group_mayor, row, "operative", "Requests the Committee to act.", row.edit)
    found = agreement.overview(dossier.clauses, agreements(dossier.id))[row.uid]
    assert (found.state, found.changed, found.said.text) == ("open", True, words)
    clauses.change_clause(dossier, people.group_mayor, row, "operative", words, row.edit)
    assert agreement.overview(dossier.clauses, agreements(dossier.id))[row.uid].state == "agreed"
    agreeing.mark(dossier, people.vice_chair, [row], "referendum")
    assert agreement.overview(dossier.clauses, agreements(dossier.id))[row.uid].state == "referendum"
    event = history("declaration", dossier.id)[0]
    assert (event.verb, event.data["state"], event.data["uids"]) == (
        "declaration.agreement_marked", "referendum", [row.uid],
    )  # fmt: skip


def test_marking_many_by_page_and_the_bar_in_words(client, people, write, session):
    dossier = write("drafting")
    base = f"/declarations/{dossier.id}"
    session.commit()
    client.sign_in(people.lead_delegate)
    html = client.page(f"{base}/agreement?part=operative")
    assert len(re.findall(r'name="uid" value="\w+" checked', html)) == 3
    uids = [c.uid for c in dossier.clauses]
    assert client.post(f"{base}/agreement", data={"uid": uids}).status_code == 422
    assert client.post(f"{base}/agreement", data={"state": "agreed"}).status_code == 409
    assert (
        client.post(f"{base}/agreement", data={"uid": uids[:3], "state": "agreed", "idempotency_key": "a"}).status_code
        == 303
    )
    one = {"uid": uids[3], "state": "referendum", "back": f"{base}/clauses/{uids[3]}", "idempotency_key": "b"}
    assert client.post(f"{base}/agreement", data=one).location == one["back"]
    html = " ".join(re.sub(r"<[^>]+>", " ", client.page(base)).split())
    assert "3 agreed 1 ad referendum" in html and "≈ agreed ad referendum" in html
    row = reading.get(None, dossier.id).clauses[0]
    clauses.change_clause(dossier, people.lead_mayor, row, "preambular", "Recalling the Declaration of Mayors,", row.edit)
    session.commit()
    page = client.page(f"{base}/clauses/{uids[0]}")
    assert "changed since it was agreed" in page and re.search(r"<del>\s*Geneva\s*</del>", page)
    assert 'value="agreed">Agreed</button>' in page
    elsewhere = one | {"back": "//elsewhere.example", "idempotency_key": "c"}
    assert client.post(f"{base}/agreement", data=elsewhere).location == f"{base}/agreement"
    client.sign_in(people.group_mayor)
    assert 'type="checkbox"' not in client.page(f"{base}/agreement") and "What is agreed" in client.page(base)
    assert client.post(f"{base}/agreement", data=one | {"idempotency_key": "d"}).status_code == 409


def test_the_public_sees_no_marks(client, people, write, session):
    dossier = write("open")
    session.commit()
    client.sign_in(people.observer)
    assert "agreed__bar" not in client.page(f"/declarations/{dossier.id}")
    client.page(f"/declarations/{dossier.id}/agreement", 404)
