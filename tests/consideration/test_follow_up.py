"""After the answer: which cities do it now, what is planned and by whom, when it is looked at again, and the documents."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from forum.consideration import rules
from forum.consideration.operations import documents as papers
from forum.consideration.operations import follow_up as operations
from forum.consideration.queries import follow_up as reading
from forum.consideration.way import Way
from forum.exchange import operations as exchange
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.recommendations.operations.follow_up import begin_follow_up
from forum.recommendations.queries import find
from models import LedgerEvent, Milestone, PathDocument, Undertaking
from models.base import db
from models.recommendation import Stage
from tests.recommendations.conftest import body, experience, people, write  # noqa: F401
from tests.recommendations.test_stages import CONFLICT, EDITOR_ONLY, ROLES

CITIES = {"lead_mayor", "lead_delegate", "sponsor_mayor", "asked_mayor", "other_mayor"}
NOBODY = "You are not signed in."
NOT_A_CITY = "Only accredited cities say that they do this now."
TOO_EARLY = "Cities say so when the recommendation has been forwarded."
NOT_PLANNED = "Milestones and the day of the review are set between the answer and the closing."
SHOWN = {"title": "Trees before paving", "summary": "Planted first.", "figure": "300"}
BY_EDITOR = {"editor": "", "editor2": "", "sponsor_editor": CONFLICT, "stranger": NOBODY}


def refused(act, *args):
    with pytest.raises(Refused) as caught:
        act(*args)
    return caught.value.verdict.sentence


def verbs(case):
    statement = select(LedgerEvent.verb, func.count()).filter_by(subject_kind="recommendation", subject_id=case.id)
    return dict(db.session.execute(statement.group_by(LedgerEvent.verb)).all())


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage != Stage.DRAFT])
def test_every_city_says_that_it_does_it_from_the_forwarding_on(people, write, stage):  # noqa: F811
    case = write(stage)
    public = bool(case.row.public_at)
    for who in ROLES:
        said = rules.can_undertake(case, getattr(people, who), None).sentence
        late = "" if who in CITIES else NOBODY if who == "stranger" else NOT_A_CITY
        assert said == (late if public else TOO_EARLY), (stage, who)


@pytest.mark.parametrize("stage", list(Stage))
def test_editors_plan_between_the_answer_and_the_closing(people, write, stage):  # noqa: F811
    case = write(stage)
    for who in ROLES:
        said = rules.plans(case, getattr(people, who)).sentence
        open_now = stage in (Stage.DISPOSITION, Stage.FOLLOW_UP)
        assert said == (BY_EDITOR.get(who, EDITOR_ONLY) if open_now else NOT_PLANNED), (stage, who)


def test_a_city_shows_an_experience_of_its_own_once_and_takes_it_back(people, write, experience, make):  # noqa: F811
    case = write("forwarded")
    mine = exchange.publish(people.sponsor_mayor, "experience", people.second, SHOWN, {})
    assert refused(operations.undertake, case, people.other_mayor, mine, "") == "This experience is of another city."
    row = operations.undertake(case, people.other_mayor, experience, "Since May.")
    again = refused(operations.undertake, case, people.other_mayor, experience, "Again.")
    assert again == "Your city has said so already."
    operations.undertake(case, people.sponsor_mayor, mine, "")
    only = "Only the city that said it takes it back."
    for who in ("sponsor_mayor", "editor", "bureau", "observer"):
        assert refused(operations.withdraw_undertaking, case, getattr(people, who), row) == only
    operations.withdraw_undertaking(case, people.other_mayor, row)
    assert refused(operations.withdraw_undertaking, case, people.other_mayor, row) == "This was taken back already."
    assert [one.city_id for one in reading.undertakings(case.id)] == [people.second.id]
    operations.undertake(case, people.other_mayor, experience, "Again since June.")
    found = verbs(case)
    assert (found["recommendation.undertaken"], found["recommendation.undertaking_withdrawn"]) == (3, 1)


def test_what_a_city_does_stands_on_both_pages_until_it_takes_it_back(people, write, experience, client):  # noqa: F811
    case = write("forwarded")
    page, shows = f"/recommendations/{case.id}", f"/experiences/{experience.id}"
    client.sign_in(people.other_mayor)
    address = f"{page}/undertakings"
    assert experience.title in client.page(address)
    fields = {"experience": experience.id, "text": "We plant since May."}
    assert client.post(address, data=fields | {"experience": 999_999}).status_code == 422
    assert client.post(address, data=fields).status_code == 303
    assert "Your city has said so already." in client.page(address, 409)
    row = db.session.scalar(select(Undertaking))
    end = f"{page}/undertakings/{row.id}/end"
    assert end in client.page(page)
    client.sign_in(people.sponsor_mayor)
    assert end not in client.page(page) and client.post(end).status_code == 409
    client.sign_out()
    assert "We plant since May." in client.page(page) and shows in client.page(page)
    assert "What this shows in practice" in client.page(shows) and page in client.page(shows)
    client.sign_in(people.other_mayor)
    assert client.post(end).status_code == 303
    client.sign_out()
    assert "We plant since May." not in client.page(page)
    assert "What this shows in practice" not in client.page(shows)


def test_a_city_without_an_experience_is_shown_how_to_begin(people, write, client):  # noqa: F811
    case = write("forwarded")
    client.sign_in(people.sponsor_mayor)
    page = client.page(f"/recommendations/{case.id}/undertakings")
    assert "No experience yet" in page and "/experiences/new" in page


def test_milestones_stand_by_their_days_and_are_reached_by_a_report(people, write, client):  # noqa: F811
    case, today = write("disposition"), clock.today()
    page = f"/recommendations/{case.id}"
    client.sign_in(people.editor)
    assert client.post(f"{page}/milestones", data={"text": "", "due_on": ""}).status_code == 422
    for text, days in (("Ten cities", None), ("Tried in five", 90), ("A draft", 30)):
        due = (today + dt.timedelta(days=days)).isoformat() if days else ""
        assert client.post(f"{page}/milestones", data={"text": text, "due_on": due}).status_code == 303
    rows = reading.milestones(case.id)
    assert [row.text for row in rows] == ["A draft", "Tried in five", "Ten cities"]
    client.sign_in(people.lead_mayor)
    assert EDITOR_ONLY in client.page(f"{page}/milestones", 409)
    case = find(None, case.id)
    begin_follow_up(case, people.editor)
    fields = {"percent": "30", "of": rows[0].id, "reached": "y", "milestone": "", "text": "Written."}
    assert client.post(f"{page}/progress", data=fields).status_code == 303
    assert db.session.get(Milestone, rows[0].id).reached_on == today
    shown = client.page(page)
    assert shown.count("reached on") == 1 and shown.count("due on") == 1 and "no day set" in shown
    with clock.at(clock.now() + dt.timedelta(days=100)):
        late = client.sign_out().page(page)
    assert late.count("was due on") == 1


def test_a_milestone_of_another_recommendation_is_not_reached_here(people, write):  # noqa: F811
    one, other = write("disposition"), write("follow-up", "Trees")
    row = operations.set_milestone(one, people.editor, "A draft", None)
    said = refused(operations.report_progress, other, people.sponsor_mayor, 10, "", "", row, True)
    assert said == "This is a milestone of another recommendation." and row.reached_on is None


def test_the_day_of_the_review_is_to_come_and_can_be_taken_away(people, write, client):  # noqa: F811
    case = write("follow-up")
    address, later = f"/recommendations/{case.id}/review-date", clock.today() + dt.timedelta(days=200)
    client.sign_in(people.editor)
    today = client.post(address, data={"review_on": clock.today().isoformat()})
    assert today.status_code == 409 and "This day has passed; choose a later one." in today.get_data(as_text=True)
    assert client.post(address, data={"review_on": later.isoformat()}).status_code == 303
    assert f'value="{later.isoformat()}"' in client.page(address)
    assert "It is looked at again on" in client.sign_out().page(f"/recommendations/{case.id}")
    client.sign_in(people.editor)
    assert client.post(address, data={"review_on": ""}).status_code == 303
    assert "It is looked at again on" not in client.page(f"/recommendations/{case.id}")


def test_documents_are_entered_by_editors_and_read_by_everybody(people, write, client):  # noqa: F811
    case = write("forwarded")
    page, way = f"/recommendations/{case.id}", Way(case, case.paths[0])
    address = f"{page}/paths/{way.path.id}/documents"
    for who in ROLES:
        if said := BY_EDITOR.get(who, EDITOR_ONLY):
            assert refused(papers.add_document, way, getattr(people, who), "Report") == said, who
    client.sign_in(people.editor)
    fields = {"title": "Report of the session", "symbol": "DEMO/URB/9", "url": "https://reports.example/9", "language": "fr"}
    minted = client.post(address, data=fields | {"symbol": f"Recommendation {case.id}"})
    assert minted.status_code == 422 and "looks like a reference of the forum" in minted.get_data(as_text=True)
    assert client.post(address, data=fields | {"url": "javascript:alert(1)"}).status_code == 422
    assert client.post(address, data=fields).status_code == 303
    row = db.session.scalar(select(PathDocument))
    public = client.sign_out().page(page)
    assert 'href="https://reports.example/9"' in public and "DEMO/URB/9" in public and "Add a document" not in public
    client.sign_in(people.lead_mayor)
    assert EDITOR_ONLY in client.page(address, 409)
    assert client.post(f"{address}/{row.id}/removal").status_code == 409
    client.sign_in(people.editor)
    assert client.post(f"{address}/{row.id + 1}/removal").status_code == 404
    assert client.post(f"{address}/{row.id}/removal").status_code == 303
    assert db.session.scalar(select(func.count(PathDocument.id))) == 0 and "DEMO/URB/9" not in client.page(address)
    found = verbs(case)
    assert (found["recommendation.document_added"], found["recommendation.document_removed"]) == (1, 1)
