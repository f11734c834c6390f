"""Amendments from proposal to decision: sponsors, collisions and their answers, amendments to amendments, the pages."""

import pytest

from forum.accounts.sessions import load_actor
from forum.declarations.operations import amendments, clauses, colliding, deciding, procedure
from forum.declarations.queries import amendments as reading
from forum.declarations.queries import declarations, parts
from forum.declarations.rules import amendments as rules
from forum.discussion.operations import post
from forum.kit import subjects
from forum.kit.verdict import Conflict, Refused
from forum.ledger.queries import history
from models import LedgerEvent, Notification
from tests.counting import count_statements

TREES = "Invites all cities to plant trees:"


@pytest.fixture
def consulted(people, write, session):
    dossier = write("consultation")
    session.commit()
    return dossier


def proposed(dossier, actor, text, place=1, act="replace", reason="Because."):
    return amendments.propose(dossier, actor, dossier.clauses[place], act, text, reason)


def words(dossier):
    return [clause.text for clause in declarations.get(None, dossier.id).clauses]


def fresh(dossier, actor, *rows):
    """All of them as a new request would load them."""
    found = {row.id: row for row in reading.by_ids([row.id for row in rows])}
    return declarations.get(None, dossier.id), load_actor(actor.person_id, actor.mandate_id), *(found[r.id] for r in rows)


def told(session, person, verb):
    """How often somebody was asked or told by an act."""
    rows = session.query(Notification).filter_by(person_id=person.person_id).all()
    return sum(1 for row in rows if session.get(LedgerEvent, row.event_id).verb == verb)


NOT_SAID = "It collides with what was decided, and Lviv has not said yet what becomes of it."
# state of the amendment, who -> the sentence of each rule; empty where it allows
TABLE = {
    ("open", "lead_mayor"): {"decide": "", "accept": "",
                             "withdraw": "Only the city that proposed an amendment withdraws it.",
                             "ask": "Only the city that proposed an amendment asks for sponsors."},
    ("open", "group_mayor"): {"decide": "Only the lead city does this.", "withdraw": "",
                              "keep": "It collides with nothing.", "ask": "",
                              "rewrite": "The words under this amendment are those that it was written against."},
    ("open", "other_mayor"): {"decide": "Only the lead city does this.", "amend": "",
                              "rewrite": "Only the city that proposed an amendment rewrites it."},
    ("open", "editor"): {"decide": "Only the lead city does this.", "amend": "Only accredited cities do this."},
    ("collides", "lead_mayor"): {"accept": NOT_SAID,
                                 "decide": "", "amend": "It collides and may be rewritten."},
    ("collides", "group_mayor"): {"keep": "", "rewrite": "", "withdraw": ""},
    ("collides", "other_mayor"): {"keep": "Only the city that proposed an amendment keeps it."},
    ("accepted", "lead_mayor"): {"decide": "This amendment was decided already."},
    ("accepted", "group_mayor"): {"withdraw": "This amendment was decided already.",
                                  "rewrite": "This amendment was decided already."},
}  # fmt: skip


@pytest.mark.parametrize(("state", "who"), list(TABLE))
def test_every_role_and_state(consulted, people, state, who):
    row = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    row = reading.by_ids([row.id])[0]
    row.state = state
    actor = getattr(people, who)
    found = {
        "decide": rules.can_decide(consulted, actor, row),
        "accept": rules.can_accept(consulted, actor, row),
        "withdraw": rules.can_withdraw(consulted, actor, row),
        "keep": rules.can_keep(consulted, actor, row),
        "rewrite": rules.can_rewrite(consulted, actor, row, rules.outdated(row, consulted.clauses[1])),
        "amend": rules.can_amend(consulted, actor, row),
        "ask": rules.can_ask(consulted, actor, row),
    }
    for name, sentence in TABLE[state, who].items():
        assert found[name].sentence == sentence, (state, who, name)


def test_numbers_are_given_for_good(consulted, people):
    first = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    amendments.withdraw(consulted, people.group_mayor, first)
    second = proposed(consulted, people.other_mayor, "Asks all cities to plant trees:")
    assert (first.number, second.number) == (1, 2)
    assert (second.clause_edit, second.base_text, second.version_id) == (consulted.clauses[1].edit, TREES, None)
    assert [r.act for r in reading.revisions(second.id)] == ["proposed"]


def test_accepted_words_are_the_proposers_in_the_history(client, consulted, people, session):
    row = proposed(consulted, people.other_mayor, "Urges all cities to plant trees:")
    deciding.accept(consulted, people.lead_mayor, row, "Well put.")
    session.commit()
    newest = parts.edits(row.clause_uid)[0]
    assert (newest.person_id, newest.mandate_id) == (people.other_mayor.person_id, people.other_mayor.mandate_id)
    assert (newest.act, newest.amendment.number, newest.amendment.city.name) == ("amended", 1, "Tampere")
    html = client.sign_in(people.group_mayor).page(f"/declarations/{consulted.id}/clauses/{row.clause_uid}")
    assert "amendment 1 of Tampere</a>, accepted by" in " ".join(html.split())


def test_other_words_of_one_paragraph_are_both_accepted_in_any_order(consulted, people):
    urges = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    oaks = proposed(consulted, people.other_mayor, "Invites all cities to plant oaks:")
    deciding.accept(consulted, people.lead_mayor, oaks)
    assert urges.state == "open"
    deciding.accept(consulted, people.lead_mayor, urges)
    assert words(consulted)[1] == "Urges all cities to plant oaks:"


def test_a_collision_is_told_and_answered_by_writing_anew(client, consulted, people, session):
    winner = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    other = proposed(consulted, people.other_mayor, "Requests all cities to plant many trees:")
    apart = proposed(consulted, people.other_mayor, "Requests the Committee to take note now.", place=3)
    deciding.accept(consulted, people.lead_mayor, winner)
    (collision,) = reading.collisions(other.id, apart.id)
    assert (other.state, apart.state, collision.by.number) == ("collides", "open", winner.number)
    for person in (people.other_mayor, people.other_delegate):
        assert told(session, person, "amendment.collided") == 1
    assert told(session, people.group_mayor, "amendment.collided") == 0
    session.commit()
    base = f"/declarations/{consulted.id}/amendments/2"
    html = client.sign_in(people.other_mayor).page(base)
    assert "was accepted and changes the same words" in html and "Write it anew" in html
    form = client.page(f"{base}/rewriting")
    assert "Urges all cities to plant many trees:</textarea>" in form.replace("\r", "").replace("\n", "")
    seen = form.split('name="seen" type="hidden" value="')[1].split('"')[0]
    stale = client.post(f"{base}/rewriting", data={"text": "Urges many.", "seen": "1", "idempotency_key": "1"})
    assert stale.status_code == 409 and "Urges many." in stale.get_data(as_text=True)
    new = {"text": "Urges all cities to plant many trees:", "seen": seen, "idempotency_key": "2"}
    assert client.post(f"{base}/rewriting", data=new).status_code == 303
    again = reading.amendments(consulted.id)[1]
    assert (again.state, again.base_text, again.edit) == ("open", "Urges all cities to plant trees:", 2)
    assert [answer.answer.answer for answer in reading.collisions(again.id)] == ["rewritten"]
    assert told(session, people.lead_delegate, "amendment.rewritten") == 1
    client.sign_in(people.lead_mayor)
    assert client.post(f"{base}/decision", data={"outcome": "accepted"}).status_code == 303
    assert words(consulted)[1] == "Urges all cities to plant many trees:"
    assert "How it was worded" in client.page(base)


def test_a_collision_is_answered_by_keeping_or_withdrawing(client, consulted, people, session):
    winner = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    kept = proposed(consulted, people.other_mayor, "Requests all cities to plant many trees:")
    gone = proposed(consulted, people.other_delegate, "", act="delete")
    deciding.accept(consulted, people.lead_mayor, winner)
    session.commit()
    client.sign_in(people.other_mayor)
    base = f"/declarations/{consulted.id}/amendments"
    assert client.post(f"{base}/2/keeping").status_code == 303
    assert client.post(f"{base}/3/withdrawal", data={"idempotency_key": "w"}).status_code == 303
    kept, gone = reading.amendments(consulted.id)[1:]
    answers = {c.amendment_id: c.answer.answer for c in reading.collisions(kept.id, gone.id)}
    assert (kept.state, gone.state, answers) == ("open", "withdrawn", {kept.id: "kept", gone.id: "withdrawn"})
    html = client.sign_in(people.lead_mayor).page(f"{base}/2")
    assert "Tampere keeps it over a collision" in html and "<del>Urges</del>" in html
    deciding.accept(*fresh(consulted, people.lead_mayor, kept))
    assert words(consulted)[1] == "Requests all cities to plant many trees:"


def test_two_decisions_at_one_moment_are_one(consulted, people):
    row = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    deciding.accept(consulted, people.lead_mayor, row)
    with pytest.raises(Refused):  # the second person's rules were asked before the first one's decision was there
        deciding.settle(consulted, people.lead_delegate, row, "rejected", "No.")


def test_who_decides_has_read_the_words_as_they_are(consulted, people):
    row = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    seen = deciding.state_of(row, consulted.clauses[1])
    other = proposed(consulted, people.other_mayor, "Invites all cities to plant oaks:")
    deciding.accept(consulted, people.lead_mayor, other)
    with pytest.raises(Conflict) as conflict:
        deciding.accept(consulted, people.lead_mayor, row, "", seen)
    assert conflict.value.verdict.sentence == "The words were changed since you opened this page."


def test_an_amendment_to_an_amendment_changes_its_words(client, consulted, people, session):
    target = proposed(consulted, people.group_mayor, "Urges all cities to plant many trees:")
    sub = amendments.amend(consulted, people.other_mayor, target, "Urges all cities to plant ten trees:", "Countable.")
    rival = amendments.amend(consulted, people.lead_mayor, target, "Urges all cities to plant few trees:", "Modest.")
    third = amendments.amend(consulted, people.lead_delegate, target, "Urges most cities to plant many trees:", "Modest.")
    with pytest.raises(Refused) as refused:
        amendments.amend(consulted, people.lead_mayor, sub, "Urges.", "A third level.")
    assert refused.value.verdict.sentence == "This changes an amendment already."
    deciding.accept(consulted, people.lead_mayor, sub)
    assert (target.text, target.edit, rival.state, third.state) == (
        "Urges all cities to plant ten trees:", 2, "collides", "open"
    )  # fmt: skip
    newest = reading.revisions(target.id)[0]
    assert (newest.act, newest.by.number, newest.person_id) == ("amended", sub.number, people.other_mayor.person_id)
    session.commit()
    html = client.sign_in(people.other_mayor).page(f"/declarations/{consulted.id}/amendments/1")
    assert "by amendment 2 of Tampere" in html and "Amendments to this amendment" in html
    dossier, lead, target, third = fresh(consulted, people.lead_mayor, target, third)
    deciding.accept(dossier, lead, target)
    assert third.state == "collides", "what it changes was accepted as it was"
    session.commit()
    client.sign_in(people.lead_delegate)
    page = client.page(f"/declarations/{consulted.id}/amendments/4")
    assert "which this one changes, was accepted as it was" in page
    form = client.page(f"/declarations/{consulted.id}/amendments/4/rewriting")
    assert "Urges most cities to plant ten trees:</textarea>" in form.replace("\r", "").replace("\n", "")
    dossier, delegate, third = fresh(consulted, people.lead_delegate, third)
    colliding.rewrite(dossier, delegate, third, "Urges most cities to plant ten trees:", dossier.clauses[1].edit)
    assert (third.target_id, third.base_text) == (None, "Urges all cities to plant ten trees:")


def test_the_page_says_what_became_of_a_paragraph_that_is_gone(client, consulted, people, session):
    row = proposed(consulted, people.other_mayor, "Urges all cities to plant trees:")
    taken = proposed(consulted, people.group_mayor, "", act="delete")
    deciding.accept(consulted, people.lead_mayor, taken)
    session.commit()
    assert row.state == "collides" and TREES not in words(consulted)
    base = f"/declarations/{consulted.id}/amendments/1"
    html = client.sign_in(people.other_mayor).page(base)
    assert "<del>Invites</del>" in html and "The paragraph is no longer in the text." in html
    assert "Nothing: the paragraph was removed." in html and "Write it anew" not in html
    answer = client.post(f"{base}/rewriting", data={"text": "Urges.", "seen": "1"})
    assert answer.status_code == 409 and "Its paragraph is no longer in the text." in answer.get_data(as_text=True)


def test_a_base_that_shrank_in_drafting_is_carried_or_said(client, people, write, session):
    draft = write("drafting")
    near = proposed(draft, people.group_mayor, "Invites all cities to plant oaks:")
    far = proposed(draft, people.group_delegate, "Urges all cities to plant trees:")
    clauses.change_clause(draft, people.lead_mayor, draft.clauses[1], "operative", "All cities plant trees:", 1)
    session.commit()
    client.sign_in(people.group_mayor)
    html = client.page(f"/declarations/{draft.id}/amendments/1")
    assert (
        "<ins>oaks</ins>" in html.replace(" oaks", "oaks")
        and "Accepted, this change is made to the words that stand now" in html
    )
    html = client.page(f"/declarations/{draft.id}/amendments/2")
    assert "The paragraph has other words by now" in html and "<ins>Urges</ins>" in html and "Write it anew" in html
    draft, lead, far, near = fresh(draft, people.lead_mayor, far, near)
    with pytest.raises(Conflict):
        deciding.accept(draft, lead, far)
    deciding.accept(draft, lead, near)
    assert words(draft)[1] == "All cities plant oaks:"


def test_cities_are_asked_and_answer(client, make, consulted, people, session):
    grey = make.city("Grey", accredited=False)
    session.commit()
    path = f"/declarations/{consulted.id}/clauses/{consulted.clauses[1].uid}/amendments/new"
    given = {"act": "replace", "text": "Urges all cities to plant trees:", "reason": "Why."}
    client.sign_in(people.group_mayor)
    for names, sentence in (("Atlantis", "No city of this name"), (grey.name, "Grey is not accredited yet."),
                            ("Lviv", "Lviv proposes it.")):  # fmt: skip
        answer = client.post(path, data=given | {"asked": names, "idempotency_key": names})
        assert answer.status_code == 422 and sentence in answer.get_data(as_text=True), names
    assert reading.amendments(consulted.id) == []
    assert client.post(path, data=given | {"asked": "Braga, Tampere"}).status_code == 303
    assert told(session, people.other_mayor, "amendment.sponsors_asked") == 1
    base = f"/declarations/{consulted.id}/amendments/1"
    html = client.page(base)
    assert "Asked to sponsor" in html and "Braga, Tampere" in " ".join(html.split())
    twice = client.post(f"{base}/requests", data={"asked": "Braga", "idempotency_key": "b"})
    assert twice.status_code == 409 and "Braga was asked already." in twice.get_data(as_text=True)
    client.sign_in(people.other_delegate)
    assert "Your city is asked to sponsor it" in client.page(base)
    assert client.post(f"{base}/answer", data={}).status_code == 422
    declined = {"answer": "declined", "note": "No funds.", "idempotency_key": "d"}
    assert client.post(f"{base}/answer", data=declined).status_code == 303
    assert "No funds." in client.page(base) and "Your city is asked" not in client.page(base)
    late = client.post(f"{base}/answer", data=declined | {"idempotency_key": "e"})
    assert late.status_code == 409 and "Your city was not asked to sponsor this, or has answered." in late.get_data(
        as_text=True
    )
    amendments.co_sponsor(*fresh(consulted, people.lead_mayor, reading.amendments(consulted.id)[0]))
    assert [r.answer.answer for r in reading.requests(reading.amendments(consulted.id)[0].id)] == ["agreed", "declined"]


def test_talk_about_an_amendment_is_read_where_the_amendment_is(client, consulted, people, session):
    row = proposed(consulted, people.other_mayor, "", act="delete")
    subject = subjects.find("amendment", row.id, people.lead_mayor)
    post(people.lead_mayor, subject, "We will reject this.")
    assert row.comment_count == 1
    assert subjects.find("amendment", row.id, people.observer) is None
    session.commit()
    assert "We will reject this." in client.sign_in(people.group_mayor).page(subject.url)
    draft_reader = subjects.find("amendment", row.id, people.unaccredited_mayor)
    assert draft_reader is None


def test_who_may_not_know_of_an_amendment_meets_nothing(client, people, write, session):
    draft = write("drafting")
    row = proposed(draft, people.group_mayor, "Urges all cities to plant trees:")
    session.commit()
    assert subjects.find("amendment", row.id, people.other_mayor) is None
    client.sign_in(people.other_mayor)
    for path in ("/amendments/1", "/amendments/1/rewriting", "/amendments/1/amendments/new", "/consolidation"):
        assert client.get(f"/declarations/{draft.id}{path}").status_code == 404


def test_the_list_is_narrowed_by_state_paragraph_and_city(client, consulted, people, session):
    proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    gone = proposed(consulted, people.other_mayor, "Requests nothing.", place=3)
    amendments.withdraw(consulted, people.other_mayor, gone)
    session.commit()
    client.sign_in(people.lead_mayor)
    base, uid = f"/declarations/{consulted.id}/amendments", consulted.clauses[1].uid
    every = {"Amendment 1 of Lviv", "Amendment 2 of Tampere"}
    for query, expected in (
        ("", every),
        ("?state=open", {"Amendment 1 of Lviv"}),
        ("?state=withdrawn", {"Amendment 2 of Tampere"}),
        (f"?clause={uid}", {"Amendment 1 of Lviv"}),
        (f"?city={people.third.id}", {"Amendment 2 of Tampere"}),
        (f"?city={people.third.id}&state=open", set()),
    ):
        html = client.page(base + query)
        assert {name for name in every if name in html} == expected, query
    assert "None of the amendments fits what you chose." in client.page(f"{base}?state=accepted")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(client, consulted, people, session, rows):
    for number in range(rows):
        proposed(consulted, people.group_mayor, f"Urges {number} cities to plant trees:")
    session.commit()
    client.sign_in(people.other_mayor)
    address = f"/declarations/{consulted.id}/amendments"
    session.expunge_all()
    with count_statements() as seen:
        client.page(address)
    assert len(seen) == 10, "\n".join(seen)


def test_every_act_is_recorded_under_its_noun(consulted, people):
    winner = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    other = proposed(consulted, people.other_mayor, "Requests all cities to plant trees:")
    amendments.ask(consulted, people.other_mayor, other, [people.lead])
    amendments.answer(consulted, people.lead_mayor, other, False, "Not now.")
    deciding.accept(consulted, people.lead_mayor, winner)
    colliding.keep(consulted, people.other_mayor, other)
    verbs = [event.verb for event in history("amendment", other.id)]
    assert sorted(verbs) == [
        "amendment.collided",
        "amendment.kept",
        "amendment.sponsor_declined",
        "amendment.sponsors_asked",
    ]
    acts = [event.verb for event in history("declaration", consulted.id)]
    assert acts.count("declaration.amendment_proposed") == 2 and acts.count("declaration.amendment_accepted") == 1


def test_nothing_is_decided_once_the_silence_runs(consulted, people):
    import datetime as dt

    from forum.kit import clock

    row = proposed(consulted, people.group_mayor, "Urges all cities to plant trees:")
    procedure.start_silence(consulted, people.vice_chair, clock.now() + dt.timedelta(days=3))
    for verdict in (
        rules.can_decide(consulted, people.lead_mayor, row),
        rules.can_withdraw(consulted, people.group_mayor, row),
    ):
        assert verdict.sentence == "Amendments are possible until the silence procedure begins."
    assert rules.can_consolidate(consulted, people.lead_mayor).remedy
