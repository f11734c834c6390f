"""Comparing on the page: inline, side by side, to print; named and past moments; restoring; who wrote what."""

import pytest

from forum.declarations.operations import clauses, restoring
from forum.declarations.queries import moments
from forum.declarations.text import frozen
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
    kept = restoring.snapshot(draft, people.lead_mayor, "After Lviv")
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


def words(found):
    return [(c.kind, c.text) for c in found]


def test_any_past_moment_is_put_together_as_it_was(people, draft, session):
    """After each act the whole text is remembered; afterwards every one of those moments reads the same from the history."""
    acts = [
        lambda d: clauses.change_clause(d, people.lead_mayor, d.clauses[1], "sub", "Urges all.", d.clauses[1].edit),
        lambda d: clauses.move_clause(d, people.group_mayor, d.clauses[3], -1),
        lambda d: clauses.add_clause(d, people.lead_delegate, "heading", "Head", ""),
        lambda d: clauses.remove_clause(d, people.lead_mayor, d.clauses[2], d.clauses[2].edit),
        lambda d: clauses.move_clause(d, people.group_mayor, d.clauses[0], 1),
        lambda d: clauses.add_clause(d, people.lead_mayor, "operative", "Ends.", d.clauses[-1].uid),
    ]
    remembered = {}
    for act in acts:
        act(draft)
        remembered[moments.newest(draft.id)] = words(draft.clauses)
    assert len(remembered) == 4, "a move is no edit of words; the newest order counts"
    for edit, text in remembered.items():
        title, found = moments.text_at(draft.id, edit)
        assert words(found) == text and title == draft.row.title
    first = min(remembered)
    kept = restoring.snapshot(draft, people.lead_mayor, "Then", first)
    assert words(frozen.read(kept.canonical)) == remembered[first]
    restoring.restore(draft, people.lead_mayor, "Then", "", moments.text_at(draft.id, first)[1], moments.newest(draft.id))
    assert words(draft.clauses) == remembered[first]


@pytest.mark.parametrize("count", [1, 30])
def test_the_history_is_read_compared_and_named(client, people, draft, session, count):
    longer(draft, people, count)
    session.commit()
    base = f"/declarations/{draft.id}"
    client.sign_in(people.group_mayor)
    client.page(f"{base}/moments")
    with count_statements() as seen:
        html = client.page(f"{base}/moments")
    assert len(seen) == 9, "\n".join(seen)
    assert ("Next page" in html) is (count > 25)
    edit = moments.history(draft.id, None).items[0].id
    assert " city 0;" in client.page(f"{base}/moments/{edit}")
    assert "No paragraph differs." in client.page(f"{base}/versions/compare?from=e{edit}&to=now")
    assert client.post(f"{base}/snapshots", data={"moment": str(edit), "name": ""}).status_code == 422
    named = client.post(f"{base}/snapshots", data={"moment": str(edit), "name": "Then", "idempotency_key": "1"})
    assert named.status_code == 303 and "Then" in client.page(f"{base}/versions")
    assert client.post(f"{base}/snapshots", data={"moment": "999999", "name": "No"}).status_code == 404
    client.page(f"{base}/moments/999999", 404)
    client.page(f"{base}/versions/compare?from=e999999&to=now", 404)


def test_the_history_is_not_public(client, people, write, session):
    dossier = write("open")
    session.commit()
    edit = moments.newest(dossier.id)
    for path in ("moments", f"moments/{edit}", f"versions/compare?from=e{edit}&to=v1"):
        client.page(f"/declarations/{dossier.id}/{path}", 404)
