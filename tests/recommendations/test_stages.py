"""Every role, stage and move of a recommendation, with the sentence."""

import pytest

from forum.kit.verdict import Refused
from forum.recommendations.operations import forwarding, screening, sponsors, submission
from forum.recommendations.queries import find
from forum.recommendations.rules import BEFORE_FORWARDING
from forum.recommendations.workflow import FLOW, LABELS, judge
from models.recommendation import Stage
from tests.recommendations.words import to

ROLES = (
    "lead_mayor", "lead_delegate", "sponsor_mayor", "asked_mayor", "other_mayor", "editor", "editor2", "approver",
    "sponsor_editor", "sponsor_approver", "bureau", "sponsor_bureau", "chair", "observer", "state", "stranger",
)  # fmt: skip
LEAD_ONLY = "Only the lead sponsor does this."
EDITOR_ONLY = "Only an editor of the secretariat does this."
APPROVER_ONLY = "Only an approver of the secretariat does this."
BUREAU_ONLY = "Only a member of the Bureau does this."
CONFLICT = "You have an interest in this recommendation, so you take no part in its review."
REPORTERS = "Sponsor cities, members of the body and the secretariat report progress."
NOBODY = "You are not signed in."
BY_LEAD = {"lead_mayor": "", "lead_delegate": "A mayor or deputy mayor does this; a delegate prepares it."}
BY_EDITOR = {"editor": "", "editor2": "", "sponsor_editor": CONFLICT}
BY_BUREAU = {"bureau": "", "chair": "", "sponsor_bureau": CONFLICT}
# What is missing when the right person comes too early or twice.
UNANSWERED = {"lead_mayor": "Not every point is answered yet: 1, 2."}
UNPREPARED = "No forwarding has been prepared."
UNDECIDED = "No decision against forwarding has been prepared."
TOO_LATE = "A merger can be taken apart within a day."
WAITS = "What was prepared waits for a second person."
# move -> (the stages that it leaves, who is told what, what everybody else is told)
TABLE = {
    "submit": (["draft"], BY_LEAD, LEAD_ONLY),
    "assign": (["submitted"], BY_EDITOR, EDITOR_ONLY),
    "reassign": (["screening", "resubmitted"], BY_EDITOR, EDITOR_ONLY),
    "accept": (["screening", "resubmitted"], BY_EDITOR, EDITOR_ONLY),
    "return": (["screening", "resubmitted"], BY_EDITOR, EDITOR_ONLY),
    "resubmit": (["returned"], BY_LEAD | UNANSWERED, LEAD_ONLY),
    "clear": (["accepted"], BY_BUREAU, BUREAU_ONLY),
    "prepare_forwarding": (["cleared"], BY_EDITOR, EDITOR_ONLY),
    "confirm_forwarding": (["cleared"], {"approver": UNPREPARED, "sponsor_approver": CONFLICT}, APPROVER_ONLY),
    "prepare_not_forwarding": (
        ["submitted", "screening", "resubmitted", "accepted", "cleared"], BY_EDITOR, EDITOR_ONLY,
    ),
    "confirm_not_forwarding": (
        ["submitted", "screening", "resubmitted", "accepted", "cleared"],
        {"approver": UNDECIDED, "sponsor_approver": CONFLICT}, APPROVER_ONLY,
    ),
    "send_back": (
        ["submitted", "screening", "resubmitted", "accepted", "cleared"],
        {"approver": "Nothing has been prepared.", "sponsor_approver": CONFLICT}, APPROVER_ONLY,
    ),
    "consider": (["forwarded"], BY_EDITOR, EDITOR_ONLY),
    "dispose": (["considered"], BY_EDITOR, EDITOR_ONLY),
    "begin_follow_up": (["disposition"], BY_EDITOR, EDITOR_ONLY),
    "report": (
        ["follow-up"], {"lead_mayor": "", "lead_delegate": "", "sponsor_mayor": "", "editor": "", "editor2": ""}, REPORTERS,
    ),
    "close": (["disposition", "follow-up"], BY_EDITOR, EDITOR_ONLY),
    "merge": (["submitted", "screening", "returned", "resubmitted", "accepted", "cleared"], BY_EDITOR, EDITOR_ONLY),
    "unmerge": (["merged"], {"editor": TOO_LATE, "editor2": TOO_LATE, "sponsor_editor": CONFLICT}, EDITOR_ONLY),
    "split": (["submitted", "screening", "resubmitted"], BY_EDITOR, EDITOR_ONLY),
    "withdraw": (list(BEFORE_FORWARDING), BY_LEAD, LEAD_ONLY),
}  # fmt: skip
# Where something has been prepared: the editor waits, the approver may.
PREPARED = {
    "prepare_forwarding": {"editor": WAITS, "editor2": WAITS},
    "prepare_not_forwarding": {"editor": WAITS, "editor2": WAITS},
    "merge": {"editor": WAITS, "editor2": WAITS},
    "split": {"editor": WAITS, "editor2": WAITS},
    "confirm_forwarding": {"approver": ""},
    "send_back": {"approver": ""},
}


def expected(name, stage, who, table=TABLE):
    sources, told, others = table[name]
    if stage not in sources:
        wanted = " or ".join(f"“{LABELS[Stage(source)]}”" for source in sources)
        return f"This is possible only at the stage {wanted}; it is now at “{LABELS[Stage(stage)]}”."
    return NOBODY if who == "stranger" else told.get(who, others)


def test_the_table_names_every_move_and_every_stage():
    assert set(TABLE) == set(FLOW.moves)
    assert {source for sources, _told, _others in TABLE.values() for source in sources} | {
        "closed", "withdrawn", "not-forwarded",
    } == set(Stage)  # fmt: skip


@pytest.mark.parametrize("stage", list(Stage))
def test_every_role_stage_and_move(people, write, stage):
    case = find(None, write(stage).id)
    assert case.stage == stage
    for name in TABLE:
        for who in ROLES:
            verdict = judge(case, name, getattr(people, who))
            assert verdict.sentence == expected(name, stage, who), (stage, name, who)
            assert bool(verdict) is (verdict.sentence == "")


def test_every_role_and_move_while_a_forwarding_waits_for_a_second_person(people, write, make):
    case = write("cleared")
    forwarding.prepare_forwarding(case, people.editor, to(make.body_session(case.row.body)))
    case = find(None, case.id)
    table = {name: (sources, told | PREPARED.get(name, {}), others) for name, (sources, told, others) in TABLE.items()}
    for name in TABLE:
        for who in ROLES:
            verdict = judge(case, name, getattr(people, who))
            assert verdict.sentence == expected(name, "cleared", who, table), (name, who)


def test_every_refusal_says_who_can_or_what_to_do(people, write):
    case = write("screening")
    silent = {who for name in TABLE for who in ROLES if (v := judge(case, name, getattr(people, who))) or v.remedy}
    assert silent == set(ROLES)


def test_who_accepted_it_does_not_clear_it(people, write, make):
    """Also where one person holds both offices, and where the desk kept the acceptance and another let it out."""
    from forum.accounts.sessions import load_actor
    from forum.screening.operations import publishing
    from forum.screening.queries.publishing import to_publish
    from models.mandate import Role

    both = make.actor(Role.EDITOR)
    in_the_bureau = make.mandate(both.person, Role.BUREAU)
    both, member = load_actor(both.person_id, both.mandate_id), load_actor(both.person_id, in_the_bureau.id)
    first, second = write("screening"), write("screening")
    screening.accept(first, both)
    publishing.keep_acceptance(second, both)
    publishing.publish(people.editor, [item.key for item in to_publish(people.editor)])
    for identity in (first.id, second.id):
        with pytest.raises(Refused, match="You accepted it for the secretariat; another member of the Bureau clears it"):
            forwarding.clear(find(None, identity), member)
        forwarding.clear(find(None, identity), people.bureau)
        assert find(None, identity).stage == "cleared"


def test_the_one_who_prepared_never_confirms(people, write, make):
    """Also where one person holds both offices."""
    from forum.accounts.sessions import load_actor
    from models.mandate import Role

    both = make.actor(Role.EDITOR)
    second = make.mandate(both.person, Role.APPROVER)
    case = write("cleared")
    forwarding.prepare_forwarding(case, both, to(make.body_session(case.row.body)))
    as_approver = load_actor(both.person_id, second.id)
    assert judge(case, "confirm_forwarding", as_approver).sentence == (
        "You prepared this forwarding; another person confirms it."
    )
    forwarding.send_back(case, people.approver, "Name the session.")
    forwarding.prepare_not_forwarding(case, both, "Outside the mandate.")
    assert judge(case, "confirm_not_forwarding", as_approver).sentence == (
        "You prepared this decision; another person confirms it."
    )


EDITABLE_ONLY = "The text can be changed in draft, and after it was returned."
JOIN, LEAVE = (
    "Sponsors join before the recommendation is forwarded.",
    "Sponsors leave before the recommendation is forwarded.",
)
INVITED_ONLY = "Your city was not invited to sponsor this."
SPONSORS_ONLY = "Only the mayor or deputy mayor of a sponsor city takes it off the list."


@pytest.mark.parametrize("stage", list(Stage))
def test_who_edits_agrees_and_leaves(people, write, stage):
    from forum.recommendations import rules

    case = find(None, write(stage).id)
    open_text, leaves_still = stage in ("draft", "returned"), stage in BEFORE_FORWARDING
    for who in ROLES:
        actor = getattr(people, who)
        edit = {"lead_mayor": "", "lead_delegate": "", "stranger": NOBODY}.get(who, LEAD_ONLY)
        agree = {
            "lead_mayor": "Your city sponsors this already.", "lead_delegate": "Your city sponsors this already.",
            "sponsor_mayor": "Your city sponsors this already.", "asked_mayor": "", "stranger": NOBODY,
        }.get(who, INVITED_ONLY)  # fmt: skip
        leave = {
            "lead_mayor": "The lead sponsor cannot leave.", "lead_delegate": "The lead sponsor cannot leave.",
            "sponsor_mayor": "", "asked_mayor": "", "stranger": NOBODY,
        }.get(who, SPONSORS_ONLY)  # fmt: skip
        assert rules.can_edit(case, actor).sentence == (edit if open_text else EDITABLE_ONLY), (stage, who)
        assert rules.can_agree(case, actor).sentence == (agree if leaves_still else JOIN), (stage, who)
        assert rules.can_leave(case, actor).sentence == (leave if leaves_still else LEAVE), (stage, who)


def test_a_new_wording_is_agreed_to_again(people, write, body):
    from forum.recommendations.operations import drafting

    case = write("draft")
    assert {s.city_id for s in case.agreed} == {people.lead.id, people.second.id}
    words = drafting.Words.plain("Shade in every street", "To ban cars.", "Streets are hot.", body)
    drafting.edit(case, people.lead_delegate, words, 1)
    assert [s.city_id for s in case.agreed] == [people.lead.id]
    assert [s.city_id for s in case.to_ask_again] == [people.second.id]
    sponsors.agree(case, people.sponsor_mayor)
    assert {s.city_id for s in case.agreed} == {people.lead.id, people.second.id}
    drafting.edit(case, people.lead_delegate, words, 2)  # the same words: nobody is asked
    assert case.row.edit == 2 and case.to_ask_again == []


def test_a_stale_text_is_a_conflict_that_shows_both(people, write, body):
    from forum.kit.verdict import Conflict
    from forum.recommendations.operations import drafting

    case, twin = write("draft"), None
    drafting.edit(case, people.lead_mayor, drafting.Words.plain("Mine", "To do this.", "Because.", body), 1)
    twin = find(None, case.id)
    with pytest.raises(Conflict) as raised:
        drafting.edit(twin, people.lead_delegate, drafting.Words.plain("Theirs", "To do that.", "So.", body), 1)
    assert "To do this." in raised.value.theirs and "To do that." in raised.value.mine


def test_an_answer_that_somebody_else_wrote_meanwhile_is_kept(people, write):
    case = write("returned")
    first, second = case.points
    submission.answer_points(case, people.lead_delegate, {first.id: "Theirs."})
    seen = {first.id: "", second.id: ""}
    collided = submission.answer_points(case, people.lead_mayor, {first.id: "Mine.", second.id: "Two."}, seen)
    assert [p.id for p in collided] == [first.id]
    assert (first.answer, second.answer) == ("Theirs.", "Two.")


def test_an_editor_whose_city_is_asked_stops_screening(people, write, make):
    from models.mandate import Role

    case = write("returned")
    assert case.assignment.assignee_id == people.editor.person_id
    make.mandate(people.editor.person, Role.DELEGATE, people.other)
    sponsors.invite(case, people.lead_mayor, people.other)
    assert case.assignment is None


def test_submitted_again_the_screener_has_as_many_days_again(people, write):
    from forum.kit import clock
    from forum.recommendations.queries.recommendations import moves

    case = write("resubmitted")
    again = moves(case.id)[-1].at.astimezone(clock.FORUM_ZONE).date()
    assert (case.assignment.due_on - again).days == 10


def test_of_two_members_of_staff_one_moves(people, write):
    from forum.kit.verdict import Refused
    from forum.recommendations.operations import screening

    case = write("screening")
    twin = find(None, case.id)
    twin.row = type("Seen", (), {})()  # what the second one saw before the first one moved
    twin.row.__dict__.update(
        {k: getattr(case.row, k) for k in ("id", "stage", "turn", "lead_city_id", "lead_city", "decided")}
    )
    screening.accept(case, people.editor)
    with pytest.raises(Refused, match="Somebody else moved this a moment ago"):
        screening.accept(twin, people.editor2)


def test_a_move_that_is_refused_leaves_no_trace(people, write, session):
    from forum.kit.verdict import Refused
    from models import LedgerEvent, RecommendationMove

    case = write("screening")
    before = session.query(LedgerEvent).count(), session.query(RecommendationMove).count()
    with pytest.raises(Refused, match="Only an editor"):
        from forum.recommendations.operations import screening

        screening.accept(case, people.approver)
    assert (session.query(LedgerEvent).count(), session.query(RecommendationMove).count()) == before
