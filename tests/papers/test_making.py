"""The job that makes files: once, again after a kill, three times at most, with a sentence when it fails; and the pages."""

import datetime as dt
import hashlib
import re

import pytest

from forum.kit import clock, making, storage
from forum.kit.typesetting import Unsettable
from forum.papers.operations import files
from models import Paper, PaperFile
from tests.counting import count_statements


@pytest.fixture
def quickly(monkeypatch):
    made = []

    def render(form, content):
        made.append(form)
        return f"{form} of {content['title']}".encode()

    monkeypatch.setattr(files, "render", render)
    return made


def states(session, paper):
    session.expire_all()
    return {row.format: row for row in session.query(PaperFile).filter_by(paper_id=paper.id)}


def test_each_file_is_made_once_and_kept(composed, session, quickly):
    session.commit()
    for _time in range(2):
        files.maker.make_waiting()
    found = states(session, composed)
    assert sorted(quickly) == ["akn", "docx", "pdf"] and {row.state for row in found.values()} == {"ready"}
    content = storage.get(found["pdf"].key)
    assert content.startswith(b"pdf of Dossier") and found["pdf"].sha256 == hashlib.sha256(content).hexdigest()


def test_what_a_kill_interrupted_is_taken_again_three_times_at_most(composed, session, monkeypatch):
    """A killed process leaves its row as it was when it said that it makes the file."""
    session.commit()
    monkeypatch.setattr(making.Maker, "make", lambda _maker, _identity: None)
    start = clock.now()
    for time in range(1, 5):
        with clock.at(start + time * dt.timedelta(seconds=91)):
            files.maker.make_waiting()
            tries = {row.tries for row in states(session, composed).values()}
            assert tries == {min(time, 3)}
            files.maker.make_waiting()
            assert {row.tries for row in states(session, composed).values()} == tries, "nobody takes it while it is made"
    assert {(row.state, row.error) for row in states(session, composed).values()} == {
        ("failed", "Making it was interrupted 3 times.")
    }


def test_a_file_that_cannot_be_set_says_why_and_can_be_asked_for_again(composed, session, monkeypatch, client, staff):
    def refuse(form, content):
        raise Unsettable("No letter for it.")

    monkeypatch.setattr(files, "render", refuse)
    session.commit()
    files.maker.make_waiting()
    assert {(row.state, row.error) for row in states(session, composed).values()} == {("failed", "No letter for it.")}
    client.sign_in(staff.editor)
    assert client.page(f"/papers/{composed.id}").count("No letter for it.") == 3
    assert client.post(f"/papers/{composed.id}/files/pdf", data={"idempotency_key": "k"}).status_code == 303
    assert states(session, composed)["pdf"].state == "waiting"


def test_an_error_of_the_forum_is_tried_three_times(composed, session, monkeypatch):
    def fail(form, content):
        raise ZeroDivisionError

    monkeypatch.setattr(files, "render", fail)
    session.commit()
    for _time in range(4):
        files.maker.make_waiting()
    assert {(row.state, row.tries) for row in states(session, composed).values()} == {("failed", 3)}


def test_an_editor_composes_by_one_press_and_an_approver_publishes(three, meeting, staff, client, session, quickly):
    session.commit()
    address = f"/papers/sessions/{meeting.session.id}"
    assert "Compose the dossier" not in client.page(address)
    client.sign_in(staff.editor)
    assert "3 recommendations stand before this session" in client.page(address)
    answer = client.post(f"{address}/dossier", data={"idempotency_key": "one", "note": "Read **this** first."})
    assert answer.status_code == 303
    page = client.page(answer.location)
    assert page.index("Homes for all") < page.index("Shade in every street") < page.index("Other things")
    assert page.count("being made") == 3 and 'hx-trigger="every 2s"' in page
    assert "Only an approver of the secretariat publishes a paper." in page
    files.maker.make_waiting()
    part = client.get(f"{answer.location}/files").get_data(as_text=True)
    assert part.count("Download") == 3 and "hx-trigger" not in part
    assert client.get(f"{answer.location}.pdf").get_data().startswith(b"pdf of Dossier")
    client.sign_out()
    for ending in ("", ".pdf", ".json", "/files"):
        assert client.get(f"{answer.location}{ending}").status_code == 404
    client.sign_in(staff.approver)
    assert client.post(f"{answer.location}/publication", data={"idempotency_key": "two"}).status_code == 303
    client.sign_out()
    client.page(answer.location)
    content = client.get(f"{answer.location}.json").get_data()
    assert hashlib.sha256(content).hexdigest() in client.page(answer.location)
    assert client.page("/papers").count("Dossier for the") == 1


def test_the_page_of_a_session_has_its_papers(published, meeting, client, session):
    slug = meeting.session.body.slug
    session.commit()
    page = client.page(f"/bodies/{slug}/sessions/{meeting.session.id}")
    assert f'href="/papers/{published.id}"' in page


def test_what_cannot_be_composed_says_why(published, meeting, staff, client, session):
    session.commit()
    client.sign_in(staff.editor)
    address = f"/papers/sessions/{meeting.session.id}"
    assert "Compose a corrigendum" in client.page(address)
    answer = client.post(f"{address}/corrigendum", data={"idempotency_key": "one"})
    assert answer.status_code == 409 and "Nothing has changed in what the dossier says." in answer.get_data(as_text=True)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_two_statements(published, staff, client, session, rows):
    for number in range(2, rows + 1):
        values = {"content": {"v": 1}, "sha256": "0", "note": "", "public": True, "at": published.at}
        who = {"person_id": published.person_id, "mandate_id": published.mandate_id}
        session.add(Paper(kind="dossier", number=number, title="Dossier", session_id=published.session_id, **values, **who))
    session.commit()
    client.sign_in(staff.mayor)
    session.expunge_all()
    with count_statements() as seen:
        page = client.page("/papers")
    assert len(seen) == 2, "\n".join(seen)  # session, page
    assert len(re.findall(r"<h3><a", page)) == min(rows, 25)
