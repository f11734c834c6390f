"""Who sees what of a recommendation, at each stage: the case, the points, the review, lists and counts."""

import pytest
from sqlalchemy import select

from forum.recommendations import rules
from forum.recommendations.queries import facets, find
from forum.recommendations.queries import recommendations as reading
from forum.recommendations.queries.queue import review
from forum.screening.queries import queue
from models import Disposition
from models.base import db
from models.recommendation import Stage
from tests.recommendations.test_stages import ROLES
from tests.recommendations.words import to

SPONSORS = {
    "lead_mayor",
    "lead_delegate",
    "sponsor_mayor",
    "asked_mayor",
    "sponsor_editor",
    "sponsor_approver",
    "sponsor_bureau",
}
STAFF = {"editor", "editor2", "approver"}
BUREAU = {"bureau", "chair"}
EVERYBODY = set(ROLES)
# stage -> (who sees the case, who sees points and answers, who sees the review)
SEEN = {
    "draft": (SPONSORS | STAFF, SPONSORS, set()),
    **{
        stage: (SPONSORS | STAFF, SPONSORS | STAFF, STAFF)
        for stage in ("submitted", "screening", "returned", "resubmitted", "merged", "withdrawn", "not-forwarded")
    },
    **{stage: (SPONSORS | STAFF | BUREAU, SPONSORS | STAFF, STAFF) for stage in ("accepted", "cleared")},
    **{
        stage: (EVERYBODY, SPONSORS | STAFF, STAFF)
        for stage in ("forwarded", "considered", "disposition", "follow-up", "closed")
    },
}


@pytest.mark.parametrize("stage", list(Stage))
def test_who_sees_what(people, write, stage):
    case = write(stage)
    seen, points, review = SEEN[stage]
    for who in ROLES:
        actor = getattr(people, who)
        found = find(actor, case.id)
        assert bool(found) is (who in seen), (stage, who)
        listed = reading.listing(actor, {"stage": stage}, None).items
        assert (case.id in [row.id for row in listed]) is (who in seen), (stage, who)
        counts = dict((value, n) for value, _name, n in facets.facet_counts(actor, {})["stage"])
        assert bool(counts.get(stage)) is (who in seen), (stage, who)
        if found:
            assert rules.sees_points(found, actor) is (who in points), (stage, who)
            assert rules.sees_review(found, actor) is (who in review), (stage, who)


VIEWS = {
    "submitted": {"all", "unassigned"},
    "screening": {"all", "mine", "overdue"},
    "returned": {"all", "with-author"},
    "resubmitted": {"all", "mine", "overdue"},
    "accepted": {"all", "to-clear"},
    "cleared": {"all", "to-forward"},
    "forwarded": {"all", "awaiting"},
    "considered": {"all", "awaiting"},
}


@pytest.mark.parametrize("stage", list(Stage))
def test_the_queue_has_it_in_these_views_and_never_for_those_with_an_interest(people, write, stage):
    case = write(stage)
    wanted = VIEWS.get(stage, set())
    counts = queue.counts(people.editor)
    for view in queue.VIEWS:
        ids = [row.id for row in queue.listing(people.editor, view, None).items]
        assert (case.id in ids) is (view in wanted), view
        assert counts[view] == len(ids), view
    assert queue.counts(people.editor2)["mine"] == 0
    for who in ("sponsor_editor", "sponsor_approver"):
        actor = getattr(people, who)
        assert set(queue.counts(actor).values()) == {0}, who
        assert all(not queue.listing(actor, view, None).items for view in queue.VIEWS), who
        assert review(actor, case.id) is None


def test_prepared_ones_wait_for_a_second_person(people, write, make):
    from forum.recommendations.operations import forwarding

    case = write("cleared")
    forwarding.prepare_forwarding(case, people.editor, to(make.body_session(case.row.body)))
    counts = queue.counts(people.approver)
    assert (counts["second-person"], counts["to-forward"]) == (1, 0)


def test_staff_of_a_sponsoring_city_without_a_voice_in_it_read_with_the_public(people, write, make):
    """Seconded from a city that sponsors: neither its sponsor nor its reviewer."""
    from models.mandate import Role

    seconded = make.actor(Role.EDITOR, people.second)
    assert find(seconded, write("screening").id) is None
    assert find(seconded, write("forwarded").id)


def test_a_city_that_left_sees_no_more(people, write):
    from forum.recommendations.operations import sponsors

    case = write("screening")
    sponsors.leave(case, people.asked_mayor)
    assert find(people.asked_mayor, case.id) is None
    assert find(people.sponsor_mayor, case.id)


def test_what_mayors_agreed_what_was_forwarded_and_what_was_decided_are_three_facts(people, write):
    """Three dates, three actors."""
    case = find(None, write("disposition").id)
    forwarded, answered = (
        reading.forwarding(case.id),
        db.session.scalar(select(Disposition).filter_by(recommendation_id=case.id)),
    )
    assert {(s.byline, s.city_id) for s in case.agreed} == {
        (people.lead_mayor.byline, people.lead.id), (people.sponsor_mayor.byline, people.second.id),
    }  # fmt: skip
    assert forwarded.prepared_by_id == people.editor.person_id
    assert forwarded.confirmation.confirmed_by_id == people.approver.person_id
    agreed = max(s.at for s in case.agreed)
    assert agreed < forwarded.confirmation.at < answered.at
    assert case.row.public_at == forwarded.confirmation.at
    assert (answered.verb, answered.entered_by_id) == ("took-note", people.editor.person_id)


@pytest.mark.parametrize("who", ["lead_mayor", "sponsor_mayor", "other_mayor", "stranger"])
def test_counts_are_the_rows_of_the_list_under_every_choice(people, write, who):
    for stage in ("draft", "screening", "forwarded", "forwarded", "closed", "withdrawn"):
        case = write(stage)
    actor = getattr(people, who)
    some = ({}, {"stage": "forwarded"}, {"body": case.row.body.slug}, {"country": case.row.lead_city.country_iso2})
    for chosen in (*some, {"whose": "own"}, {"whose": "own", "stage": "draft", "country": "XX"}):
        for facet, options in facets.facet_counts(actor, chosen).items():
            for value, _name, number in options:
                listed = reading.listing(actor, chosen | {facet: value}, None).items
                assert len(listed) == number, (who, chosen, facet, value)
        whole = facets.facet_counts(actor, chosen)["stage"]
        without = {name: value for name, value in chosen.items() if name != "stage"}
        assert sum(number for *_, number in whole) == len(reading.listing(actor, without, None).items), (who, chosen)
