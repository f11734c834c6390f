"""Pages of the desk: views, filters, the run through one of them, bulk acts and what surrounds them."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from forum.kit import clock
from forum.recommendations.queries import find
from forum.screening.operations import acts, checklist
from forum.screening.queries import queue
from models import QueueTag
from tests.counting import count_statements


@pytest.mark.parametrize("rows", [1, 30])
def test_the_queue_costs_eight_statements(people, write, client, session, rows):
    ids = [write("screening", f"Recommendation {number}").id for number in range(rows)]
    client.sign_in(people.editor)
    session.expunge_all()
    with count_statements() as seen:
        page = client.page("/queue")
    assert len(seen) == 8, "\n".join(seen)  # session, page, counts, filters, assignments, sponsors, tags, editors
    assert page.count("data-row") == min(rows, 25)
    assert ("Next page" in page) is (rows == 30)
    second = re.search(r'rel="next" href="([^"]+)"', page)
    if second:
        rest = client.page(second[1].replace("&amp;", "&"))
        shown = {int(found) for text in (page, rest) for found in re.findall(r'name="ids" value="(\d+)"', text)}
        assert shown == set(ids)


def test_filters_stand_in_the_address(people, write, client):
    shade, trees = write("screening", "Shade in every street"), write("submitted", "Trees in every park")
    acts.tag(shade, people.editor, "budget")
    client.sign_in(people.editor)
    for asked, wanted in (
        ("tag=budget", {shade.id}), ("words=PARK+trees", {trees.id}), ("words=park%25", set()),
        ("stage=submitted", {trees.id}),
        (f"assignee={people.editor.person_id}", {shade.id}), ("assignee=x", set()), ("theme=none", set()),
        (f"body={people.body.slug}", {shade.id, trees.id}), (f"country={people.lead.country_iso2}", {shade.id, trees.id}),
        ("sort=submitted", {shade.id, trees.id}), ("sort=wrong&view=mine", {shade.id}),
    ):  # fmt: skip
        page = client.page(f"/queue?{asked}")
        assert {int(found) for found in re.findall(r'name="ids" value="(\d+)"', page)} == wanted, asked
    counts = queue.counts(people.editor, {"tag": "budget"})
    assert (counts["all"], counts["unassigned"], counts["mine"]) == (1, 0, 1)


def test_what_one_has_done_does_not_shift_the_count(people, write, client):
    cases = [write("screening", f"Number {number}") for number in range(3)]
    client.sign_in(people.editor)
    page = client.page(f"/queue/{cases[0].id}?view=mine")
    assert "1 of 3" in page
    run = re.search(r"run=([0-9a-f.]+)", page)[1]
    data = {"note": "", "view": "mine", "run": run, "then": "next", "turn": cases[0].row.turn}
    sent = client.post(f"/recommendations/{cases[0].id}/acceptance", data=data)
    sent = client.get(sent.location)
    assert "2 of 3" in client.page(sent.location)
    acts.set_due(find(None, cases[1].id), people.editor2, clock.today())
    sent = client.post(f"/queue/{cases[1].id}/tags", data={"word": "seen"} | data)
    sent = client.get(sent.location)
    assert f"/queue/{cases[2].id}?" in sent.location and "3 of 3" in client.page(sent.location)
    last = client.get(f"/queue/next?view=mine&run={run}&but={cases[2].id}")
    assert last.location == "/queue?view=mine"
    for odd in ("x", "..", "ffffffffffffffffff", "0"):
        client.page(f"/queue/{cases[1].id}?view=mine&run={odd}")


def test_the_reading_pane_is_a_plain_link_and_a_part(people, write, client):
    case = write("screening")
    client.sign_in(people.editor)
    whole, part = client.page(f"/queue?open={case.id}"), client.get(f"/queue/{case.id}/reading").text
    assert "To <strong>develop</strong> guidance" in whole and "To <strong>develop</strong> guidance" in part
    assert "<html" not in part
    client.sign_in(people.sponsor_editor)
    assert client.get(f"/queue/{case.id}/reading").status_code == 404
    assert "guidance" not in client.page(f"/queue?open={case.id}")


def test_many_at_once_with_the_way_back(people, write, client):
    new, done = write("submitted", "New one"), write("accepted", "Accepted one")
    client.sign_in(people.editor)
    day = (clock.today() + dt.timedelta(days=3)).isoformat()
    data = {"ids": [new.id, done.id], "act": "assign", "assignee": people.editor2.person_id, "assigned_due_on": day}
    sent = client.post("/queue/bulk", data=data | {"here": "/queue?view=unassigned"})
    assert (sent.status_code, sent.location) == (303, "/queue?view=unassigned")
    page = client.page(sent.location)
    assert "Done with one recommendation." in page and "Not done: Accepted one." in page
    undo = re.search(r'action="(/queue/undo/\d+)"', page)[1]
    assert find(None, new.id).stage == "screening"
    client.sign_in(people.editor2)
    assert client.post(undo).status_code == 404
    client.sign_in(people.editor)
    assert client.post(undo).status_code == 303
    assert find(None, new.id).stage == "submitted"
    assert client.post(undo).status_code == 409
    assert client.post("/queue/bulk", data={"act": "tag", "word": "x"}).status_code == 409
    assert client.post("/queue/bulk", data={"ids": [new.id], "act": "tag", "word": ""}).status_code == 409
    assert client.post("/queue/bulk", data={"ids": [new.id], "act": "close"}).status_code == 404
    assert client.post("/queue/bulk", data=data | {"assigned_due_on": "soon"}).status_code == 409
    sent = client.post("/queue/bulk", data={"ids": [new.id], "act": "tag", "word": "x", "here": "//evil.example"})
    assert sent.location == "/queue"


def test_assigning_on_its_page_offers_the_way_back(people, write, client):
    case = write("submitted")
    client.sign_in(people.editor)
    data = {"assignee": people.editor.person_id, "due_on": (clock.today() + dt.timedelta(days=3)).isoformat()}
    blind = client.post(f"/recommendations/{case.id}/assignment", data=data)  # who does not say what was seen may be late
    assert blind.status_code == 409 and "Somebody else moved this a moment ago." in blind.text
    sent = client.post(f"/recommendations/{case.id}/assignment", data=data | {"turn": case.row.turn})
    undo = re.search(r'action="(/queue/undo/\d+)"', client.page(sent.location))[1]
    assert client.post(undo).location == f"/queue/{case.id}"
    assert find(None, case.id).stage == "submitted"


def test_open_checks_are_said_before_accepting(people, write, client):
    case = write("screening")
    item = checklist.add(people.editor, "Within the mandate?")
    client.sign_in(people.editor)
    assert "One check is open." in client.page(f"/recommendations/{case.id}/acceptance")
    client.post(f"/queue/{case.id}/ticks", data={"items": [item.id]})
    assert "1 of 1 ticked" in client.page(f"/queue/{case.id}")
    assert "One check is open." not in client.page(f"/recommendations/{case.id}/acceptance")
    client.sign_in(people.lead_mayor)
    assert "Within the mandate?" not in client.page(f"/recommendations/{case.id}")


def test_the_checklist_is_written_by_its_secretariat(people, client):
    client.sign_in(people.editor)
    assert client.post("/queue/checklist", data={"text": ""}).status_code == 422
    assert client.post("/queue/checklist", data={"text": "Evidence named?"}).status_code == 303
    page = client.page("/queue/checklist")
    address = re.search(r'action="(/queue/checklist/\d+)"', page)[1]
    assert client.post(address, data={"text": "Evidence shown?"}).status_code == 303
    page = client.page("/queue/checklist")
    assert "Evidence shown?" in page and "Evidence named?" not in page
    address = re.search(r'action="(/queue/checklist/\d+)"', page)[1]
    assert client.post(address, data={"act": "retire"}).status_code == 303
    assert "Nothing is on the checklist." in client.page("/queue/checklist")
    assert client.post(address, data={"act": "retire"}).status_code == 404


def test_interests_are_declared_and_ended_on_a_page(people, write, client):
    case = write("screening", "Shade for schools")
    client.sign_in(people.editor)
    assert client.post("/interests", data={"city": 0, "reason": "Family."}).status_code == 422
    assert client.post("/interests", data={"recommendation": 99999, "city": 0, "reason": "Family."}).status_code == 422
    data = {"recommendation": case.id, "city": 0, "reason": "Family."}
    assert client.post("/interests", data=data).status_code == 303
    page = client.page("/interests")
    assert "Shade for schools" not in page and f"Recommendation {case.id}" in page
    client.page(f"/queue/{case.id}", 404)
    end = re.search(r'action="(/interests/\d+/end)"', page)[1]
    client.sign_in(people.editor2)
    assert client.post(end).status_code == 404
    client.sign_in(people.editor)
    assert client.post(end).status_code == 303
    client.page(f"/queue/{case.id}", 404)  # the interest held while this was in review
    client.sign_in(people.lead_mayor)
    client.page("/interests", 404)


def test_workload_leads_to_what_each_holds(people, write, client):
    write("screening")
    client.sign_in(people.approver)
    page = client.page("/queue/workload")
    assert people.editor.person.name in page and f"assignee={people.editor.person_id}" in page


def test_of_two_who_act_on_one_at_once_one_wins_and_the_other_sees_both(people, write, client):
    """Both opened the page before either sent it: the turn that each saw travels with the form."""
    case = write("screening")
    turn = case.row.turn
    client.sign_in(people.editor2)
    day = (clock.today() + dt.timedelta(days=3)).isoformat()
    data = {"assignee": people.editor2.person_id, "due_on": day, "turn": turn}
    assert client.post(f"/recommendations/{case.id}/reassignment", data=data).status_code == 303
    client.sign_in(people.editor)
    late = client.post(f"/recommendations/{case.id}/acceptance", data={"note": "Fits the mandate.", "turn": turn})
    assert late.status_code == 409
    assert "Somebody else moved this a moment ago." in late.text and "Fits the mandate." in late.text
    assert people.editor2.person.name in client.page(f"/queue/{case.id}")
    assert find(None, case.id).stage == "screening"


def test_long_numbers_and_control_signs_break_nothing(people, write, client, session):
    case = write("screening")
    client.sign_in(people.editor)
    assert f'value="{case.id}"' not in client.page(f"/queue?assignee={'9' * 30}")
    client.page(f"/queue?assignee={'1' * 5000}&words=%00")
    for number in ("9" * 30, "1" * 5000, "0"):
        sent = client.post("/interests", data={"recommendation": number, "city": "0", "reason": "Kin."})
        assert sent.status_code == 422, number[:40]
    data = {"act": "tag", "ids": [str(case.id), "9" * 30], "word": "\u202ebud\x00get", "here": "/queue\r\nX-Evil: 1"}
    sent = client.post("/queue/bulk", data=data)
    assert (sent.status_code, sent.location) == (303, "/queue")
    assert session.scalars(select(QueueTag.word)).all() == ["budget"]
    data = {"act": "due", "ids": [str(case.id)], "due_on": "9999-12-31"}
    assert "Check the day." in client.post("/queue/bulk", data=data).get_data(as_text=True)
