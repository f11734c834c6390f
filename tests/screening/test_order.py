"""Views of the queue are read stage by stage: together they list what one statement over all of them lists, in its order."""

import datetime as dt

import pytest

from forum.exchange.vocabulary import THEMES
from forum.kit import clock
from forum.screening.queries import queue
from forum.screening.queries.views import STAGES
from models import Body, Milestone, QueueTag, Recommendation, RecommendationTheme
from models.recommendation import Stage

EACH = 4  # in every stage


@pytest.fixture
def many(people, make, session):
    """Of every stage some, with equal days, with none, and with all that the views ask about."""
    day, now, themes = clock.today(), clock.now(), list(THEMES)
    for stage in Stage:
        for number in range(EACH):
            screened = stage in ("screening", "resubmitted")
            row = make.add(
                Recommendation(
                    title=f"{stage} {number}", body_id=people.body.id, lead_city_id=people.lead.id, stage=stage,
                    created_at=now, submitted_at=now - dt.timedelta(days=number // 2),
                    due_on=day + dt.timedelta(days=3 * (number // 2) - 2) if screened and number else None,
                    assignee_id=people.editor.person_id if screened and number % 2 else None,
                    prepared="forward" if stage == "cleared" and number else "",
                    review_on=day if number == 1 else None,
                )
            )  # fmt: skip
            make.add(RecommendationTheme(recommendation_id=row.id, theme=themes[0 if stage == "closed" else 1]))
            make.add(QueueTag(recommendation_id=row.id, word=f"of-{stage}", person_id=people.editor.person_id, at=now))
            if stage == "follow-up" and number > 1:
                make.add(
                    Milestone(recommendation_id=row.id, text="M", due_on=day - dt.timedelta(days=1), at=now,
                              reached_on=day if number == 2 else None, person_id=people.editor.person_id,
                              mandate_id=people.editor.mandate_id)
                )  # fmt: skip
    make.add(Body(slug="never-asked", name="Never asked"))
    session.commit()


def walked(actor, view, sort, chosen):
    """The rows of all pages."""
    found, after = [], None
    while True:
        page = queue.listing(actor, view, after, chosen, sort)
        found += [row.id for row in page.items]
        after = page.next_token
        if after is None:
            return found


@pytest.mark.parametrize("view", queue.VIEWS)
def test_stage_by_stage_gives_the_list_and_the_count_of_all_together(many, people, app, view):
    for chosen in ({}, {"stage": "forwarded"}, {"words": "screening"}):
        for sort in ("due", "submitted"):
            with app.test_request_context("/queue"):
                found = walked(people.editor, view, sort, chosen)
            assert found == queue.run_of(people.editor, view, chosen, sort), (chosen, sort)
            assert len(found) == queue.counts(people.editor, chosen)[view]
        assert view in STAGES or view == "to-review"
    assert queue.counts(people.editor)[view] > 0


def test_filters_offer_what_stands_in_the_queue_and_nothing_else(many, people):
    offered = {kind: {value for value, _name in pairs} for kind, pairs in queue.options(people.editor).items()}
    in_queue = ["submitted", "screening", "returned", "resubmitted", "accepted", "cleared", "forwarded", "considered"]
    assert offered == {
        "body": {people.body.slug},
        "country": {people.lead.country_iso2},
        "theme": {list(THEMES)[1]},
        "tag": {f"of-{stage}" for stage in [*in_queue, "disposition", "follow-up"]},
        "assignee": {str(people.editor.person_id)},
    }
