"""One becomes two: the asks part, the sponsors are asked again for both, and both tell where they come from."""

import pytest
from sqlalchemy import select

from forum.kit import clock
from forum.kit.verdict import Refused
from forum.recommendations.operations import drafting, forwarding, screening, splitting, sponsors, submission
from forum.recommendations.operations.splitting import BOTH, GOES, Parting
from forum.recommendations.queries import find
from models import LedgerEvent, Notification, RecommendationMove
from models.base import db
from tests.recommendations.words import to


@pytest.fixture
def double(people, write, body):
    """Braga's, sponsored by Lviv, asking three things; it is screened."""
    case = write("draft", "Shade and water")
    asks = [drafting.AskWords(text) for text in ("To plant shade.", "To open fountains.", "To count both.")]
    words = drafting.Words("Shade and water", asks, "It is hot.", [body], themes=("heat",))
    drafting.edit(case, people.lead_delegate, words, case.row.edit)
    sponsors.agree(find(None, case.id), people.sponsor_mayor)
    submission.submit(find(None, case.id), people.lead_mayor)
    case = find(None, case.id)
    screening.assign(case, people.editor, people.editor.person, clock.today())
    return find(None, case.id)


def part(case, actor, asks=(1,), place=BOTH, title="Open fountains"):
    ids = frozenset(case.asks[number].id for number in asks)
    return splitting.split(case, actor, Parting(title, ids, {one.id: place for one in case.evidence}, "Two subjects."))


def test_the_asks_part_and_all_else_goes_with_both(people, double):
    second = part(double, people.editor)
    first, second = find(None, double.id), find(None, second.id)
    assert [(a.number, a.text) for a in first.asks] == [(1, "To plant shade."), (2, "To count both.")]
    assert [(a.number, a.text) for a in second.asks] == [(1, "To open fountains.")]
    assert first.row.asked == "1. To plant shade.\n2. To count both." and second.row.asked == "To open fountains."
    assert second.row.split_from_id == first.id and second.stage == first.stage == "screening"
    assert second.assignment.assignee_id == first.assignment.assignee_id == second.row.assignee_id
    assert [e.experience_id for e in second.evidence] == [e.experience_id for e in first.evidence]
    assert [s.city_id for s in second.sponsors] == [s.city_id for s in first.sponsors]
    assert (second.row.year, second.row.why, second.row.submitted_at) == (
        first.row.year,
        first.row.why,
        first.row.submitted_at,
    )


def test_the_sponsors_of_both_are_asked_again_and_nothing_is_forwarded_without_the_lead(people, double, make):
    second = find(None, part(double, people.editor).id)
    first = find(None, double.id)
    for case in (first, second):
        assert case.agreed == [] and {s.city_id for s in case.to_ask_again} == {people.lead.id, people.second.id}
        event = db.session.scalar(
            select(LedgerEvent).where(LedgerEvent.subject_id == case.id, LedgerEvent.verb.like("recommendation.split%"))
        )
        told = set(db.session.scalars(select(Notification.person_id).filter_by(event_id=event.id, asks=True)))
        assert {people.lead_mayor.person_id, people.sponsor_mayor.person_id} <= told
    screening.accept(second, people.editor)
    forwarding.clear(second, people.bureau)
    with pytest.raises(Refused, match="The lead sponsor has not agreed to the words as they stand"):
        forwarding.prepare_forwarding(second, people.editor, to(make.body_session(second.row.body)))
    sponsors.agree(find(None, second.id), people.lead_mayor)
    forwarding.prepare_forwarding(find(None, second.id), people.editor, to(make.body_session(second.row.body)))


@pytest.mark.parametrize(
    ("asks", "place", "sentence"),
    [
        ((), BOTH, "Each of the two asks something."),
        ((0, 1, 2), BOTH, "Each of the two asks something."),
        ((1,), GOES, "Each of the two rests on at least one clause or experience."),
        ((1,), "stays", "Each of the two rests on at least one clause or experience."),
    ],
)
def test_what_would_leave_one_of_them_empty_is_refused(people, double, asks, place, sentence):
    with pytest.raises(Refused) as refused:
        part(double, people.editor, asks, place)
    assert refused.value.verdict.sentence == sentence and refused.value.verdict.remedy
    assert len(find(None, double.id).asks) == 3


def test_the_history_of_both_tells_it(people, double, client):
    client.sign_in(people.editor)
    case = double
    data = {"title": "Open fountains", "asks": [case.asks[1].id], "reason": "Two subjects.", "turn": case.row.turn}
    assert "To open fountains." in client.page(f"/recommendations/{case.id}/split")
    assert client.post(f"/recommendations/{case.id}/split", data=data | {"asks": []}).status_code == 422
    answer = client.post(f"/recommendations/{case.id}/split", data=data)
    assert answer.status_code == 303
    second = answer.headers["Location"]
    for here, other in ((second, f"/recommendations/{case.id}"), (f"/recommendations/{case.id}", second)):
        page = client.page(here)
        assert "The secretariat split it in two" in page and f'href="{other}"' in page and "Two subjects." in page
    moves = db.session.scalars(select(RecommendationMove).filter_by(move="split").order_by(RecommendationMove.id))
    assert [(m.source, m.target) for m in moves] == [("screening", "screening")] * 2
