"""Decisions that are kept and published together: two persons where two are needed, all or nothing, letters read first."""

import datetime as dt

import pytest
from sqlalchemy import func, select, update

from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.kit.verdict import Refused
from forum.notifications import delivery
from forum.notifications.queries import closed_to
from forum.recommendations import fields
from forum.recommendations.operations import forwarding, screening, submission
from forum.recommendations.queries import find
from forum.recommendations.queries.returning import last_round
from forum.screening.operations import interests, publishing
from forum.screening.queries import publishing as reading
from forum.screening.rules.publishing import can_drop, can_publish
from models import Forwarding, LedgerEvent, Notification, OutboxMail, PendingDecision, Publication, ReturnRound
from models.base import db
from models.mandate import Role
from tests.counting import count_statements
from tests.recommendations import conftest as stages
from tests.recommendations.test_stages import (
    APPROVER_ONLY,
    CONFLICT,
    EDITOR_ONLY,
    NOBODY,
    ROLES,
)
from tests.recommendations.words import to

people, body, experience, write = stages.people, stages.body, stages.experience, stages.write
UNTIL = clock.today() + dt.timedelta(days=20)
ONLY_DESK = "Only the secretariat publishes decisions."


@pytest.fixture
def four(people, write, make):
    """One of each kind that waits: acceptance, return, forwarding, not forwarding; by key of what it is."""
    accepted, returned, forwarded, refused = write("screening"), write("screening"), write("cleared"), write("screening")
    publishing.keep_acceptance(accepted, people.editor, "Complete.")
    publishing.keep_return(returned, people.editor, [("title", "Name the figure."), ("", "Name the year.")], UNTIL)
    forwarding.prepare_forwarding(forwarded, people.editor, to(make.body_session(forwarded.row.body)))
    forwarding.prepare_not_forwarding(refused, people.editor, "Outside the mandate.")
    return {"accept": accepted.id, "return": returned.id, "forward": forwarded.id, "not-forward": refused.id}


def keys(actor, *kinds):
    return [item.key for item in reading.to_publish(actor) if not kinds or item.kind in kinds]


def stage(identity):
    db.session.expire_all()
    return find(None, identity).stage


def sent_already():
    """Mail of what came before is none of this."""
    db.session.execute(update(OutboxMail).values(state="sent"))


def mails(state=None):
    statement = select(OutboxMail).where(OutboxMail.publication_id.is_not(None)).order_by(OutboxMail.id)
    rows = list(db.session.scalars(statement))
    return [row for row in rows if state is None or row.state == state]


# kind -> (who may publish it, what all others are told)
TABLE = {
    "accept": ({"editor", "editor2", "approver"}, {"sponsor_editor": CONFLICT, "sponsor_approver": CONFLICT}, ONLY_DESK),
    "return": ({"editor", "editor2", "approver"}, {"sponsor_editor": CONFLICT, "sponsor_approver": CONFLICT}, ONLY_DESK),
    "forward": ({"approver"}, {"sponsor_approver": CONFLICT}, APPROVER_ONLY),
    "not-forward": ({"approver"}, {"sponsor_approver": CONFLICT}, APPROVER_ONLY),
}


@pytest.mark.parametrize("kind", list(TABLE))
def test_every_role_and_kind(people, four, kind):
    may, told, others = TABLE[kind]
    item = next(item for item in reading.to_publish(people.editor) if item.kind == kind)
    case = find(None, four[kind])
    for who in ROLES:
        verdict = can_publish(case, getattr(people, who), item)
        sentence = "" if who in may else NOBODY if who == "stranger" else told.get(who, others)
        assert verdict.sentence == sentence, (kind, who)
        assert bool(verdict) is (who in may) and (verdict or verdict.remedy)
        if kind == "accept":
            drops = {"editor": "", "editor2": "", "sponsor_editor": CONFLICT, "stranger": NOBODY}
            assert can_drop(case, getattr(people, who)).sentence == drops.get(who, EDITOR_ONLY), who


def test_while_a_decision_is_kept_nobody_outside_hears_and_no_editor_moves_it(people, write, client):
    case = write("screening")
    before = db.session.scalar(select(func.count(Notification.id))), db.session.scalar(select(func.count(OutboxMail.id)))
    publishing.keep_return(case, people.editor, [("", "A secret point.")])
    assert case.stage == "screening"
    assert before == (
        db.session.scalar(select(func.count(Notification.id))),
        db.session.scalar(select(func.count(OutboxMail.id))),
    )
    for work in (screening.accept, lambda c, a: forwarding.prepare_not_forwarding(c, a, "No.")):
        with pytest.raises(Refused, match="A decision on this is kept and not yet published"):
            work(find(None, case.id), people.editor2)
    client.sign_in(people.lead_mayor)
    page = client.page(f"/recommendations/{case.id}")
    assert "secret point" not in page and "kept" not in page
    client.sign_in(people.sponsor_editor)
    assert "A secret point" not in client.page("/decisions") and case.row.title not in client.page("/decisions")
    assert client.get(f"/queue/{case.id}/kept-acceptance").status_code == 404
    client.sign_in(people.editor2)
    assert "A secret point." in client.page(f"/queue/{case.id}")


def test_dropped_it_is_as_if_it_had_never_been(people, write):
    case = write("screening")
    decision = publishing.keep_acceptance(case, people.editor)
    publishing.drop(decision, find(None, case.id), people.editor2)
    assert keys(people.editor) == [] and stage(case.id) == "screening"
    screening.accept(find(None, case.id), people.editor2)
    other = write("screening")
    publishing.keep_acceptance(other, people.editor)
    submission.withdraw(find(None, other.id), people.lead_mayor, "We ask again next year.")
    assert keys(people.editor) == []


def test_what_is_kept_falls_when_its_keeper_has_an_interest_by_now(people, write):
    case = write("screening")
    publishing.keep_acceptance(case, people.editor)
    interests.declare(people.editor, case.id, None, "My sister leads it.")
    with pytest.raises(Refused, match="Whoever kept this decision has an interest in it by now"):
        publishing.publish(people.approver, keys(people.approver))
    decision = reading.kept(case.id)
    publishing.drop(decision, find(None, case.id), people.editor2)
    publishing.keep_acceptance(find(None, case.id), people.editor2)
    publishing.publish(people.approver, keys(people.approver))
    assert stage(case.id) == "accepted"


def test_a_kept_return_keeps_its_day_and_its_fields(people, write):
    case, day = find(None, write("screening").id), clock.today() + dt.timedelta(days=14)
    here = fields.ask_key(case.asks[0])
    publishing.keep_return(case, people.editor, [(here, "Name the figure."), ("ask-0", "Of whom?"), ("why", "Say it.")], day)
    publishing.publish(people.editor2, keys(people.editor2))
    db.session.expire_all()
    assert [(p.field, p.text) for p in find(None, case.id).points] == [
        (here, "Name the figure."), ("", "Of whom?"), ("why", "Say it."),
    ]  # fmt: skip
    assert last_round(case.id).answer_due_on == day


def test_who_is_not_signed_in_publishes_nothing(people, write):
    case = write("screening")
    publishing.keep_acceptance(case, people.editor)
    with pytest.raises(Refused, match="You are not signed in"):
        publishing.publish(people.stranger, keys(people.editor))
    assert stage(case.id) == "screening" and keys(people.editor)


def test_a_kept_return_is_written_by_the_form_of_a_return(people, write, client):
    case = find(None, write("screening").id)
    here, field = f"/queue/{case.id}/kept-return", fields.ask_key(case.asks[0])
    client.sign_in(people.editor)
    page = client.page(here)
    assert f'<option value="{field}"' in page and 'name="point-0"' in page and "Add a point" in page
    data = {"count": "1", "about-0": field, "point-0": "Name the figure.", "turn": case.row.turn}
    added = client.post(here, data=data | {"preview": "add"}).get_data(as_text=True)
    assert 'name="point-1"' in added and "Name the figure." in added and reading.kept(case.id) is None
    none = client.post(here, data=data | {"point-0": "", "answer_due_on": "2100-01-01"})
    assert none.status_code == 422 and "Write at least one point." in none.get_data(as_text=True)
    late = client.post(here, data=data | {"answer_due_on": "2020-01-01"})
    assert late.status_code == 422 and "Choose a day to come." in late.get_data(as_text=True)
    data |= {"count": "2", "about-1": "", "point-1": "Name the year.", "answer_due_on": "2100-01-01"}
    assert client.post(here, data=data).status_code == 303
    assert [(one["field"], one["text"]) for one in reading.kept(case.id).points] == [
        (field, "Name the figure."), ("", "Name the year."),
    ]  # fmt: skip
    publishing.publish(people.editor2, keys(people.editor2))
    db.session.expire_all()
    assert [(p.number, p.field, p.text) for p in find(None, case.id).points] == [
        (1, field, "Name the figure."), (2, "", "Name the year."),
    ]  # fmt: skip


def test_a_letter_that_was_kept_back_is_not_tried_again(people, four, client, make):
    publication = publishing.publish(people.approver, keys(people.approver))
    letter = mails("held")[0]
    publishing.retain(publication, people.editor, letter.id, "It names a person.")
    client.sign_in(people.approver)
    assert client.post(f"/outbox/{letter.id}/retry", data={}).status_code == 409
    db.session.refresh(letter)
    assert letter.state == "dropped"
    given_up = mails("held")[0]
    given_up.state = "failed"
    db.session.commit()
    asking = next(a for a in (people.sponsor_editor, people.sponsor_approver) if closed_to(a, [given_up]))
    client.sign_in(asking)
    assert client.post(f"/outbox/{given_up.id}/retry", data={}).status_code == 404
    client.sign_in(people.approver)
    assert client.post(f"/outbox/{given_up.id}/retry", data={}).status_code == 303
    assert db.session.get(OutboxMail, given_up.id).state == "waiting"


def test_all_is_published_together_and_every_change_has_its_event(people, four):
    publication = publishing.publish(people.approver, keys(people.approver))
    assert [stage(four[k]) for k in TABLE] == ["accepted", "returned", "forwarded", "not-forwarded"]
    points = find(None, four["return"]).points
    assert [(p.field, p.text) for p in points] == [("title", "Name the figure."), ("", "Name the year.")]
    assert db.session.scalar(select(ReturnRound.answer_due_on).filter_by(recommendation_id=four["return"])) == UNTIL
    verbs = {
        verb: person
        for verb, person in db.session.execute(
            select(LedgerEvent.verb, LedgerEvent.person_id).where(LedgerEvent.person_id == people.approver.person_id)
        )
    }
    wanted = {"accepted", "returned", "forwarded", "not_forwarded"}
    assert {f"recommendation.{verb}" for verb in wanted} | {"publication.published"} <= set(verbs)
    assert publication.count == 4 and keys(people.approver) == []
    kept = db.session.scalars(select(PendingDecision.publication_id).filter_by(state="published"))
    assert set(kept) == {publication.id}


def test_an_editor_publishes_what_needs_one_person_and_not_what_needs_two(people, four):
    with pytest.raises(Refused) as refused:
        publishing.publish(people.editor, keys(people.editor))
    assert "Only an approver of the secretariat does this." in refused.value.verdict.sentence
    db.session.rollback()


def test_nothing_is_published_where_one_is_refused(people, four, client):
    """One person who holds both offices prepared a forwarding: with it among the chosen, nothing happens."""
    both = people.editor
    db.session.commit()
    second = load_actor(both.person_id, _also_approver(both))
    db.session.commit()
    client.sign_in(second)
    page = client.page("/decisions")
    assert "You prepared this forwarding; another person confirms it." in page
    assert "You prepared this decision; another person confirms it." in page
    assert page.count('name="chosen"') == 2
    answer = client.post("/decisions", data={"chosen": keys(second)})
    assert answer.status_code == 409
    assert "another person confirms it" in answer.get_data(as_text=True)
    assert [stage(four[k]) for k in TABLE] == ["screening", "screening", "cleared", "screening"]
    assert mails() == [] and db.session.scalar(select(func.count(Publication.id))) == 0
    assert client.post("/decisions", data={"chosen": keys(second, "accept", "return")}).status_code == 303
    assert [stage(four[k]) for k in TABLE] == ["accepted", "returned", "cleared", "screening"]


def _also_approver(actor):
    from tests.factories import Make

    return Make(db.session).mandate(actor.person, Role.APPROVER).id


def test_neither_pen_belongs_to_a_city_that_asks_also_when_it_began_to_afterwards(people, write, make):
    case = write("screening")
    forwarding.prepare_not_forwarding(case, people.editor, "Outside.")
    make.mandate(people.editor.person, Role.DELEGATE, people.second)
    with pytest.raises(Refused) as refused:
        forwarding.confirm_not_forwarding(find(None, case.id), people.approver)
    assert refused.value.verdict.sentence == "Who prepared this has an interest in it by now."


def test_the_desk_names_who_can_be_the_second(people, four, make, client):
    pairs = [(four["forward"], people.editor.person_id), (four["not-forward"], people.approver.person_id)]
    found = reading.seconds(pairs)
    assert [p.id for p in found[four["forward"]]] == [people.approver.person_id], "not whose city asks for it"
    assert found[four["not-forward"]] == []
    client.sign_in(people.editor2)
    assert f"Can confirm: {people.approver.person.name}" in client.page(f"/queue/{four['forward']}")
    for row in db.session.scalars(select(Forwarding).filter_by(recommendation_id=four["forward"])):
        row.prepared_by_id = people.approver.person_id
    db.session.flush()
    assert "Nobody can: every approver prepared this" in client.page(f"/queue/{four['forward']}")
    assert "Nobody can: every approver prepared this" in client.page("/decisions")


def test_letters_are_held_read_and_leave_once(people, four, client):
    sent_already()
    client.sign_in(people.approver)
    answer = client.post("/decisions", data={"chosen": keys(people.approver)})
    number = db.session.scalar(select(Publication.id))
    assert answer.location.endswith(f"/decisions/publications/{number}")
    held = mails("held")
    assert len(held) == len(mails()) > 8
    told = {row.person_id for row in held}
    assert {people.lead_mayor.person_id, people.sponsor_mayor.person_id} <= told
    db.session.commit()
    assert delivery.drain() == 0, "nothing leaves by the drain"
    delivery.retry(held[0])
    assert held[0].state == "held"
    page = client.page(f"/decisions/publications/{number}")
    assert "The secretariat accepted Shade in every street" in page and "As it will be sent" in page
    keep = f"/decisions/publications/{number}/letters/{held[0].id}"
    assert client.post(keep, data={"reason": ""}).status_code == 422
    assert client.post(keep, data={"reason": "She knows already."}).status_code == 303
    assert client.post(keep, data={"reason": "Again."}).status_code == 409
    assert client.post(f"/decisions/publications/{number}/letters").status_code == 303
    assert client.post(f"/decisions/publications/{number}/letters").status_code == 409
    states = [row.state for row in mails()]
    assert states.count("dropped") == 1 and states.count("waiting") == len(states) - 1
    assert db.session.get(Publication, number).sent_by_id == people.approver.person_id
    assert "She knows already." in client.page(f"/decisions/publications/{number}")


def test_letters_about_a_matter_of_ones_own_city_are_nobodys_to_read_or_let_go(people, four, client):
    publication = publishing.publish(people.approver, keys(people.approver, "accept", "return"))
    client.sign_in(people.sponsor_approver)
    page = f"/decisions/publications/{publication.id}"
    assert client.get(page).status_code == 404 and page not in client.page("/decisions")
    assert client.post(f"{page}/letters").status_code == 404
    assert {row.state for row in mails()} == {"held"}


def test_a_publication_counts_only_what_its_reader_may_know_of(people, four):
    publication = publishing.publish(people.approver, keys(people.approver, "accept", "return"))
    every = reading.publications(people.editor2)
    assert [(row.id, count) for row, count, _held in every] == [(publication.id, 2)] and every[0][2] == len(mails("held"))
    interests.declare(people.editor2, four["accept"], None, "I drafted it.")
    [(_row, count, held)] = reading.publications(people.editor2)
    assert count == reading.decided(people.editor2, publication) == 1
    assert held == len(reading.letters(people.editor2, publication.id)) and 0 < held < every[0][2]
    interests.declare(people.editor2, four["return"], None, "I drafted it.")
    assert reading.publications(people.editor2) == [] and reading.publication(people.editor2, publication.id) is None


def test_what_was_told_by_a_held_letter_is_in_no_digest(people, four):
    publishing.publish(people.approver, keys(people.approver))
    events = [row.data["event_id"] for row in mails()]
    rows = db.session.scalars(select(Notification).where(Notification.event_id.in_(events), ~Notification.asks))
    assert all(row.digested_at for row in rows)


def test_the_oldest_held_letter_makes_the_forum_no_less_ready(people, four, client):
    sent_already()
    with clock.at(clock.now() - dt.timedelta(days=3)):
        publishing.publish(people.approver, keys(people.approver, "accept"))
    assert {row.state for row in mails()} == {"held"}
    assert "mail waits" not in client.get("/readyz").get_data(as_text=True)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_as_much_for_thirty_as_for_one(people, write, make, client, session, rows):
    session_of_body = None
    for number in range(rows):
        case = write("cleared", f"Number {number}")
        session_of_body = session_of_body or make.body_session(case.row.body)
        forwarding.prepare_forwarding(case, people.editor, to(session_of_body))
        publishing.keep_acceptance(write("screening", f"Other {number}"), people.editor)
    client.sign_in(people.approver)
    session.expunge_all()
    with count_statements() as seen:
        page = client.page("/decisions")
    assert len(seen) == 9, "\n".join(s[:110] for s in seen)
    assert page.count('name="chosen"') == 2 * rows


def test_a_page_has_no_more_decisions_than_can_be_published_and_says_that_more_wait(people, four, client, monkeypatch):
    monkeypatch.setattr(reading, "MOST", 2)
    every = keys(people.approver)
    assert len(every) == 4  # of each kind at most one more than a page has
    client.sign_in(people.approver)
    page = client.page("/decisions")
    assert page.count('name="chosen"') == 2 and "More decisions wait than stand here" in page
    with pytest.raises(Refused, match="At most 200 decisions are published together"):
        publishing.publish(people.approver, every[:3])
    last = reading.to_publish(people.approver, [every[3], every[3], "f0", "x", ""])
    assert [item.key for item in last] == every[3:]
    assert publishing.publish(people.approver, [every[3], every[3]]).count == 1
    publishing.publish(people.approver, every[:1])
    assert "More decisions wait" not in client.page("/decisions")
