"""Who hears of what happens to a recommendation: each person once, and of the review only those who review."""

import pytest
from sqlalchemy import select

from forum.recommendations.operations import sponsors
from models import Follow, LedgerEvent, Notification
from models.base import db
from tests.recommendations.test_stages import ROLES

SPONSORS = {
    "lead_mayor",
    "lead_delegate",
    "sponsor_mayor",
    "asked_mayor",
    "sponsor_editor",
    "sponsor_approver",
    "sponsor_bureau",
}
# verb -> who hears of it, the one who acted left out; "author" wrote the cited experience
HEARD = {
    "begun": set(),
    "submitted": (SPONSORS - {"lead_mayor"}) | {"editor", "editor2"},
    "assigned": set(),  # the editor assigned it to the same person
    "returned": SPONSORS,
    "resubmitted": (SPONSORS - {"lead_mayor"}) | {"editor"},
    "accepted": SPONSORS | {"bureau", "chair"},
    "cleared": SPONSORS | {"editor", "editor2"},
    "forwarding_prepared": {"approver"},
    "forwarded": SPONSORS | {"other_mayor", "observer"},
    "considered": SPONSORS | {"other_mayor", "observer"},
    "disposed": SPONSORS | {"other_mayor", "observer"},
    "follow_up_begun": SPONSORS | {"other_mayor", "observer"},
    "progress_reported": (SPONSORS - {"sponsor_mayor"}) | {"other_mayor", "observer"},
    "closed": SPONSORS | {"other_mayor", "observer"},
    "not_forwarding_prepared": {"approver"},
    "not_forwarded": SPONSORS,
    "withdrawn": SPONSORS - {"lead_mayor"},
    "merged": SPONSORS,
}


def heard(people, case, verb):
    event = db.session.scalar(
        select(LedgerEvent)
        .filter_by(verb=f"recommendation.{verb}", subject_kind="recommendation", subject_id=case.id)
        .order_by(LedgerEvent.id.desc())
        .limit(1)
    )
    ids = list(db.session.scalars(select(Notification.person_id).filter_by(event_id=event.id)))
    assert len(ids) == len(set(ids)), "one notice for each person"
    names = {getattr(people, who).person_id: who for who in ROLES}
    return {names[i] for i in ids}


@pytest.mark.parametrize(
    ("stage", "verbs"),
    [
        ("resubmitted", ["begun", "submitted", "assigned", "returned", "resubmitted"]),
        (
            "closed",
            ["accepted", "cleared", "forwarding_prepared", "forwarded", "considered", "disposed", "follow_up_begun",
             "progress_reported", "closed"],
        ),
        ("not-forwarded", ["not_forwarding_prepared", "not_forwarded"]),
        ("withdrawn", ["withdrawn"]),
        ("merged", ["merged"]),
    ],
)  # fmt: skip
def test_everybody_it_concerns_hears_once(people, write, make, monkeypatch, stage, verbs):
    """The observer follows from the beginning, and hears only of what the observer may read."""
    begin = sponsors.agree

    def agree_and_follow(case, actor):
        begin(case, actor)
        follow = Follow(
            subject_kind="recommendation", subject_id=case.id, person_id=people.observer.person_id, at=case.row.created_at
        )
        db.session.add(follow)

    monkeypatch.setattr(sponsors, "agree", agree_and_follow)
    case = write(stage)
    for verb in verbs:
        assert heard(people, case, verb) == HEARD[verb], verb


def test_an_invitation_asks_the_mayor_of_the_city_only(people, write):
    case = write("draft")
    assert heard(people, case, "sponsor_invited") == {"asked_mayor"}
    sponsors.leave(case, people.asked_mayor)
    assert heard(people, case, "sponsor_left") == {"lead_mayor", "lead_delegate", "sponsor_approver"}


def test_sponsors_of_a_merged_one_hear_of_the_answer(people, write, make):
    """Their words go on under another name, so what comes back is theirs too."""
    from forum.recommendations.operations import drafting, merging, submission
    from forum.recommendations.queries import find

    mayor = make.actor("mayor")
    words = drafting.Words.plain("The same in Goris", "To plant.", "Heat.", write("draft").row.body)
    own = drafting.begin(mayor, words)
    drafting.cite_experience(own, mayor, drafting_experience(people))
    submission.submit(own, mayor)
    target = write("cleared")
    merging.merge(find(None, own.id), people.editor, target.row, "Both ask the same.")
    from tests.recommendations.conftest import forward

    forward(target, people, make)
    event = db.session.scalar(select(LedgerEvent).filter_by(verb="recommendation.forwarded", subject_id=target.id))
    assert mayor.person_id in list(db.session.scalars(select(Notification.person_id).filter_by(event_id=event.id)))


def drafting_experience(people):
    from sqlalchemy.orm import joinedload

    from models import Experience

    return db.session.scalar(select(Experience).options(joinedload(Experience.city)).limit(1))


def test_an_answered_point_goes_to_the_editors_when_the_screener_has_an_interest_now(people, write, make):
    from forum.recommendations.operations import submission
    from models.mandate import Role

    case = write("returned")
    make.mandate(people.editor.person, Role.DELEGATE, people.other)
    sponsors.invite(case, people.lead_mayor, people.other)
    submission.answer_points(case, people.lead_delegate, {p.id: "Yes." for p in case.points})
    submission.resubmit(case, people.lead_mayor)
    told = heard(people, case, "resubmitted")
    assert "editor2" in told
