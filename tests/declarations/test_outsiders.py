"""A public text: who could not read how it was written reads its words, and none that led to it or may follow it."""

import datetime as dt

import pytest

from forum.declarations.operations import amendments, clauses, consolidating, languages, procedure
from forum.declarations.operations import nexting as preparing
from forum.declarations.queries import moments
from forum.declarations.rules.reading import sees_drafting
from forum.declarations.text import nexting
from forum.kit import clock
from tests.declarations.test_languages import french, opened

DRAFT, FINAL, ASKED = (
    "Recalling the Geneva Declaration of Mayors,",
    "Recalling the Charter,",
    "Urges all cities to plant oaks:",
)


@pytest.fixture
def opened_late(people, write, session):
    """A text with a translation that is behind: its first paragraph was changed after it was translated."""
    dossier = write("drafting")
    into = french(dossier, people.group_mayor)
    uid = dossier.clauses[0].uid
    words = ("Rappelant la Charte d'hier,", 1, languages.digest(DRAFT))
    languages.write(dossier, people.group_mayor, into, uid, *words)
    clauses.change_clause(dossier, people.lead_mayor, dossier.clauses[0], "preambular", FINAL, 1)
    opened(dossier, people)
    session.commit()
    assert not sees_drafting(dossier, people.unaccredited_mayor)
    return dossier


def test_no_past_moment_is_shown_by_naming_it(client, people, opened_late):
    path = f"/declarations/{opened_late.id}/snapshots"
    (first, *_rest) = moments.since(opened_late.id, 0)[::-1]
    for edit in {first.id, moments.newest(opened_late.id)}:
        client.sign_in(people.unaccredited_mayor)
        answer = client.post(path, data={"moment": str(edit), "name": "Then"})
        assert answer.status_code == 404 and "Geneva Declaration" not in answer.get_data(as_text=True)
        client.sign_in(people.other_mayor)
        assert client.post(path, data={"moment": str(edit), "name": ""}).status_code == 409
    client.sign_in(people.unaccredited_mayor)
    assert client.post(path, data={"name": "Now"}).status_code == 404


def test_a_translation_that_is_behind_shows_no_earlier_words(client, people, opened_late):
    base, uid = f"/declarations/{opened_late.id}/languages/fr", opened_late.clauses[0].uid
    one = f"{base}/clauses/{uid}"
    for html in (client.page(base), client.sign_in(people.unaccredited_mayor).page(base), client.page(one, 409)):
        assert FINAL in html and "Geneva" not in html and "<ins>" not in html and "<del>" not in html
        assert "Déclaration" not in html, "an earlier translation"
    assert "behind: the authentic words changed since" in client.page(base)
    sent = client.post(one, data={"text": "Autre,", "seen": "0"})
    assert sent.status_code == 409 and "Geneva" not in sent.get_data(as_text=True)
    client.sign_in(people.editor)
    assert "<ins>Charter</ins>" in client.page(base) and "Déclaration" in client.page(one)


def test_the_working_text_of_the_next_version_is_for_who_issues_it(client, people, write, session):
    dossier = write("open", signed=True)
    uid = dossier.clauses[1].uid
    drafts = nexting.read(nexting.drafts(dossier.clauses), {f"text-{uid}": ASKED})
    preparing.keep(dossier, people.chair, drafts, 0)
    session.commit()
    path = f"/declarations/{dossier.id}/versions/new"
    for outsider in (people.unaccredited_mayor, people.lead_mayor):
        html = client.sign_in(outsider).page(path, 409)
        assert "oaks" not in html and 'name="text-' not in html and "Only the chair does this." in html
        for given in ({}, {"do": "save", "seen": "0"}, {"kind": "editorial", "note": "Mine."}):
            sent = client.post(path, data=given | {f"text-{dossier.clauses[3].uid}": "My own words."})
            html = sent.get_data(as_text=True)
            assert sent.status_code == 409 and "oaks" not in html and "My own words." in html
    assert "oaks" in client.sign_in(people.chair).page(path)


def test_undecided_amendments_are_not_shown_beside_a_form_that_is_refused(client, people, write, session):
    dossier = write("consultation")
    clause = dossier.clauses[1]
    amendments.propose(dossier, people.group_mayor, clause, "replace", ASKED, "Shade.")
    session.commit()
    path = f"/declarations/{dossier.id}/clauses/{clause.uid}/amendments/new"
    assert "<ins>oaks</ins>" in client.sign_in(people.other_mayor).page(path)
    procedure.start_silence(dossier, people.vice_chair, clock.now() + dt.timedelta(days=10))
    with clock.at(clock.now() + dt.timedelta(days=11)):
        procedure.open_signature(dossier, people.chair, clock.now() + dt.timedelta(days=60))
    session.commit()
    client.sign_in(people.unaccredited_mayor)
    assert "oaks" not in client.page(path, 409)
    sent = client.post(path, data={"act": "replace", "text": "Mine.", "reason": "Mine."})
    assert sent.status_code == 409 and "oaks" not in sent.get_data(as_text=True)


def test_words_of_the_lead_city_are_not_shown_for_an_empty_form(client, people, write, session):
    dossier = write("consultation")
    clause = dossier.clauses[1]
    amendments.propose(dossier, people.group_mayor, clause, "replace", "Asks all cities to plant trees:", "Softer.")
    consolidating.word(dossier, people.lead_mayor, clause.uid, ASKED, clause.edit)
    session.commit()
    base = f"/declarations/{dossier.id}/consolidation"
    for path in (base, f"{base}/clauses/{clause.uid}"):
        client.sign_in(people.group_mayor)
        sent = client.post(path, data={"idempotency_key": path})
        assert sent.status_code == 409 and "oaks" not in sent.get_data(as_text=True)
    client.sign_in(people.lead_mayor)
    assert "oaks" in client.post(f"{base}/clauses/{clause.uid}", data={}).get_data(as_text=True)
