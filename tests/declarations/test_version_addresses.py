"""The address of a version stays, whatever became of it, and says what replaced it."""

import datetime as dt

import pytest

from forum.declarations.operations import objecting, procedure
from forum.kit import clock
from tests import signatures
from tests.declarations.conftest import issue


def reopened(dossier, people):
    """Taken back to drafting, through the whole procedure, and open for signature again."""
    procedure.open_consultation(dossier, people.lead_mayor)
    procedure.start_silence(dossier, people.vice_chair, clock.now() + dt.timedelta(days=10))
    with clock.at(clock.now() + dt.timedelta(days=11)):
        procedure.open_signature(dossier, people.chair, clock.now() + dt.timedelta(days=60))


@pytest.fixture
def opened(people, write, session):
    dossier = write("open")
    session.commit()
    return dossier


def links(html):
    head = html.split("</head>")[0]
    return {part.split('"')[0]: part.split('href="')[1].split('"')[0] for part in head.split('<link rel="')[1:]}


def test_a_version_in_force_is_its_own_canonical_page(client, opened):
    path = f"/declarations/{opened.id}/versions/1"
    html = client.page(path)
    found = links(html)
    assert found["canonical"].endswith(path) == found["latest-version"].endswith(path) is True
    assert "successor-version" not in found and "predecessor-version" not in found and 'class="notice' not in html
    assert all(f'id="clause-{clause.uid}"' in html for clause in opened.clauses)


def test_a_version_that_was_taken_back_says_that_it_existed_and_no_word_of_it(client, people, opened, session):
    version, path = opened.version, f"/declarations/{opened.id}/versions/1"
    procedure.unfreeze(opened, people.chair, "A secret reason.")
    session.commit()
    for actor in (None, people.observer, people.unaccredited_mayor):
        if actor:
            client.sign_in(actor)
        html = client.page(path)
        assert "This version was taken back to drafting" in html and version.sha256 in html
        assert version.manifest_sha256 in html and "before any city had signed it" in html
        for secret in ("Trees", "Recalling", "A secret reason.", people.lead.name, people.chair.person.name):
            assert secret not in html.split("<main")[1].split("</main>")[0].replace(str(getattr(actor, "person", "")), "")
        assert client.get(path).headers["X-Robots-Tag"] == "noindex"
        assert client.get(f"{path}.json").status_code == 404
        client.page(f"/declarations/{opened.id}", 404)
        client.page(f"/declarations/{opened.id}/versions/2", 404)
    html = client.sign_in(people.group_mayor).page(path)
    assert "Recalling" in html and "Taken back to drafting on" in html and "A secret reason." in html


def test_when_it_is_open_again_the_first_version_names_the_second(client, people, opened, session):
    procedure.unfreeze(opened, people.chair, "A secret reason.")
    reopened(opened, people)
    session.commit()
    html = client.page(f"/declarations/{opened.id}/versions/1")
    assert "Taken back to drafting on" in html and "Read version 2" in html and "A secret reason." not in html
    assert links(html)["successor-version"].endswith("/versions/2")
    second = client.page(f"/declarations/{opened.id}/versions/2")
    assert "Taken back" not in second and links(second)["predecessor-version"].endswith("/versions/1")


def test_a_correction_and_a_change_of_substance_are_told_apart(client, people, opened, session):
    signatures.sign(opened, people.lead_mayor)
    last = opened.clauses[-1].uid
    base = f"/declarations/{opened.id}/versions"
    issue(opened, people.chair, "editorial", "A letter.", {last: "Requests the Committee to take notes."})
    session.commit()
    html = client.page(f"{base}/1")
    assert "Version 2 corrected its wording on" in html and links(html)["latest-version"].endswith("/versions/2")
    with clock.at(clock.now() + dt.timedelta(days=30)):
        ends = clock.now() + dt.timedelta(days=90)
        issue(opened, people.chair, "substantive", "More.", {last: "Requests the Committee to act."}, ends)
    session.commit()
    assert "Version 3 changed its substance on" in client.page(f"{base}/2")
    html = client.page(f"{base}/1")
    assert "Version 2 corrected its wording on" in html and "Read version 3, which stands" in html


def test_a_correction_that_was_objected_to_keeps_its_address(client, people, opened, session):
    signatures.sign(opened, people.lead_mayor)
    issue(opened, people.chair, "editorial", "A letter.", {opened.clauses[-1].uid: "Requests the Committee to take notes."})
    objecting.object_to(opened, people.lead_mayor, "This is no letter.")
    session.commit()
    html = client.page(f"/declarations/{opened.id}/versions/2")
    assert "objected on" in html and "This is no letter." in html and "Read version 1, which stands" in html
    assert links(html)["latest-version"].endswith("/versions/1")
    first = client.page(f"/declarations/{opened.id}/versions/1")
    assert "corrected its wording on" not in first and "successor-version" not in links(first)
    assert f'id="clause-{opened.clauses[0].uid}"' in html
