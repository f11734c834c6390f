"""Sponsors decline with a reason, bodies ask for several cities, cities join instead, and submission leaves a receipt."""

import pytest
from sqlalchemy import select, update

from forum.kit import clock, mail
from forum.kit.verdict import Refused
from forum.recommendations import rules
from forum.recommendations.operations import drafting, joining, sponsors, submission
from forum.recommendations.queries import find
from forum.recommendations.queries.joining import gone, requests_to
from models import JoinRequest, LedgerEvent, OutboxMail
from models.base import db
from models.recommendation import Stage
from tests.recommendations.test_stages import NOBODY, ROLES

OPEN = {"submitted", "screening", "returned", "resubmitted", "accepted", "cleared", "forwarded", "considered"}
NO_CITY, SPONSORS = "Only accredited cities sponsor recommendations.", "Your city sponsors this or was asked to."


@pytest.mark.parametrize("stage", list(Stage))
def test_who_may_ask_to_join(people, write, stage):
    case = find(None, write(stage).id)
    told = dict.fromkeys(("lead_mayor", "lead_delegate", "sponsor_mayor", "asked_mayor"), SPONSORS) | {"other_mayor": ""}
    for who in ROLES:
        wanted = NOBODY if who == "stranger" else told.get(who, NO_CITY)
        if stage not in OPEN:
            wanted = "Cities ask to join while a recommendation is under way and not answered."
        assert rules.can_ask_to_join(case, getattr(people, who)).sentence == wanted, who
    assert stage not in OPEN or not rules.can_ask_to_join(case, people.other_mayor, waiting=True)


def test_a_city_asks_to_join_what_is_public_and_the_lead_takes_it_in(people, client, write):
    hidden, case = write("screening"), write("forwarded", "Trees in every street")
    client.sign_in(people.other_mayor)
    client.page(f"/recommendations/{hidden.id}/joining", 404)
    path = f"/recommendations/{case.id}/joining"
    assert client.post(path, data={"text": ""}).status_code == 422
    assert client.post(path, data={"text": "We ask the same."}).status_code == 303
    assert client.post(path, data={"text": "Again.", "idempotency_key": "x"}).status_code == 409
    row = requests_to(case.id)[0]
    page = f"/recommendations/{case.id}/sponsors"
    assert "We ask the same." not in client.page(page)
    assert client.post(f"{path}/{row.id}", data={"answer": "accept"}).status_code == 404
    client.sign_in(people.lead_delegate)
    assert "We ask the same." in client.page(page) and "Take it in" not in client.page(page)
    client.sign_in(people.lead_mayor)
    assert "Take it in" in client.page(page)
    assert client.post(f"{path}/{row.id}", data={"answer": "accept"}).status_code == 303
    assert people.other.id in {one.city_id for one in find(None, case.id).agreed} and requests_to(case.id) == []
    asked = db.session.scalar(select(LedgerEvent).filter_by(verb="recommendation.joining_asked"))
    assert asked.public is False


def test_a_declined_city_reads_why_and_may_ask_again(people, client, write):
    case = find(None, write("forwarded").id)
    row = joining.ask_to_join(case, people.other_mayor, "We too.")
    joining.answer_joining(case, people.lead_mayor, row, False, "We are enough.")
    with pytest.raises(Refused):
        joining.answer_joining(case, people.lead_mayor, row, True)
    client.sign_in(people.other_mayor)
    assert "We are enough." in client.page(f"/recommendations/{case.id}/joining")
    assert find(None, case.id).sponsor(people.other.id) is None


def test_a_city_whose_mayor_left_since_is_asked_and_one_without_accreditation_is_not_taken_in(people, client, write):
    case = find(None, write("forwarded").id)
    row = joining.ask_to_join(case, people.other_mayor, "We too.")
    people.other_mayor.mandate.ended_at = clock.now()
    accredited, people.other.accredited_at = people.other.accredited_at, None
    db.session.commit()
    client.sign_in(people.lead_mayor)
    path = f"/recommendations/{case.id}/joining/{row.id}"
    assert client.post(path, data={"answer": "accept"}).status_code == 409
    assert find(None, case.id).sponsor(people.other.id) is None and [one.id for one in requests_to(case.id)] == [row.id]
    people.other.accredited_at = accredited
    db.session.commit()
    assert client.post(path, data={"answer": "accept", "idempotency_key": "b"}).status_code == 303
    sponsor = find(None, case.id).sponsor(people.other.id)
    assert (sponsor.state, sponsor.edit, sponsor.person_id) == ("invited", 0, people.lead_mayor.person_id)
    event = db.session.scalar(select(LedgerEvent).order_by(LedgerEvent.id.desc()).limit(1))
    assert (event.verb, event.data["invited_city_id"]) == ("recommendation.sponsor_invited", people.other.id)


def test_of_two_answers_to_a_request_one_is_given(people, write):
    case = find(None, write("forwarded").id)
    row = joining.ask_to_join(case, people.other_mayor, "We too.")
    db.session.execute(update(JoinRequest).values(state="declined").execution_options(synchronize_session=False))
    assert row.state == "waiting"  # as this one saw it
    with pytest.raises(Refused, match="answered already"):
        joining.answer_joining(case, people.lead_mayor, row, True)
    assert find(None, case.id).sponsor(people.other.id) is None


def test_a_city_declines_with_a_reason_that_only_the_lead_reads(people, client, write):
    case = write("draft")
    client.sign_in(people.asked_mayor)
    path = f"/recommendations/{case.id}/sponsorship/end"
    assert "Decline to sponsor" in client.page(path)
    assert client.post(path, data={"reason": "Not in our budget."}).status_code == 303
    assert [one.reason for one in gone(case.id)] == ["Not in our budget."]
    page = f"/recommendations/{case.id}/sponsors"
    client.page(page, 404)
    client.sign_in(people.sponsor_mayor)
    assert "Not in our budget." not in client.page(page)
    client.sign_in(people.lead_delegate)
    assert "Not in our budget." in client.page(page)


@pytest.mark.parametrize(("threshold", "agreed", "there"), [(1, 1, True), (2, 2, True), (3, 2, False), (3, 3, True)])
def test_a_body_asks_for_several_cities(people, write, threshold, agreed, there):
    case = find(None, write("draft").id)
    case.addressees[0].body.sponsor_threshold = threshold
    if agreed == 3:
        sponsors.agree(case, people.asked_mayor)
    if agreed == 1:
        sponsors.leave(case, people.sponsor_mayor)
    verdict = rules.can_submit(case, people.lead_mayor)
    assert bool(verdict) is there
    lines = [check for check in rules.checklist(case) if "cities behind a recommendation" in check.words]
    assert [check.there for check in lines] == ([there] if threshold > 1 else [])
    if not there:
        assert verdict.sentence == lines[0].words and "secretariat, which keeps this number" in verdict.remedy


def test_who_agreed_to_an_earlier_wording_does_not_count_until_asked_again(people, write, client):
    case = find(None, write("draft").id)
    case.addressees[0].body.sponsor_threshold = 2
    drafting.edit(case, people.lead_mayor, drafting.Words.plain("New", "a", "w", case.row.body), case.row.edit)
    verdict = rules.can_submit(case, people.lead_mayor)
    assert not verdict and "earlier wording" in verdict.remedy
    client.sign_in(people.lead_delegate)
    assert client.post(f"/recommendations/{case.id}/sponsors/again", data={}).status_code == 303
    case = find(None, case.id)
    sponsors.agree(case, people.sponsor_mayor)
    assert rules.can_submit(case, people.lead_mayor)


def test_submission_leaves_one_receipt_by_mail_with_the_reference(people, write):
    case = find(None, write("returned").id)
    submission.answer_points(case, people.lead_delegate, {point.id: "Yes." for point in case.points})
    submission.resubmit(case, people.lead_mayor)
    mails = list(db.session.scalars(select(OutboxMail).filter_by(template="receipt")))
    wanted = {people.lead_mayor.person_id, people.lead_delegate.person_id}
    assert {row.person_id for row in mails} == wanted and len(mails) == 2
    letter = mail.render(mails[0])
    assert letter.subject == f"Received: Forum recommendation {case.id} of {case.row.created_at.year}"
    assert "Committee on Urban Affairs" in letter.text and f"/recommendations/{case.id}/receipt" in letter.text


def test_what_is_alike_is_shown_before_submission_and_in_triage(people, client, write):
    public, hidden = write("forwarded", "Shade in streets"), write("screening", "Shade in every street")
    draft = write("draft", "Shade for streets")
    client.sign_in(people.lead_mayor)
    page = client.page(f"/recommendations/{draft.id}/submission")
    assert "Asked alike" in page and "Your city leads this one too." in page
    client.sign_in(people.editor)
    page = client.page(f"/queue/{hidden.id}")
    assert "Asked alike" in page and "Shade in streets" in page and f"/merger?with={public.id}" in page


def test_an_indicator_is_evidence_with_its_state(people, client, write):
    case = write("draft")
    client.sign_in(people.lead_delegate)
    path = f"/recommendations/{case.id}/evidence"
    page = client.page(f"{path}?words=internet+karm%C3%B8y")
    label = "Household Internet Access (EC: ICT: ICT: 1C), Karmøy, 2020"
    assert label in page and "Reported and verified" in page
    assert client.post(path, data={"figure": label}).status_code == 303
    assert client.post(path, data={"figure": label}).status_code == 409
    assert client.post(path, data={"figure": "Household Internet Access (EC: ICT: ICT: 1C)"}).status_code == 303
    assert client.post(path, data={"figure": "No such thing"}).status_code == 404
    page = client.page(f"/recommendations/{case.id}")
    assert label in page and "Reported and verified" in page and "without a figure" in page
    assert {one.indicator for one in find(None, case.id).evidence} == {"", "EC: ICT: ICT: 1C"}


def test_an_experience_offers_to_begin_a_recommendation_to_those_who_may(people, client, experience):
    client.sign_in(people.lead_delegate)
    assert f"/recommendations/new?experience={experience.id}" in client.page(f"/experiences/{experience.id}")
    client.sign_in(people.observer)
    assert "/recommendations/new" not in client.page(f"/experiences/{experience.id}")
