"""History: what changed between any two revisions, going back, and two people at one text."""

import pytest
from sqlalchemy import select

from forum.exchange import operations, queries
from forum.kit.verdict import Conflict, Refused
from models import ContributionTag, LedgerEvent, Revision, Role
from tests.exchange.conftest import FIELDS, FORM, TAGS


@pytest.fixture
def revised(mayor, post_experience):
    row = post_experience(mayor, results=[{"label": "Squares", "value": "19"}])
    changed = FIELDS | {"lessons": "Begin with the market square."}
    operations.revise(mayor, row, changed, 1, TAGS | {"theme": ["housing"]}, note="The market came first")
    operations.revise(mayor, row, changed | {"title": "Squares against floods"}, 2, TAGS | {"theme": ["housing"]})
    return row


def test_any_two_revisions_are_compared_word_by_word(client, revised):
    html = client.page(f"/experiences/{revised.id}/history?from=1&to=2")
    assert "<del>school yard</del><ins>market square</ins>" in html and "The market came first" in html
    assert "From revision 1 to revision 2" in html
    backwards = client.page(f"/experiences/{revised.id}/history?from=3&to=1")
    assert "From revision 1 to revision 3" in backwards
    newest = client.page(f"/experiences/{revised.id}/history")
    assert "From revision 2 to revision 3" in newest
    assert "From revision 2 to revision 3" in client.page(f"/experiences/{revised.id}/history?from=99&to=x")


def test_restoring_is_a_new_revision_and_loses_nothing(client, mayor, revised, session):
    client.sign_in(mayor)
    data = {"number": "1", "seen": str(revised.saves), "idempotency_key": "a"}
    assert client.post(f"/experiences/{revised.id}/revisions", data=data).status_code == 303
    session.expire_all()
    row = queries.get("experience", revised.id, mayor)
    assert (row.title, row.lessons, row.revision) == (FIELDS["title"], FIELDS["lessons"], 4)
    assert row.tags["theme"] == ["green"] and "school yard" in row.html["lessons"]
    tags = session.scalars(select(ContributionTag.value).filter_by(contribution_id=row.id, facet="theme")).all()
    assert tags == ["green"]
    notes = session.scalars(select(Revision.note).order_by(Revision.number)).all()
    assert notes == ["", "The market came first", "", "Restored from revision 1"]
    assert session.scalars(select(LedgerEvent.verb).order_by(LedgerEvent.id)).all()[-1] == "experience.edited"


def test_restoring_over_a_newer_save_is_refused(client, mayor, revised):
    client.sign_in(mayor)
    data = {"number": "1", "seen": "2", "idempotency_key": "a"}
    response = client.post(f"/experiences/{revised.id}/revisions", data=data)
    assert response.status_code == 409
    assert "Somebody saved another revision meanwhile." in response.get_data(as_text=True)
    assert client.post(f"/experiences/{revised.id}/revisions", data={"number": "77"}).status_code == 404


def test_others_read_the_history_and_restore_nothing(client, other, revised):
    client.sign_in(other)
    html = client.page(f"/experiences/{revised.id}/history")
    assert "as a new one" not in html and "Only the city that posted this revises it." in html
    data = {"number": "1", "seen": "3", "idempotency_key": "a"}
    assert client.post(f"/experiences/{revised.id}/revisions", data=data).status_code == 409


def test_a_stale_save_shows_both_texts_and_the_difference(client, mayor, revised):
    client.sign_in(mayor)
    data = FORM | {"lessons": "Begin with the garden.", "seen": "1", "idempotency_key": "a"}
    response = client.post(f"/experiences/{revised.id}/edit", data=data)
    html = response.get_data(as_text=True)
    assert response.status_code == 409
    assert "<ins>garden</ins>" in html and "Begin with the garden.</textarea>" in html
    assert 'name="seen" type="hidden" value="3"' in html or 'value="3"' in html
    again = client.post(f"/experiences/{revised.id}/edit", data=data | {"seen": "3"})
    assert again.status_code == 303


def test_two_who_save_over_the_same_state_have_one_winner(mayor, make, revised):
    colleague = make.actor(Role.DELEGATE, mayor.mandate.city)
    operations.revise(mayor, revised, {"title": "First"}, 3)
    with pytest.raises(Conflict) as conflict:
        operations.revise(colleague, revised, {"title": "Second"}, 3)
    assert "First" in conflict.value.theirs and "Second" in conflict.value.mine


def test_a_draft_becomes_the_first_revision(client, mayor, make, session):
    client.sign_in(mayor)
    begun = client.post("/experiences/new", data={"title": "Half done", "draft": "1", "idempotency_key": "a"})
    assert begun.status_code == 303 and begun.location.endswith("/edit")
    path = begun.location
    html = client.page(path)
    assert "Half done" in html and "Save as a draft" in html and "Still empty" in html
    assert session.scalars(select(LedgerEvent.verb)).all() == []
    colleague = make.actor(Role.DELEGATE, mayor.mandate.city)
    session.commit()
    client.sign_in(colleague)
    half = {"title": "Half done", "problem": "Rain.", "draft": "1", "seen": "1"}
    assert client.post(path, data=half | {"idempotency_key": "b"}).status_code == 303
    stale = client.post(path, data=half | {"idempotency_key": "c"})
    assert stale.status_code == 409
    published = client.post(path, data=FORM | {"seen": "2", "idempotency_key": "d"})
    assert published.status_code == 303
    html = client.sign_out().page(published.location)
    assert "Revision 1" in html
    assert session.scalars(select(LedgerEvent.verb)).all() == ["experience.published"]
    late = FORM | {"draft": "1", "seen": "3", "idempotency_key": "e"}
    assert client.sign_in(colleague).post(path, data=late).status_code == 303
    assert "A draft" not in client.sign_out().page(published.location)


def test_a_draft_needs_a_title_and_nothing_else(client, mayor):
    response = client.sign_in(mayor).post(
        "/challenges/new", data={"draft": "1", "situation": "Rain.", "idempotency_key": "a"}
    )
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and "Give it a title; the rest may wait." in html and "Rain." in html
    assert "no section is left empty" not in html


def test_a_hidden_text_is_not_revised_by_anybody(mayor, revised):
    revised.state = "hidden"
    with pytest.raises(Refused) as refused:
        operations.revise(mayor, revised, {"title": "Quietly other"}, 3)
    assert refused.value.verdict.sentence == "The secretariat hid this text; it stays as it was."
