"""Acts of the desk and the way back from them: rules, bulk, undo, notes and interests."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from forum.kit import clock
from forum.kit.verdict import Refused
from forum.recommendations.operations import forwarding, merging, screening
from forum.recommendations.queries import find
from forum.recommendations.queries.queue import review
from forum.screening.operations import acts, bulk, checklist, interests, notes, undo
from forum.screening.queries import desk, queue
from models import ChecklistTick, LedgerEvent, RecommendationMove
from models.base import db
from tests.recommendations.words import to

SOON = dt.timedelta(days=5)


def day():
    return clock.today() + SOON


def test_an_assignment_is_taken_back_to_what_stood(people, write):
    case = write("submitted")
    entry = acts.assign(case, people.editor, people.editor2.person, day())
    row = undo.remember(people.editor, "assign", [entry])
    moves = select(func.count(RecommendationMove.id)).filter_by(recommendation_id=case.id, move="assign")
    assert db.session.scalar(moves) == 1
    assert undo.undo(row, people.editor) == 1
    again = find(None, case.id)
    assert (again.stage, again.assignment, again.row.assignee_id, again.row.due_on) == ("submitted", None, None, None)
    assert db.session.scalar(moves) == 0
    told = select(LedgerEvent.verb, LedgerEvent.public).filter_by(subject_kind="recommendation", subject_id=case.id)
    assert list(db.session.execute(told.order_by(LedgerEvent.id)))[-2:] == [
        ("recommendation.assigned", False), ("recommendation.act_taken_back", False),
    ], "the stages read as if it had never been; the ledger holds both acts"  # fmt: skip
    with pytest.raises(Refused, match="taken back already"):
        undo.undo(row, people.editor)


def test_a_reassignment_goes_back_to_whoever_held_it(people, write):
    case = write("screening")
    held = (case.row.assignee_id, case.row.due_on)
    row = undo.remember(people.editor, "assign", [acts.assign(case, people.editor, people.editor2.person, day())])
    undo.undo(row, people.editor)
    again = find(None, case.id)
    assert (again.row.assignee_id, again.row.due_on) == held
    assert (again.assignment.assignee_id, again.assignment.due_on) == held


def test_a_due_day_is_set_and_taken_back(people, write):
    case = write("screening")
    before = case.row.due_on
    row = undo.remember(people.editor, "due", [acts.set_due(case, people.editor, day())])
    assert find(None, case.id).row.due_on == day()
    undo.undo(row, people.editor)
    assert find(None, case.id).assignment.due_on == before
    with pytest.raises(Refused, match="no day"):
        acts.set_due(write("submitted"), people.editor, day())


@pytest.mark.parametrize("later", ["reassigned", "accepted", "moved"])
def test_what_changed_since_is_not_taken_back(people, write, later):
    case = write("submitted")
    row = undo.remember(people.editor, "assign", [acts.assign(case, people.editor, people.editor2.person, day())])
    if later == "reassigned":
        screening.assign(case, people.editor2, people.editor.person, day())
    elif later == "accepted":
        screening.accept(case, people.editor2)
    else:
        acts.set_due(case, people.editor2, day() + SOON)
    stage = case.stage
    with pytest.raises(Refused, match="changed this since"), db.session.begin_nested():
        undo.undo(row, people.editor)
    assert find(None, case.id).stage == stage


def test_after_a_merger_that_was_taken_apart_an_older_act_stays_and_so_does_its_history(people, write):
    case, target = write("submitted"), write("submitted", "Trees")
    row = undo.remember(people.editor, "assign", [acts.assign(case, people.editor, people.editor2.person, day())])
    merging.merge(find(None, case.id), people.editor, target.row, "The same.")
    merging.unmerge(find(None, case.id), people.editor)
    moves = select(RecommendationMove.move).filter_by(recommendation_id=case.id).order_by(RecommendationMove.id)
    before = list(db.session.scalars(moves))
    with pytest.raises(Refused, match="changed this since"), db.session.begin_nested():
        undo.undo(row, people.editor)
    assert find(None, case.id).stage == "screening"
    assert list(db.session.scalars(moves)) == before == ["submit", "assign", "merge", "unmerge"]


def test_only_the_move_of_the_act_itself_is_struck_from_the_history(people, write):
    case = write("submitted")
    entry = acts.assign(case, people.editor, people.editor2.person, day())
    row = undo.remember(people.editor, "assign", [entry])
    move = db.session.scalar(select(RecommendationMove).filter_by(recommendation_id=case.id, move="assign"))
    move.move = "unmerge"
    db.session.flush()
    with pytest.raises(Refused, match="changed this since"), db.session.begin_nested():
        undo.undo(row, people.editor)


def test_nobody_else_and_nobody_later_takes_it_back(people, write):
    case = write("screening")
    row = undo.remember(people.editor, "tag", [acts.tag(case, people.editor, "Budget")])
    with pytest.raises(Refused, match="Only whoever did this"):
        undo.undo(row, people.editor2)
    with clock.at(clock.now() + dt.timedelta(minutes=11)), pytest.raises(Refused, match="Ten minutes have passed"):
        clock.begin(None)
        undo.undo(row, people.editor)
    assert queue.tags([case.id]) == {case.id: ["budget"]}
    undo.undo(row, people.editor)
    assert queue.tags([case.id]) == {}


def test_a_tag_that_was_taken_off_comes_back(people, write):
    case = write("screening")
    acts.tag(case, people.editor, "urgent")
    with pytest.raises(Refused, match="already"):
        acts.tag(case, people.editor, " Urgent ")
    row = undo.remember(people.editor, "untag", [acts.untag(case, people.editor, "urgent")])
    undo.undo(row, people.editor)
    assert queue.tags([case.id]) == {case.id: ["urgent"]}


def test_what_was_prepared_is_taken_back_and_approvers_are_told(people, write, make):
    case = write("cleared")
    forwarding.prepare_forwarding(case, people.editor, to(make.body_session(case.row.body)))
    entry = {"id": case.id, "turn": case.row.turn, "forwarding_id": case.pending.id}
    row = undo.remember(people.editor, "prepare", [entry])
    undo.undo(row, people.editor)
    again = find(None, case.id)
    assert (again.stage, again.pending, again.row.prepared, again.paths) == ("cleared", None, "", [])
    verbs = list(db.session.scalars(select(LedgerEvent.verb).order_by(LedgerEvent.id.desc()).limit(1)))
    assert verbs == ["recommendation.preparation_taken_back"]


def test_what_a_second_person_confirmed_is_not_taken_back(people, write, make):
    case = write("cleared")
    forwarding.prepare_forwarding(case, people.editor, to(make.body_session(case.row.body)))
    entry = {"id": case.id, "turn": case.row.turn, "forwarding_id": case.pending.id}
    row = undo.remember(people.editor, "prepare", [entry])
    forwarding.confirm_forwarding(case, people.approver)
    with pytest.raises(Refused, match="changed this since"):
        undo.undo(row, people.editor)


def test_many_are_judged_one_by_one_and_taken_back_together(people, write):
    new, closed, hidden = write("submitted", "New"), write("accepted", "Accepted"), write("submitted", "Hidden")
    interests.declare(people.editor, hidden.id, None, "I drafted it.")
    ids = [new.id, closed.id, hidden.id]
    outcome = bulk.bulk(
        people.editor, "assign", ids, lambda case: acts.assign(case, people.editor, people.editor2.person, day())
    )
    assert [entry["id"] for entry in outcome.entries] == [new.id]
    assert [title for title, _reason in outcome.refused] == ["Accepted"]
    assert find(None, hidden.id).stage == "submitted"
    undo.undo(outcome.undo, people.editor)
    assert find(None, new.id).stage == "submitted"


def test_checks_are_ticked_by_name_and_taken_back(people, write):
    case = write("screening")
    first, second = checklist.add(people.editor, "Within the mandate?"), checklist.add(people.editor, "Evidence named?")
    entry = acts.tick(case, people.editor, {first.id, second.id, 999})
    assert set(desk.ticks(case.id)) == {first.id, second.id}
    assert acts.tick(case, people.editor, {first.id, second.id}) is None
    undo.undo(undo.remember(people.editor, "tick", [entry]), people.editor)
    assert desk.ticks(case.id) == {}
    gone = acts.tick(case, people.editor, {first.id})
    back = acts.tick(case, people.editor, set())
    undo.undo(undo.remember(people.editor, "tick", [back]), people.editor)
    assert set(desk.ticks(case.id)) == {first.id} and gone["set"] == [first.id]


def test_a_reworded_check_leaves_old_ticks_with_the_old_words(people, write):
    case = write("screening")
    item = checklist.add(people.editor, "Within the mandate?")
    acts.tick(case, people.editor, {item.id})
    checklist.reword(people.editor, item, "Within the mandate of each body?")
    assert [one.text for one in desk.checklist()] == ["Within the mandate of each body?"]
    assert db.session.scalar(select(func.count(ChecklistTick.id))) == 1
    with pytest.raises(Refused, match="Editors and administrators"):
        checklist.add(people.approver, "Another")


def test_a_mention_reaches_colleagues_without_an_interest(people, write):
    case = write("screening")
    for actor, name in ((people.approver, "Ana Costa"), (people.sponsor_editor, "Olena Hnatiuk")):
        actor.person.name = name
    note = notes.write(case, people.editor, "@ana costa and @Olena Hnatiuk, please look.", [people.editor2.person_id])
    assert sorted(note.mentioned) == sorted([people.approver.person_id, people.editor2.person_id])
    event = db.session.scalar(select(LedgerEvent).order_by(LedgerEvent.id.desc()).limit(1))
    assert (event.verb, event.public) == ("recommendation.note_mentioned", False)
    assert "look" not in str(event.data)


@pytest.mark.parametrize("of", ["recommendation", "city"])
def test_an_interest_ends_the_assignment_and_hides_the_review(people, write, of):
    case = write("screening")
    row = interests.declare(
        people.editor, case.id if of == "recommendation" else None, people.lead if of == "city" else None, "Family."
    )
    assert find(None, case.id).assignment is None
    assert review(people.editor, case.id) is None
    assert set(queue.counts(people.editor).values()) == {0}
    assert desk.workload(people.editor) == []
    interests.end(people.editor, row)
    assert review(people.editor, case.id) is None, "it held while this was in review"
    assert set(queue.counts(people.editor).values()) == {0}


def test_an_interest_is_named_once_and_names_one_thing(people, write):
    interests.declare(people.editor, None, people.other, "Born there.")
    with pytest.raises(Refused, match="already"):
        interests.declare(people.editor, None, people.other, "Again.")
    with pytest.raises(Refused, match="not both"):
        interests.declare(people.editor, None, None, "Nothing.")
    with pytest.raises(Refused, match="no such"):
        interests.declare(people.editor, 999_999, None, "Guessed.")


def test_only_staff_and_bureau_declare(people, write):
    with pytest.raises(Refused, match="secretariat and the Bureau"):
        interests.declare(people.lead_mayor, None, people.lead, "Mine.")
    assert interests.declare(people.bureau, None, people.other, "Born there.").city_id == people.other.id


def test_the_workload_counts_what_each_holds(people, write):
    first, second = write("screening", "First"), write("screening", "Second")
    acts.assign(second, people.editor, people.editor2.person, day())
    first.assignment.due_on = first.row.due_on = clock.today() - SOON
    db.session.flush()
    loads = {load.person_id: (load.open, load.due_week, load.overdue) for load in desk.workload(people.approver)}
    assert loads == {people.editor.person_id: (1, 0, 1), people.editor2.person_id: (1, 1, 0)}
