"""The list of suggestions, its JSON, deciding; and what else the drafting editor asks for."""

import json

import pytest
from sqlalchemy import select

from forum.declarations.operations import suggestions as acts
from forum.declarations.operations import workspace
from forum.declarations.queries import declarations as reading
from forum.declarations.text import document
from forum.declarations.text.document import Draft, Paragraph
from forum.declarations.text.runs import Run
from forum.declarations.text.suggested import changed
from forum.kit import clock
from models import Comment, DraftingClient, Experience, Suggestion
from tests.counting import count_statements
from tests.declarations.test_workspace import Browser

ONE, TWO = "a" * 16, "b" * 16
WHEN = {"created_at": clock.now(), "published_at": clock.now()}


def suggest(dossier, actor, uid, place=1, strike=0, words="kindly "):
    """Somebody strikes the first bytes of a paragraph and inserts words before them."""
    peer = Browser(dossier, actor)
    text = peer.text(place)
    if strike:
        text.format(0, strike, {"del": uid})
    if words:
        document.write(text, 0, [Run(words, ins=uid)])
    peer.send(frozenset({uid}))
    return dossier.clauses[place].uid


@pytest.fixture
def talked(people, write, session):
    """A text in consultation with suggestions of two cities."""
    dossier = write("consultation")
    uid = suggest(dossier, people.other_delegate, ONE, strike=7, words="Urges")
    suggest(dossier, people.group_delegate, TWO)
    return dossier, uid


P = "operative"


@pytest.mark.parametrize(
    ("paragraph", "changes"),
    [
        (Paragraph("1" * 16, P, "V", (Run("Urges "), Run("all", cut=ONE), Run("some", ins=ONE), Run("."))),
         [(ONE, "changes", [("same", "Urges "), ("removed", "all"), ("added", "some"), ("same", ".")], "all")]),
        (Paragraph("1" * 16, P, "V", (Run("a", ins=ONE), Run("b", cut=TWO), Run("c"))),
         [(ONE, "changes", [("added", "a"), ("same", "bc")], "a"), 
          (TWO, "changes", [("removed", "b"), ("same", "c")], "b")]),
        (Paragraph("1" * 16, P, "V", (Run("New"),), added_by=ONE), [(ONE, "adds", [("added", "New")], "New")]),
        (Paragraph("1" * 16, P, "V", (Run("Old"), Run("x", ins=TWO)), removed_by=ONE),
         [(ONE, "removes", [("removed", "Old")], "Old"), (TWO, "changes", [("same", "Old"), ("added", "x")], "x")]),
        (Paragraph("1" * 16, P, "V", (Run("h", ins=ONE, cut=TWO),)),
         [(ONE, "changes", [("added", "h")], "h"), (TWO, "changes", [("removed", "h")], "h")]),
        (Paragraph("1" * 16, P, "V", (Run("Nothing."),)), []),
    ],
)  # fmt: skip
def test_what_a_suggestion_changes(paragraph, changes):
    found = changed(Draft("T", {paragraph.uid: paragraph}))
    assert [(c.suggestion, c.act, c.segments, c.quote) for one in found for c in one.changes] == changes


def test_the_page_says_who_suggests_what_with_the_difference(talked, people, client):
    dossier, uid = talked
    html = client.sign_in(people.lead_delegate).page(f"/declarations/{dossier.id}/suggestions")
    assert "Paragraph 1" in html and "Tampere" in html and "Lviv" in html
    assert "<ins>Urges</ins>" in html and "<del>Invites</del>" in html and "<ins>kindly </ins>" in html
    assert "Accept all" in html and f"clause_uid={uid}" in html and "quote=Invites" in html


def test_who_may_not_decide_reads_why(talked, people, client):
    dossier, _uid = talked
    html = client.sign_in(people.other_delegate).page(f"/declarations/{dossier.id}/suggestions")
    assert 'name="accepted"' not in html and "Only the drafting group" in html


def test_one_is_accepted_and_one_rejected(talked, people, client, session):
    dossier, uid = talked
    client.sign_in(people.lead_delegate)
    url = f"/declarations/{dossier.id}/suggestions"
    assert client.post(f"{url}/decisions", data={"uid": ONE, "accepted": "yes"}).status_code == 303
    assert client.post(f"{url}/decisions", data={"uid": TWO, "accepted": "no"}).status_code == 303
    session.expire_all()
    assert [c.text for c in reading.clauses_of(dossier.id) if c.uid == uid] == ["Urges all cities to plant trees:"]
    html = client.page(url)
    assert "Nothing is suggested" in html and "Decided" in html and "rejected" in html


def test_all_of_a_paragraph_are_accepted_at_once(talked, people, client, session):
    dossier, uid = talked
    client.sign_in(people.lead_delegate)
    assert (
        client.post(
            f"/declarations/{dossier.id}/suggestions/decisions", data={"uid": [ONE, TWO], "accepted": "yes"}
        ).status_code
        == 303
    )
    session.expire_all()
    assert {row.state for row in session.scalars(select(Suggestion))} == {"accepted"}
    (words,) = [c.text for c in reading.clauses_of(dossier.id) if c.uid == uid]
    assert "Urges" in words and "kindly" in words and "Invites" not in words


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("other_delegate", "Only the drafting group"),
        ("editor", "Only accredited cities do this."),
        ("unaccredited_mayor", ""),
    ],
)
def test_others_decide_nothing(talked, people, client, session, who, sentence):
    dossier, _uid = talked
    client.sign_in(getattr(people, who))
    response = client.post(f"/declarations/{dossier.id}/suggestions/decisions", data={"uid": ONE, "accepted": "yes"})
    assert response.status_code == (409 if sentence else 404) and sentence in response.get_data(as_text=True)
    assert {row.state for row in session.scalars(select(Suggestion))} == {"open"}


def test_what_was_decided_meanwhile_is_said_and_the_editor_gets_the_sentence(talked, people, client):
    dossier, _uid = talked
    acts.decide(dossier, people.lead_mayor, [ONE], True)
    client.sign_in(people.lead_delegate)
    url, data = f"/declarations/{dossier.id}/suggestions/decisions", {"uid": ONE, "accepted": "no"}
    page = client.post(url, data=data)
    assert page.status_code == 409 and "decided or taken back meanwhile" in page.get_data(as_text=True)
    told = client.post(url, data=data, headers={"Accept": "application/json"})
    assert told.status_code == 409 and "taken back meanwhile" in told.json["sentence"]
    assert client.post(url, data={"uid": TWO, "accepted": "yes"}, headers={"Accept": "application/json"}).json == {"done": 1}
    assert client.post(url, data={"uid": ONE}).status_code == 400


def test_the_margin_of_the_editor_knows_the_authors(talked, people, client):
    dossier, _uid = talked
    told = client.sign_in(people.other_delegate).get(f"/declarations/{dossier.id}/suggestions.json").json
    seen = {(row["id"], row["city"], row["own"]) for row in told["suggestions"]}
    assert seen == {(ONE, "Tampere", True), (TWO, "Lviv", False)}
    assert all(1 <= row["colour"] <= 8 and row["when"] for row in told["suggestions"])
    assert not told["decide"]["allowed"] and "Only the drafting group" in told["decide"]["sentence"]


def test_suggestions_are_for_those_who_see_the_drafting(people, write, client):
    dossier = write("open")
    client.sign_in(people.state)
    for part in ("suggestions", "suggestions.json"):
        client.page(f"/declarations/{dossier.id}/{part}", 404)
    hidden = write("drafting")
    for part in ("suggestions", "suggestions.json", "authors.json", "citations.json", "margins.json"):
        assert client.get(f"/declarations/{hidden.id}/{part}").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_needs_as_many_statements_for_one_as_for_thirty(people, write, client, session, count):
    dossier = write("consultation")
    for number in range(count):
        suggest(dossier, people.other_delegate, f"{number:016x}")
    url = f"/declarations/{dossier.id}/suggestions"
    client.sign_in(people.lead_delegate)
    client.page(url)
    session.expire_all()
    with count_statements() as seen:
        client.page(url)
    assert len(seen) == 12


def test_whose_letters_they_are(talked, people, client, session):
    dossier, _uid = talked
    told = client.sign_in(people.lead_delegate).get(f"/declarations/{dossier.id}/authors.json").json["clients"]
    rows = session.scalars(select(DraftingClient).filter_by(declaration_id=dossier.id)).all()
    assert set(told) == {str(row.client) for row in rows}
    assert {who["city"] for who in told.values()} == {"Braga", "Tampere", "Lviv"}  # those who wrote by form among them


def test_what_can_be_cited(people, write, client, make):
    public, dossier = write("open"), write("drafting")
    facts = {"city_id": people.lead.id, "author_id": people.lead_mayor.person_id, "mandate_id": people.lead_mayor.mandate_id}
    trees = make.add(Experience(title="Trees along the river", state="published", country_iso2="PT", **WHEN, **facts))
    client.sign_in(people.lead_delegate)
    url = f"/declarations/{dossier.id}/citations.json"
    clause = next(c for c in public.clauses if "plant trees" in c.text)
    found = [row for row in client.get(f"{url}?q=plant trees").json["found"] if row["target"].startswith("clause")]
    assert [(row["target"], row["about"]) for row in found] == [(f"clause:{clause.uid}", "Trees for every street")]
    (indicator,) = client.get(f"{url}?q=household internet access").json["found"]
    assert indicator["target"] == "indicator:EC.ICT.ICT.1C" and indicator["about"] == "U4SSC EC: ICT: ICT: 1C"
    known = {indicator["target"], f"clause:{clause.uid}"}
    asked = "&".join(
        f"target={target}" for target in [*known, "clause:nothing", "contribution:x", f"contribution:{'9' * 30}"]
    )
    assert {row["target"] for row in client.get(f"{url}?{asked}").json["found"]} == known
    (row,) = client.get(f"{url}?q=river trees").json["found"]
    assert row == {
        "target": f"contribution:{trees.id}",
        "label": trees.title,
        "about": "Braga",
        "url": f"/experiences/{trees.id}",
    }


def test_a_text_that_is_not_public_is_not_cited(people, write, client):
    dossier = write("drafting")
    client.sign_in(people.lead_delegate)
    uid = dossier.clauses[1].uid
    for query in ("q=plant trees", f"target=clause:{uid}"):
        assert client.get(f"/declarations/{dossier.id}/citations.json?{query}").json["found"] == []


def test_the_margin_of_a_paragraph(talked, people, client, session):
    dossier, uid = talked
    client.sign_in(people.other_delegate)
    client.post(f"/comments/declaration/{dossier.id}", data={"text": "Why urge?", "clause_uid": uid, "quote": "Invites"})
    assert session.scalars(select(Comment.quote)).one() == "Invites"
    part = client.get(f"/declarations/{dossier.id}/clauses/{uid}/margin").get_data(as_text=True)
    assert "1 comment" in part and "<html" not in part
    assert json.loads(client.get(f"/declarations/{dossier.id}/margins.json").data) == {uid: part}
    client.page(f"/declarations/{dossier.id}/clauses/{'f' * 16}/margin", 404)


def test_the_workspace_is_not_made_by_looking(people, write, client, session):
    dossier = write("drafting")
    assert "Nothing is suggested" in client.sign_in(people.lead_delegate).page(f"/declarations/{dossier.id}/suggestions")
    assert workspace.open(dossier.id) is not None


def test_the_page_of_the_declaration_leads_to_what_is_suggested(client, people, talked):
    dossier, _uid = talked
    address = f"/declarations/{dossier.id}"
    link = f'<a href="{address}/suggestions">2 suggestions</a>'
    assert link in client.sign_in(people.other_delegate).page(address)
    decision = {"uid": [ONE, TWO], "accepted": "yes"}
    client.sign_in(people.lead_delegate).post(f"{address}/suggestions/decisions", data=decision)
    assert f"{address}/suggestions" not in client.page(address)
