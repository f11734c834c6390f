"""Mandates: who adds, verifies and ends them, and that nothing can be done the minute after."""

import datetime as dt

import pytest

from forum.accounts import operations, rules
from forum.accounts.actor import Actor, may_act
from forum.accounts.queries import mandates as queries
from forum.accounts.sessions import load_actor
from forum.kit import clock
from forum.kit.verdict import Refused
from models import MandateEnding, Person, Role
from tests.counting import count_statements

NOBODY = "Mandates are added by the secretariat and, for their own city, by mayors."
OWN_CITY = "A mayor adds deputies and delegates of their own city only."
RESERVED = "Mandates of the secretariat and the Bureau are in the hands of an administrator."
ENDERS = "Mandates are ended by the secretariat and, for their own deputies and delegates, by mayors."


@pytest.mark.parametrize(
    ("who", "role", "own", "sentence"),
    [
        (Role.MAYOR, Role.DELEGATE, True, ""),
        (Role.MAYOR, Role.DEPUTY, True, ""),
        (Role.MAYOR, Role.DELEGATE, False, OWN_CITY),
        (Role.MAYOR, Role.MAYOR, True, OWN_CITY),
        (Role.MAYOR, Role.EDITOR, True, OWN_CITY),
        (Role.DEPUTY, Role.DELEGATE, True, NOBODY),
        (Role.DELEGATE, Role.DELEGATE, True, NOBODY),
        (Role.STATE, Role.DELEGATE, False, NOBODY),
        (Role.OBSERVER, Role.DELEGATE, False, NOBODY),
        (Role.CHAIR, Role.DELEGATE, False, NOBODY),
        (Role.BUREAU, Role.DELEGATE, False, NOBODY),
        (Role.EDITOR, Role.MAYOR, False, ""),
        (Role.EDITOR, Role.STATE, False, ""),
        (Role.EDITOR, Role.EDITOR, False, RESERVED),
        (Role.APPROVER, Role.CHAIR, False, RESERVED),
        (Role.APPROVER, Role.ADMIN, False, RESERVED),
        (Role.ADMIN, Role.EDITOR, False, ""),
        (Role.ADMIN, Role.CHAIR, False, ""),
    ],
)
def test_who_adds_what(make, who, role, own, sentence):
    actor = make.actor(who)
    city = actor.city_id if own else make.city().id
    assert rules.can_add(actor, role, city).sentence == sentence


@pytest.mark.parametrize(
    ("who", "role", "own", "sentence"),
    [
        (Role.MAYOR, Role.DELEGATE, True, ""),
        (Role.MAYOR, Role.DEPUTY, True, ""),
        (Role.MAYOR, Role.MAYOR, True, ENDERS),
        (Role.MAYOR, Role.DELEGATE, False, ENDERS),
        (Role.DEPUTY, Role.DELEGATE, True, ENDERS),
        (Role.DELEGATE, Role.DELEGATE, True, ENDERS),
        (Role.OBSERVER, Role.DELEGATE, False, ENDERS),
        (Role.CHAIR, Role.DELEGATE, False, ENDERS),
        (Role.EDITOR, Role.MAYOR, False, ""),
        (Role.EDITOR, Role.ADMIN, False, RESERVED),
        (Role.ADMIN, Role.EDITOR, False, ""),
    ],
)
def test_who_ends_what(make, who, role, own, sentence):
    actor = make.actor(who)
    holder = (actor.mandate.city if own else make.city()) if role in ("mayor", "deputy", "delegate") else None
    mandate = make.mandate(make.person(), role, holder)
    assert rules.can_end(mandate, actor).sentence == sentence


@pytest.mark.parametrize(
    ("who", "role", "sentence"),
    [
        (Role.EDITOR, Role.MAYOR, ""),
        (Role.EDITOR, Role.CHAIR, RESERVED),
        (Role.APPROVER, Role.EDITOR, RESERVED),
        (Role.ADMIN, Role.EDITOR, ""),
        (Role.CHAIR, Role.MAYOR, "Only the secretariat verifies mandates."),
        (Role.STATE, Role.MAYOR, "Only the secretariat verifies mandates."),
    ],
)
def test_who_verifies_what(make, who, role, sentence):
    mandate = make.mandate(make.person(), role, make.city() if role == Role.MAYOR else None, verified=False)
    assert rules.can_verify(mandate, make.actor(who)).sentence == sentence


@pytest.mark.parametrize(
    ("role", "starts", "ends", "sentence"),
    [
        (Role.DELEGATE, 0, None, ""),
        (Role.DELEGATE, -400, 0, ""),
        (Role.DEPUTY, 0, 30, ""),
        (Role.DEPUTY, 0, None, "A deputy stands in until a date."),
        (Role.MAYOR, 10, 5, "The last day is before the first."),
        (Role.MAYOR, -10, -5, "The last day has passed."),
        (Role.MAYOR, 0, 5000, "This is more than ten years ahead."),
        (Role.MAYOR, 5000, None, "This is more than ten years ahead."),
    ],
)
def test_terms(role, starts, ends, sentence):
    day = clock.today()
    last = None if ends is None else day + dt.timedelta(days=ends)
    assert rules.mandates.good_term(role, day + dt.timedelta(days=starts), last).sentence == sentence


def test_strangers_and_lookers_end_nothing(make):
    mandate, mayor = make.mandate(make.person(), Role.DELEGATE, make.city()), make.actor(Role.MAYOR)
    looker = Actor(mayor.person, mayor.mandate, mayor.mandates, read_only=True)
    assert rules.can_end(mandate, Actor()).sentence == "You are not signed in."
    assert rules.can_end(mayor.mandate, looker).sentence.startswith("You are viewing the site")


def test_nothing_can_be_done_the_minute_after(make, session, client):
    mayor = make.actor(Role.MAYOR, make.city("Braga"))
    delegate = load_actor(make.mandate(make.person("Jo"), Role.DELEGATE, mayor.mandate.city).person_id)
    client.sign_in(mayor)
    page = client.page(f"/mandates/{delegate.mandate_id}")
    assert "End the mandate" in page
    assert client.post(f"/mandates/{delegate.mandate_id}/ending", data={"reason": ""}).status_code == 422
    assert may_act(load_actor(delegate.person_id))
    assert client.post(f"/mandates/{delegate.mandate_id}/ending", data={"reason": "New post"}).status_code == 303
    session.expire_all()
    assert may_act(load_actor(delegate.person_id)).sentence == "You hold no mandate in force today."
    row = session.query(MandateEnding).one()
    assert (row.mandate_id, row.ended_by_id, row.reason) == (delegate.mandate_id, mayor.person_id, "New post")
    assert "New post" in client.page(f"/mandates/{delegate.mandate_id}")
    again = client.post(f"/mandates/{delegate.mandate_id}/ending", data={"reason": "Again"})
    assert again.status_code == 409 and "has ended already" in again.get_data(as_text=True)


def test_a_mandate_ends_by_itself_at_midnight_in_geneva(make):
    actor = make.actor(Role.MAYOR, ends_on=clock.today())
    midnight = dt.datetime.combine(clock.today() + dt.timedelta(days=1), dt.time(), clock.FORUM_ZONE)
    with clock.at(midnight - dt.timedelta(minutes=1)):
        assert may_act(load_actor(actor.person_id))
    with clock.at(midnight + dt.timedelta(minutes=1)):
        assert not may_act(load_actor(actor.person_id))


def test_one_may_lay_down_ones_own(make):
    delegate = make.actor(Role.DELEGATE)
    operations.end_mandate(delegate, delegate.mandate, "I move on")
    assert not may_act(load_actor(delegate.person_id))


def test_the_last_administrator_stays(make):
    first = make.actor(Role.ADMIN)
    with pytest.raises(Refused) as refused:
        operations.end_mandate(first, first.mandate)
    assert refused.value.verdict.sentence == "This is the last administrator."
    make.actor(Role.ADMIN)
    operations.end_mandate(first, first.mandate)


def test_a_mayor_adds_a_delegate_by_the_page(make, client, session):
    mayor, editor = make.actor(Role.MAYOR, make.city("Braga")), make.actor(Role.EDITOR)
    client.sign_in(mayor)
    client.page("/city/people")
    data = {"name": "Jo Weber", "email": "jo@braga.example", "role": "delegate", "office": "Focal point"}
    data |= {"starts_on": str(clock.today()), "ends_on": "", "evidence": "Letter of 3 March"}
    bad = client.post("/city/people", data=data | {"email": "jo@", "role": "mayor"})
    assert bad.status_code == 422 and "Enter a whole address" in bad.get_data(as_text=True)
    assert client.post("/city/people", data=data).status_code == 303
    html = client.page("/city/people")
    assert "Jo Weber" in html and "has not opened the account yet" in html and "waits to be verified" in html
    client.sign_out().sign_in(editor)
    queue = client.page("/mandates")
    assert "Letter of 3 March" in queue and "Focal point of Braga" in queue
    waiting = queries.waiting(None).items[0].id
    assert client.post(f"/mandates/{waiting}/verification", data={"next": "/mandates"}).location == "/mandates"
    assert "Nothing waits" in client.page("/mandates")
    twice = client.post(f"/mandates/{waiting}/verification")
    assert twice.status_code == 409


def test_the_name_of_an_account_is_not_told_by_its_address(make, client):
    known = make.person("Johanna Maria Weber")
    mayor = make.actor(Role.MAYOR)
    client.sign_in(mayor)
    data = {"name": "Jo W", "email": known.email, "role": "delegate", "office": "Focal point"}
    data |= {"starts_on": str(clock.today()), "evidence": "Letter"}
    client.post("/city/people", data=data)
    html = client.page("/city/people")
    assert "Jo W" in html and "Johanna" not in html


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.DELEGATE])
def test_others_of_the_city_read_why_they_cannot_add(make, client, role):
    client.sign_in(make.actor(role, ends_on=clock.today()))
    assert NOBODY.replace("'", "&#39;") in client.page("/city/people")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OBSERVER, Role.STATE])
def test_who_has_no_city_has_no_such_page(make, client, role):
    client.sign_in(make.actor(role))
    client.page("/city/people", 404)


def test_a_mandate_is_seen_by_its_city_and_staff(make, client):
    city = make.city("Braga")
    mandate = make.mandate(make.person(), Role.DELEGATE, city, evidence="Secret letter")
    client.sign_in(make.actor(Role.MAYOR, make.city("Lviv")))
    client.page(f"/mandates/{mandate.id}", 404)
    assert client.post(f"/mandates/{mandate.id}/ending", data={"reason": "x"}).status_code == 404
    client.sign_out().sign_in(make.actor(Role.DELEGATE, city))
    assert "Secret letter" not in client.page(f"/mandates/{mandate.id}")
    client.sign_out().sign_in(make.actor(Role.EDITOR))
    assert "Secret letter" in client.page(f"/mandates/{mandate.id}")


def test_nobody_verifies_their_own_is_said_in_the_queue(make, client, session):
    editor = make.actor(Role.EDITOR)
    make.mandate(session.get(Person, editor.person_id), Role.OBSERVER, verified=False, organisation="A network")
    client.sign_in(editor)
    assert "Nobody verifies their own mandate." in client.page("/mandates")


@pytest.mark.parametrize("path", ["/people", "/mandates"])
def test_long_lists_cost_the_same(make, client, path):
    client.sign_in(make.actor(Role.EDITOR))
    counts = []
    for many in (1, 29):
        for _n in range(many):
            make.mandate(make.person(), Role.MAYOR, make.city(), verified=False)
        client.get(path)
        with count_statements() as seen:
            html = client.page(path)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6, counts
    assert "Next page" in html


def test_staff_invite_a_delegate_of_a_state(make, client, session):
    body = make.body()
    client.sign_in(make.actor(Role.EDITOR))
    html = client.page("/people/invitation")
    assert "Delegate of a member State" in html and "Administrator" not in html
    data = {"name": "Elin Vahtra", "email": "elin@mission.example", "role": "state", "office": "Delegate"}
    data |= {"body_id": str(body.id), "starts_on": str(clock.today()), "evidence": "Note verbale"}
    bad = client.post("/people/invitation", data=data)
    assert bad.status_code == 422 and "Enter the member State" in bad.get_data(as_text=True)
    assert "Note verbale" in bad.get_data(as_text=True)
    response = client.post("/people/invitation", data=data | {"organisation": "Estonia"})
    assert response.status_code == 303
    assert "has not opened the account yet" in client.page(response.location)
    assert client.post(f"{response.location}/invitation").status_code == 303


def test_an_administrator_makes_an_editor(make, client, session):
    who = make.person("Mira Sand", password_hash="x")
    client.sign_in(make.actor(Role.ADMIN))
    client.page(f"/people/{who.id}/mandates")
    data = {"role": "editor", "office": "Editor", "organisation": "Secretariat", "starts_on": str(clock.today())}
    response = client.post(f"/people/{who.id}/mandates", data=data | {"evidence": "Contract"})
    assert response.location == f"/people/{who.id}"
    mandate = queries.of_person(who.id)[0]
    assert client.post(f"/mandates/{mandate.id}/verification").status_code == 303
    assert load_actor(who.id).is_staff


@pytest.mark.parametrize(("words", "found"), [("braga", True), ("MIRA sand", True), ("mira lviv", False), ("%", True)])
def test_finding_people(make, client, words, found):
    make.mandate(make.person("Mira Sand"), Role.MAYOR, make.city("Braga"))
    client.sign_in(make.actor(Role.EDITOR))
    assert ("Mira Sand" in client.page(f"/people?q={words.replace('%', '%25')}")) is found
