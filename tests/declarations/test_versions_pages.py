"""Comparing on the page: inline, side by side, to print; named and past moments; restoring; who wrote what."""

import pytest

from forum.declarations.operations import clauses, versions
from tests.counting import count_statements


@pytest.fixture
def draft(people, write, session):
    dossier = write("drafting")
    session.commit()
    return dossier


def longer(dossier, people, count):
    after = dossier.clauses[-1].uid
    for number in range(count):
        after = clauses.insert(dossier, people.lead_mayor, "operative", f"Invites city {number};", after, "added").uid


@pytest.mark.parametrize("form", ["inline", "side", "marked", "clean"])
@pytest.mark.parametrize("count", [1, 60])
def test_two_moments_are_compared(client, people, draft, session, form, count):
    kept = versions.snapshot(draft, people.lead_mayor, "After Lviv")
    uid = draft.clauses[1].uid
    clauses.change_clause(draft, people.lead_mayor, draft.clauses[1], "operative", "Urges all cities to plant trees:", 1)
    longer(draft, people, count)
    clauses.move_clause(draft, people.lead_mayor, next(c for c in draft.clauses if c.uid == uid), 1)
    session.commit()
    client.sign_in(people.group_mayor)
    path = f"/declarations/{draft.id}/versions/compare?from=s{kept.id}&to=now&form={form}"
    client.page(path)
    with count_statements() as seen:
        html = client.page(path)
    assert len(seen) == 10, "\n".join(seen)
    if form == "clean":
        assert "Urges" in html and "<ins>" not in html
    else:
        assert "<ins>Urges</ins>" in html and "moved" in html
    assert "“After Lviv”" in html or form in ("marked", "clean")
    client.page(path + "x", 404)


def test_a_text_that_differs_in_nothing_says_so(client, people, draft, session):
    client.sign_in(people.group_mayor)
    assert "No paragraph differs." in client.page(f"/declarations/{draft.id}/versions/compare?from=now&to=now")
