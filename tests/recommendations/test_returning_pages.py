"""The pages of a return: rows of points without JavaScript, more time, settled points, and wording with its difference."""

from forum.kit import clock
from forum.kit.templating import shortdate
from forum.recommendations.queries import find
from forum.recommendations.queries import returning as reading
from tests.recommendations.test_returning import DAY, answered, back, rewrite


def test_points_are_added_and_taken_out_without_javascript(people, write, client):
    case = write("screening")
    client.sign_in(people.editor)
    here = f"/recommendations/{case.id}/return"
    client.page(here)
    more = client.post(here, data={"count": "1", "point-0": "Name the figure.", "about-0": "why", "preview": "add"})
    assert more.status_code == 200 and "Name the figure." in more.get_data(as_text=True)
    assert 'id="point-1"' in more.get_data(as_text=True)
    rows = {"count": "2", "point-0": "One.", "point-1": "Two.", "preview": "remove-0"}
    fewer = client.post(here, data=rows).get_data(as_text=True)
    assert "Two." in fewer and "One." not in fewer
    empty = client.post(here, data={"count": "1", "answer_due_on": "2100-01-01", "turn": case.row.turn})
    assert empty.status_code == 422 and "Write at least one point." in empty.get_data(as_text=True)
    assert 'aria-describedby="point-0-error"' in empty.get_data(as_text=True)  # the field says it too, not the summary alone


def test_more_time_by_the_pages(people, write, client):
    case = back(write, people)
    here, until = f"/recommendations/{case.id}/extension", (clock.today() + 30 * DAY).isoformat()
    client.sign_in(people.lead_delegate)
    client.page(here)
    assert client.post(here, data={"until": until, "reason": "Winter."}).status_code == 303
    assert "has not answered yet" in client.page(f"/recommendations/{case.id}/points")
    assert "recommendations/" in client.page("/desk") and client.page(here, 409)
    client.sign_in(people.editor)
    assert "Winter." in client.page(f"/queue/{case.id}") and "Winter." in client.page(f"{here}/answer")
    assert "asks for more time" in client.page("/desk")
    assert client.post(f"{here}/answer", data={"answer": "refuse", "until": until}).status_code == 422
    assert client.post(f"{here}/answer", data={"answer": "grant", "until": until}).status_code == 303
    client.sign_in(people.lead_mayor)
    page = client.page(f"/recommendations/{case.id}/points")
    assert "More time was granted" in page and people.editor.person.name not in page


def test_the_queue_says_by_when_the_author_answers(people, write, client):
    case = back(write, people)
    client.sign_in(people.editor)
    page = client.page("/queue?view=with-author")
    assert case.row.title in page and f"answer {shortdate(clock.today() + 14 * DAY)}" in page
    assert "overdue" not in page.split("<tbody>")[1]
    reading.last_round(case.id).answer_due_on = clock.today() - DAY
    assert "overdue" in client.page("/queue?view=with-author").split("<tbody>")[1]


def test_the_desk_sees_only_what_changed_and_settles(people, write, client):
    case = back(write, people)
    rewrite(case, people, "Streets are very hot.")
    client.sign_in(people.lead_mayor)
    assert "<ins>" in client.page(f"/recommendations/{case.id}/points")
    case = answered(find(None, case.id), people)
    client.sign_in(people.editor)
    page = client.page(f"/queue/{case.id}")
    assert "What changed since the return" in page and "<ins>" in page and "2 points are open." in page
    assert client.post(f"/recommendations/{case.id}/points/1/settlement").status_code == 303
    assert "One point is open." in client.page(f"/queue/{case.id}")
    again = client.page(f"/recommendations/{case.id}/return")
    assert "Name the year." in again and "Name the figure." not in again


def test_wording_by_the_pages(people, write, client):
    case = find(None, write("screening").id)
    here = f"/recommendations/{case.id}/wording"
    client.sign_in(people.editor)
    assert "Streets are hot." in client.page(f"{here}/new")
    client.page(f"{here}/new?field=why")
    fields = {"text": "Streets are too hot.", "reason": "Clearer.", "seen": str(case.row.edit)}
    assert client.post(f"{here}/new?field=why", data=fields).status_code == 303
    other = client.post(f"{here}/new?field=why", data=fields | {"text": "Streets burn."})
    assert other.status_code == 409 and "Streets burn." in other.get_data(as_text=True)
    client.page(f"/queue/{case.id}")
    client.sign_in(people.lead_mayor)
    assert "Accept or refuse" in client.page("/desk")
    page = client.page(here)
    assert "<ins>" in page and people.editor.person.name not in page
    number = reading.proposals(case.id)[0].id
    assert client.post(here, data={f"verdict-{number}": "accept", f"word-{number}": "Yes."}).status_code == 303
    assert find(None, case.id).row.why == "Streets are too hot."
    assert "Yes." in client.page(here)
