"""An interest holds on: through split and merge, after a city has left, after it was ended, and against undo."""

import datetime as dt

import pytest
from sqlalchemy import select

from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.recommendations import rules
from forum.recommendations.operations import merging, screening, splitting, sponsors, submission
from forum.recommendations.operations.splitting import BOTH, Parting
from forum.recommendations.queries import find
from forum.recommendations.queries.queue import editors, review
from forum.screening.operations import acts, interests, undo
from forum.screening.queries import publishing as reading
from forum.screening.queries import queue
from models import Ask, LedgerEvent, Role, Sponsor
from models.base import db


def blind(actor, *ids):
    """Neither the page, nor the rule, nor a list, nor a choice of people knows of this reader; the same for all of these."""
    found = set()
    for identity in ids:
        case = find(None, identity)
        found |= {
            review(actor, identity) is None,
            rules.conflicted(case, actor),
            actor.person_id not in [one.id for one in editors(case.involved, case.interested)],
        }
    assert len(found) == 1
    return found.pop()


def test_both_halves_keep_the_interest_in_the_whole(people, write):
    case = write("submitted")
    db.session.add(Ask(recommendation_id=case.id, number=2, verb="", text="To count.", html="", of_whom=""))
    db.session.flush()
    interests.declare(people.editor2, case.id, None, "I drafted it.")
    case = find(None, case.id)
    everywhere = {one.id: BOTH for one in case.evidence}
    second = splitting.split(case, people.editor, Parting("To count", frozenset({case.asks[1].id}), everywhere, "Two."))
    assert blind(people.editor2, case.id, second.id)
    assert not blind(people.editor, case.id, second.id)


def test_an_interest_in_what_was_merged_is_one_in_what_goes_on(people, write):
    first, second, last = write("submitted", "One"), write("submitted", "Two"), write("submitted", "Three")
    interests.declare(people.editor2, first.id, None, "I drafted it.")
    merging.merge(find(None, first.id), people.editor, second.row, "The same.")
    assert blind(people.editor2, second.id) and not blind(people.editor2, last.id)
    merging.merge(find(None, second.id), people.editor, last.row, "The same.")
    assert blind(people.editor2, last.id), "also by way of another"
    assert set(queue.counts(people.editor2).values()) == {0}


def halved(people, identity, title="To count"):
    """The second half of this one, with an ask of its own."""
    found = find(None, identity)
    db.session.add(Ask(recommendation_id=found.id, number=len(found.asks) + 1, verb="", text=title, html="", of_whom=""))
    db.session.flush()
    found = find(None, found.id)
    everywhere = {one.id: BOTH for one in found.evidence}
    parting = Parting(title, frozenset({found.asks[-1].id}), everywhere, "Two subjects.")
    return find(None, splitting.split(found, people.editor, parting).id)


@pytest.mark.parametrize("how", ["recommendation", "city", "mandate", "afterwards"])
def test_both_halves_keep_the_interest_in_what_had_been_merged(people, write, make, how):
    """By what was declared in it, in a city that asked for it, by a mandate there, and by what is declared later."""
    source, target = write("draft", "One"), write("submitted", "Two")
    sponsors.invite(source, people.lead_mayor, people.other)
    submission.submit(find(None, source.id), people.lead_mayor)
    reader = people.editor2
    if how == "recommendation":
        interests.declare(reader, source.id, None, "I drafted it.")
    elif how == "city":
        interests.declare(reader, None, people.other, "Family.")
    elif how == "mandate":
        make.mandate(reader.person, Role.DELEGATE, people.other)
    merging.merge(find(None, source.id), people.editor, target.row, "The same.")
    second = halved(people, target.id)
    third = halved(people, second.id, "To compare")
    if how == "afterwards":
        interests.declare(reader, source.id, None, "I drafted it.")
    reader = load_actor(reader.person_id, reader.mandate_id)
    assert blind(reader, target.id, second.id, third.id)
    assert not blind(people.editor, target.id, second.id, third.id)
    assert set(queue.counts(reader).values()) == {0}


def test_a_half_carries_its_interest_on_and_takes_none_that_came_later(people, write, make):
    source, target, later, last = (write("submitted", title) for title in ("One", "Two", "Three", "Four"))
    interests.declare(people.editor2, source.id, None, "I drafted it.")
    third = make.actor(Role.EDITOR)
    interests.declare(third, later.id, None, "I drafted that one.")
    merging.merge(find(None, source.id), people.editor, target.row, "The same.")
    second = halved(people, target.id)
    merging.merge(find(None, later.id), people.editor, target.row, "The same.")
    assert blind(third, target.id) and not blind(third, second.id)
    merging.merge(find(None, second.id), people.editor, last.row, "The same.")
    assert blind(people.editor2, last.id) and not blind(third, last.id)
    merging.unmerge(find(None, second.id), people.editor)
    assert blind(people.editor2, second.id) and not blind(people.editor2, last.id)
    merging.unmerge(find(None, later.id), people.editor)
    assert blind(people.editor2, target.id, second.id) and not blind(third, target.id, second.id)


def test_what_was_taken_apart_before_the_split_is_no_part_of_either_half(people, write):
    source, target = write("submitted", "One"), write("submitted", "Two")
    interests.declare(people.editor2, source.id, None, "I drafted it.")
    merging.merge(find(None, source.id), people.editor, target.row, "The same.")
    merging.unmerge(find(None, source.id), people.editor)
    assert not blind(people.editor2, target.id, halved(people, target.id).id)


def test_cities_that_were_only_asked_for_what_was_merged_are_involved(people, write, make):
    source, target = write("draft", "One"), write("submitted", "Two")
    sponsors.invite(source, people.lead_mayor, people.other)
    submission.submit(find(None, source.id), people.lead_mayor)
    source = find(None, source.id)
    make.mandate(people.editor2.person, Role.DELEGATE, people.other)
    reader = load_actor(people.editor2.person_id, people.editor2.mandate_id)
    assert not blind(reader, target.id)
    screening.assign(target, people.editor, people.editor2.person, clock.today())
    merging.merge(source, people.editor, target.row, "The same.")
    assert find(None, target.id).assignment is None
    assert blind(reader, target.id) and people.other.id not in find(None, target.id).asking
    merging.unmerge(find(None, source.id), people.editor)
    assert find(None, target.id).row.assignee_id == people.editor2.person_id


def test_sponsors_of_an_earlier_wording_are_asked_to_join_what_goes_on(people, write):
    source, target = write("submitted", "One"), write("submitted", "Two")
    gone = db.session.scalar(select(Sponsor).filter_by(recommendation_id=target.id, city_id=people.second.id))
    db.session.delete(gone)
    source.row.edit += 1
    db.session.flush()
    merging.merge(find(None, source.id), people.editor, find(None, target.id).row, "The same.")
    assert find(None, target.id).sponsor(people.second.id).state == "invited"
    event = db.session.scalar(select(LedgerEvent).filter_by(verb="recommendation.took_in"))
    assert event.data["invited_city_id"] == [people.second.id]


def test_what_is_taken_back_gives_nothing_to_whoever_has_an_interest_now(people, write):
    case = write("screening")
    row = undo.remember(people.editor2, "assign", [acts.assign(case, people.editor2, people.editor2.person, clock.today())])
    interests.declare(people.editor, case.id, None, "I drafted it.")
    undo.undo(row, people.editor2)
    again = find(None, case.id)
    assert (again.stage, again.assignment, again.row.assignee_id) == ("screening", None, None)


def test_a_merger_taken_apart_gives_nothing_to_whoever_has_an_interest_now(people, write):
    source, target = write("screening", "One"), write("submitted", "Two")
    merging.merge(source, people.editor2, target.row, "The same.")
    interests.declare(people.editor, source.id, None, "I drafted it.")
    merging.unmerge(find(None, source.id), people.editor2)
    again = find(None, source.id)
    assert (again.stage, again.assignment, again.row.assignee_id) == ("screening", None, None)


@pytest.mark.parametrize("agreed", [True, False])
def test_a_city_that_agreed_stays_a_conflict_when_it_leaves(people, write, agreed):
    case = write("screening")
    sponsors.leave(case, people.sponsor_mayor if agreed else people.asked_mayor, "We wait.")
    city = people.second if agreed else people.asked
    assert city.id not in find(None, case.id).asking
    assert (city.id in find(None, case.id).involved) is agreed
    assert blind(people.sponsor_editor, case.id)
    assert set(queue.counts(people.sponsor_editor).values()) == {0}


def test_an_approver_of_a_city_that_left_is_no_second(people, write, make):
    case = write("screening")
    approver = make.actor(Role.APPROVER)
    make.mandate(approver.person, Role.DELEGATE, people.second)
    names = {one.id for one in reading.seconds([(case.id, people.editor.person_id)])[case.id]}
    sponsors.leave(case, people.sponsor_mayor, "We wait.")
    after = {one.id for one in reading.seconds([(case.id, people.editor.person_id)])[case.id]}
    assert names == after == {people.approver.person_id}
    interests.declare(people.approver, case.id, None, "I drafted it.")
    assert reading.seconds([(case.id, people.editor.person_id)])[case.id] == []


@pytest.mark.parametrize("of", ["recommendation", "city"])
def test_an_interest_that_was_ended_still_counts_where_it_held_in_review(people, write, of):
    case = write("submitted")
    row = interests.declare(
        people.editor2, case.id if of == "recommendation" else None, people.lead if of == "city" else None, "Family."
    )
    with clock.at(clock.now() + dt.timedelta(minutes=5)):
        interests.end(people.editor2, row)
        assert blind(people.editor2, case.id)
    with clock.at(clock.now() + dt.timedelta(days=60)):
        assert not blind(people.editor2, write("submitted", "A later one").id)
    events = list(db.session.scalars(select(LedgerEvent).filter_by(subject_kind="interest").order_by(LedgerEvent.id)))
    assert [(one.verb, one.public, one.person_id) for one in events] == [
        ("interest.declared", False, people.editor2.person_id),
        ("interest.ended", False, people.editor2.person_id),
    ]
    assert "Family" not in str([one.data for one in events])


def test_the_page_says_what_ending_means(people, write, client):
    client.sign_in(people.editor2)
    assert "An interest that you end still counts for what was in review while it held" in client.page("/interests")
