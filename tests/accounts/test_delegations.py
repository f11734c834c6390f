"""Delegation of authority: dated, in words, granted by the mayor to a person of the city, verified by the secretariat."""

import datetime as dt

import pytest

from forum.accounts import operations as accounts
from forum.accounts.actor import Actor
from forum.accounts.operations.delegations import delegate
from forum.accounts.queries import mandates as queries
from forum.accounts.queries.passkeys import mandate as loaded
from forum.accounts.rules import delegation as rules
from forum.accounts.rules import passkeys as key_rules
from forum.accounts.sessions import load_actor
from forum.kit import clock
from models import LedgerEvent, Mandate, Person, Role

SCOPE = "All signatures of the forum while I am away"
HERE = "/city/delegations"


def in_days(number):
    return clock.today() + dt.timedelta(days=number)


@pytest.fixture
def colleague(make, mayor):
    """A delegate of the mayor's city."""
    return make.actor(Role.DELEGATE, mayor.mandate.city)


def granted(actor, person, first=0, last=30, scope=SCOPE):
    fields = {"office": "Deputy Mayor", "evidence": "Decree 12", "scope": scope}
    return delegate(actor, person, starts_on=in_days(first), ends_on=in_days(last), **fields)


@pytest.mark.parametrize(
    ("role", "ends_on", "spelled"),
    [
        (Role.DEPUTY, dt.date(2026, 12, 31), "2026-11-01/2026-12-31"),
        (Role.DEPUTY, None, None),
        (Role.MAYOR, dt.date(2026, 12, 31), None),
        (Role.DELEGATE, dt.date(2026, 12, 31), None),
    ],
)
def test_how_a_delegation_is_spelled(app, role, ends_on, spelled):
    row = Mandate(role=role, starts_on=dt.date(2026, 11, 1), ends_on=ends_on)
    with app.test_request_context():
        words = rules.in_words(row)
    assert rules.delegation_of(row) == spelled
    expected = "under a delegation of authority from 1 November 2026 to 31 December 2026" if spelled else ""
    assert words == expected


GRANTING = {
    "mayor": "",
    "deputy": "Only the mayor delegates authority.",
    "delegate": "Only the mayor delegates authority.",
    "editor": "Only the mayor delegates authority.",
    "nobody": "You are not signed in.",
    "viewer": "You are viewing the site as somebody else and cannot act.",
    "mayor of yesterday": "You hold no mandate in force today.",
}


@pytest.mark.parametrize("who", GRANTING)
def test_who_delegates(make, mayor, who):
    actors = {
        "mayor": lambda: mayor,
        "deputy": lambda: make.actor(Role.DEPUTY, mayor.mandate.city, ends_on=in_days(9)),
        "delegate": lambda: make.actor(Role.DELEGATE, mayor.mandate.city),
        "editor": lambda: make.actor(Role.EDITOR),
        "nobody": Actor,
        "viewer": lambda: Actor(mayor.person, mayor.mandate, mayor.mandates, read_only=True),
        "mayor of yesterday": lambda: make.actor(Role.MAYOR, ends_on=in_days(-1)),
    }
    assert rules.can_delegate(actors[who]()).sentence == GRANTING[who]


RECEIVING = {
    "delegate": "",
    "former deputy, delegate today": "",
    "self": "This is you.",
    "stranger": "This person holds no mandate of the city today.",
    "of another city": "This person holds no mandate of the city today.",
    "unverified": "This person holds no mandate of the city today.",
    "former": "This person holds no mandate of the city today.",
    "closed": "Choose a person of the city.",
    "nobody": "Choose a person of the city.",
}


@pytest.mark.parametrize("whom", RECEIVING)
def test_to_whom(make, mayor, session, whom):
    city, person = mayor.mandate.city, make.person()
    if whom == "self":
        person = session.get(Person, mayor.person_id)
    if whom in ("delegate", "closed", "former deputy, delegate today"):
        make.mandate(person, Role.DELEGATE, city)
    if whom == "former deputy, delegate today":
        make.mandate(person, Role.DEPUTY, city, ends_on=in_days(-1))
    if whom == "of another city":
        make.mandate(person, Role.DELEGATE, make.city())
    if whom == "unverified":
        make.mandate(person, Role.DELEGATE, city, verified=False)
    if whom == "former":
        make.mandate(person, Role.DELEGATE, city, ends_on=in_days(-1))
    if whom == "closed":
        person.closed_at = clock.now()
    mandates = queries.of_person(person.id)
    given = None if whom == "nobody" else person
    assert rules.can_receive(mayor, given, mandates).sentence == RECEIVING[whom]


@pytest.mark.parametrize(
    ("first", "last", "free"),
    [(0, 9, False), (5, 15, False), (10, 20, False), (30, 40, False), (0, 40, False), (31, 40, True), (0, 8, True)],
)
def test_one_delegation_at_a_time(make, mayor, colleague, first, last, free):
    """There is one from the ninth day to the thirtieth."""
    granted(mayor, colleague.person, 9, 30)
    mandates = queries.of_person(colleague.person_id)
    found = rules.free_then(mandates, mayor.city_id, in_days(first), in_days(last))
    assert found.sentence == ("" if free else "A delegation to this person covers some of these days already.")
    assert rules.free_then(mandates, make.city().id, in_days(first), in_days(last)), "of another city"


def test_it_counts_when_it_is_verified_and_while_its_days_last(make, mayor, colleague, session):
    row = granted(mayor, colleague.person, 2, 4)
    event = session.query(LedgerEvent).filter_by(verb="mandate.added").one()
    assert (row.role, row.scope, event.person_id) == (Role.DEPUTY, SCOPE, mayor.person_id)
    signs = {}
    for day in range(6):
        with clock.at(clock.now() + dt.timedelta(days=day)):
            if day == 3:
                editor = make.actor(Role.EDITOR)
                accounts.verify_mandate(editor, queries.find(row.id))
            signs[day] = bool(key_rules.signs(loaded(row.id)))
    assert signs == {0: False, 1: False, 2: False, 3: True, 4: True, 5: False}


def test_the_mayor_ends_it_early(make, mayor, colleague):
    row = granted(mayor, colleague.person)
    accounts.verify_mandate(make.actor(Role.EDITOR), queries.find(row.id))
    assert load_actor(colleague.person_id, row.id).role == Role.DEPUTY
    accounts.end_mandate(mayor, queries.find(row.id), "I am back")
    assert load_actor(colleague.person_id, row.id).role == Role.DELEGATE
    again = granted(mayor, colleague.person)
    assert again.id != row.id, "the days are free again"


def test_a_deputy_without_a_last_day_signs_nothing(make, mayor):
    row = make.mandate(make.person(), Role.DEPUTY, mayor.mandate.city, ends_on=None)
    assert key_rules.signs(loaded(row.id)).sentence.startswith("This mandate has no last day")


def form(person_id, **fields):
    given = {"person": str(person_id), "office": "Deputy Mayor", "scope": SCOPE, "evidence": "Decree 12"}
    return given | {"starts_on": in_days(0).isoformat(), "ends_on": in_days(20).isoformat()} | fields


def test_granting_on_the_page(client, make, mayor, colleague, session):
    client.sign_in(mayor)
    assert HERE in client.page("/city/people")
    html = client.page(HERE)
    assert "None yet: only the mayor signs." in html and colleague.person.name in html
    assert client.post(HERE, data=form(colleague.person_id)).location == HERE
    html = client.page(HERE)
    assert "waits to be verified" in html and SCOPE in html and "End it" in html
    row = next(one for one in queries.of_person(colleague.person_id) if one.role == Role.DEPUTY)
    assert SCOPE in client.page(f"/mandates/{row.id}")
    public = client.page(f"/cities/{mayor.mandate.city.slug}")
    assert "delegation of authority" not in public, "not before it is verified"
    accounts.verify_mandate(make.actor(Role.EDITOR), queries.find(row.id))
    session.commit()
    assert "in force" in client.page(HERE)
    public = client.sign_out().page(f"/cities/{mayor.mandate.city.slug}")
    assert "under a delegation of authority from" in public and SCOPE in public


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"person": ""}, "Choose a person of the city."),
        ({"person": "999999"}, "Not a valid choice"),
        ({"ends_on": ""}, "Enter the last day."),
        ({"ends_on": "2020-01-01"}, "The last day is before the first."),
        ({"scope": "x"}, "Say what it covers"),
        ({"scope": "All\u202e signatures"}, "A character that nobody sees stands at place 4."),
        ({"evidence": ""}, "Say where the delegation can be seen."),
        ({"office": ""}, "Enter the office as it is called there."),
    ],
)
def test_a_wrong_form_comes_back(client, mayor, colleague, fields, sentence):
    client.sign_in(mayor)
    response = client.post(HERE, data=form(colleague.person_id, **fields))
    assert response.status_code == 422 and sentence in response.get_data(as_text=True)


def test_what_a_rule_refuses_stands_beside_the_field(client, mayor, colleague):
    granted(mayor, colleague.person)
    client.sign_in(mayor)
    response = client.post(HERE, data=form(colleague.person_id))
    assert response.status_code == 422 and "covers some of these days already" in response.get_data(as_text=True)


@pytest.mark.parametrize(("role", "status"), [(Role.DELEGATE, 200), (Role.EDITOR, 404), (Role.CHAIR, 404)])
def test_who_sees_the_page(client, make, mayor, colleague, role, status):
    client.sign_in(colleague if role == Role.DELEGATE else make.actor(role))
    html = client.page(HERE, status)
    if status == 200:
        assert "Only the mayor delegates authority." in html
        refused = client.post(HERE, data=form(mayor.person_id))
        assert refused.status_code == 422 and "Only the mayor delegates authority." in refused.get_data(as_text=True)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_is_as_quick_with_many(client, make, mayor, count):
    from tests.counting import count_statements

    for number in range(count):
        make.mandate(make.person(), Role.DEPUTY, mayor.mandate.city, ends_on=in_days(number))
    client.sign_in(mayor)
    client.page(HERE)
    with count_statements() as seen:
        client.page(HERE)
    assert len(seen) == 2, seen
