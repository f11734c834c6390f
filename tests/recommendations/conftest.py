"""A recommendation in each stage, brought there by its operations, and the people around it."""

import datetime as dt
from types import SimpleNamespace

import pytest

from forum.accounts.actor import Actor
from forum.accounts.sessions import load_actor
from forum.consideration.operations import answer
from forum.consideration.operations.follow_up import report_progress
from forum.exchange import operations as exchange
from forum.kit import clock
from forum.recommendations.operations import (
    drafting,
    follow_up,
    forwarding,
    merging,
    screening,
    sponsors,
    submission,
)
from forum.recommendations.queries import find
from forum.screening.operations import notes
from models.mandate import Role
from tests.recommendations.words import answered, to

PATHS = {
    "draft": [],
    "submitted": ["submit"],
    "screening": ["submit", "assign"],
    "returned": ["submit", "assign", "return"],
    "resubmitted": ["submit", "assign", "return", "resubmit"],
    "accepted": ["submit", "assign", "accept"],
    "cleared": ["submit", "assign", "accept", "clear"],
    "forwarded": ["submit", "assign", "accept", "clear", "forward"],
    "considered": ["submit", "assign", "accept", "clear", "forward", "consider"],
    "disposition": ["submit", "assign", "accept", "clear", "forward", "consider", "dispose"],
    "follow-up": ["submit", "assign", "accept", "clear", "forward", "consider", "dispose", "follow"],
    "closed": ["submit", "assign", "accept", "clear", "forward", "consider", "dispose", "follow", "close"],
    "merged": ["submit", "assign", "merge"],
    "withdrawn": ["submit", "withdraw"],
    "not-forwarded": ["submit", "assign", "refuse"],
}
INTERNAL = ("The budget line is doubtful.", "Fits the mandate, quietly.", "Cleared with some doubt.", "Two pens agree.")


@pytest.fixture
def people(make, body):
    """The roles of the table; two members of staff and one of the Bureau also speak for a city that sponsors."""
    lead, second, asked, other = make.city("Braga"), make.city("Lviv"), make.city("Tampere"), make.city("Almaty")

    def also(role, city, city_role=Role.DELEGATE):
        actor = make.actor(role)
        make.mandate(actor.person, city_role, city)
        return load_actor(actor.person_id, actor.mandate_id)

    return SimpleNamespace(
        lead_mayor=make.actor(Role.MAYOR, lead),
        lead_delegate=make.actor(Role.DELEGATE, lead),
        sponsor_mayor=make.actor(Role.MAYOR, second),
        asked_mayor=make.actor(Role.MAYOR, asked),
        other_mayor=make.actor(Role.MAYOR, other),
        editor=make.actor(Role.EDITOR),
        editor2=make.actor(Role.EDITOR),
        approver=make.actor(Role.APPROVER),
        sponsor_editor=also(Role.EDITOR, second),
        sponsor_approver=also(Role.APPROVER, lead),
        bureau=make.actor(Role.BUREAU),
        sponsor_bureau=also(Role.BUREAU, second, Role.MAYOR),
        chair=make.actor(Role.CHAIR),
        observer=make.actor(Role.OBSERVER),
        state=make.actor(Role.STATE),
        stranger=Actor(),
        body=body,
        lead=lead,
        second=second,
        asked=asked,
        other=other,
    )


@pytest.fixture
def body(make):
    return make.body()


@pytest.fixture
def experience(people, make):
    fields = {"title": "Shade for every school", "summary": "Planted 1,400 trees.", "figure": "1,400"}
    return exchange.publish(people.other_mayor, "experience", people.other, fields, {})


@pytest.fixture
def write(people, body, make, experience):
    """write(stage) makes one of Braga, sponsored by Lviv, with Tampere asked, and brings it there under a moved clock."""

    def written(stage: str = "draft", title: str = "Shade in every street", into=None):
        start = clock.now() - dt.timedelta(days=40)
        with clock.at(start):
            case = begin(people, body, experience, title)
        for day, step in enumerate(PATHS[stage], 1):
            with clock.at(start + dt.timedelta(days=day)):
                if step == "merge":
                    into = into or written("submitted", "Trees in every street").row
                    merging.merge(case, people.editor, into, "Both ask the same.")
                else:
                    STEPS[step](case, people, make)
        return case

    return written


def begin(people, body, experience, title):
    words = drafting.Words.plain(title, "To **develop** guidance on shade.", "Streets are hot.", body)
    case = drafting.begin(people.lead_delegate, words)
    drafting.cite_experience(case, people.lead_delegate, experience)
    sponsors.invite(case, people.lead_mayor, people.second)
    sponsors.agree(case, people.sponsor_mayor)
    sponsors.invite(case, people.lead_mayor, people.asked)
    return find(None, case.id)


def assign(case, people, make):
    screening.assign(case, people.editor, people.editor.person, clock.today() + dt.timedelta(days=10))
    notes.write(case, people.editor, INTERNAL[0])


def hand_back(case, people, make):
    screening.return_with_points(case, people.editor, ["Name the figure.", "Name the year."])


def resubmit(case, people, make):
    submission.answer_points(case, people.lead_delegate, {p.id: f"Answer {p.number}." for p in case.points})
    submission.resubmit(case, people.lead_mayor)


def forward(case, people, make):
    session = make.body_session(case.row.body)
    forwarding.prepare_forwarding(case, people.editor, to(session))
    forwarding.confirm_forwarding(case, people.approver, INTERNAL[3])


def refuse(case, people, make):
    forwarding.prepare_not_forwarding(case, people.editor, "Outside the mandate of the body.")
    forwarding.confirm_not_forwarding(case, people.approver)


def dispose(case, people, make):
    answer.dispose(case, case.paths[0], people.editor, answered("took-note", "paragraph 27", "Took note of it."))


def follow(case, people, make):
    follow_up.begin_follow_up(case, people.editor)
    report_progress(case, people.sponsor_mayor, 40, "Guidance drafted", "Half of it is written.")


STEPS = {
    "submit": lambda case, people, make: submission.submit(case, people.lead_mayor),
    "assign": assign,
    "return": hand_back,
    "resubmit": resubmit,
    "accept": lambda case, people, make: screening.accept(case, people.editor, INTERNAL[1]),
    "clear": lambda case, people, make: forwarding.clear(case, people.bureau, INTERNAL[2]),
    "forward": forward,
    "refuse": refuse,
    "consider": lambda case, people, make: answer.consider(case, case.paths[0], people.editor, clock.today()),
    "dispose": dispose,
    "follow": follow,
    "close": lambda case, people, make: follow_up.close(case, people.editor, "All is done."),
    "withdraw": lambda case, people, make: submission.withdraw(case, people.lead_mayor, "We ask again next year."),
}
