"""Accreditation by two persons: who may, with the sentence; what is written down; one winner of two."""

import pytest
from sqlalchemy import func, select

from forum.accounts.actor import Actor
from forum.cities import rules
from forum.cities.operations import accreditation as operations
from forum.cities.queries import accreditation as queries
from forum.kit.verdict import Refused
from models import AccreditationDecision, AccreditationProposal, City, LedgerEvent, Mandate, OutboxMail, Person, Role
from tests.counting import count_statements

NOT_PROPOSING = "Only the secretariat proposes the accreditation of a city."
NOT_DECIDING = "Only an approver of the secretariat decides on an accreditation."
FIELDS = {
    "reason": "The city asked to join and sent the decision of its council.",
    "contact_name": "Marta Sousa",
    "contact_email": "Office@braga.example",
    "office": "Mayor",
}
BRAGA = 2742032


def candidate(**fields):
    values = {"name": "Braga", "country_iso2": "PT", "latitude": 41.55, "longitude": -8.42, **FIELDS}
    return operations.Candidate(**(values | fields))


@pytest.fixture
def editor(make):
    return make.actor(Role.EDITOR)


@pytest.fixture
def approver(make):
    return make.actor(Role.APPROVER)


@pytest.fixture
def proposal(editor):
    return operations.propose(editor, candidate())


@pytest.mark.parametrize("role", list(Role))
def test_who_proposes(make, role):
    verdict = rules.can_propose(make.actor(role))
    expected = "" if role in (Role.EDITOR, Role.APPROVER) else NOT_PROPOSING
    assert (bool(verdict), verdict.sentence) == (not expected, expected)


@pytest.mark.parametrize("state", ["waiting", "confirmed", "refused"])
@pytest.mark.parametrize("role", list(Role))
def test_who_decides(make, proposal, role, state):
    proposal.state = state
    verdict = rules.can_decide(proposal, make.actor(role))
    expected = NOT_DECIDING if role != Role.APPROVER else ("" if state == "waiting" else "This proposal has been decided.")
    assert (bool(verdict), verdict.sentence) == (not expected, expected)


def test_strangers_and_viewers_do_neither(proposal, approver):
    viewing = Actor(approver.person, approver.mandate, approver.mandates, read_only=True, viewer=approver.person)
    for rule in (rules.can_propose, lambda actor: rules.can_decide(proposal, actor)):
        assert rule(Actor()).sentence == "You are not signed in."
        assert rule(viewing).sentence == "You are viewing the site as somebody else and cannot act."


def test_the_same_person_does_not_hold_both_pens(approver):
    own = operations.propose(approver, candidate())
    verdict = rules.can_decide(own, approver)
    assert verdict.sentence == "You proposed this city; a second person decides."
    assert verdict.remedy == "Another approver of the secretariat does."
    with pytest.raises(Refused):
        operations.confirm(approver, own)


def test_nobody_decides_on_their_own_city(make, proposal):
    person = make.person()
    make.mandate(person, Role.DELEGATE, proposal.city)
    approver = make.mandate(person, Role.APPROVER)
    from forum.accounts.sessions import load_actor

    verdict = rules.can_decide(proposal, load_actor(person.id, approver.id))
    assert verdict.sentence == "You hold a mandate of this city."


def test_confirmed_by_another_the_city_joins_and_its_office_is_invited(proposal, approver, session):
    operations.confirm(approver, proposal, "The council's decision is in the file.")
    city = session.get(City, proposal.city_id)
    assert city.accredited_at and proposal.state == "confirmed"
    person = session.scalar(select(Person).filter_by(email="office@braga.example"))
    mandate = session.scalar(select(Mandate).filter_by(person_id=person.id))
    assert (mandate.role, mandate.city_id, mandate.office) == (Role.MAYOR, city.id, "Mayor")
    assert session.scalar(select(OutboxMail.template).filter_by(recipient="office@braga.example")) == "invitation"
    verbs = session.scalars(select(LedgerEvent.verb).order_by(LedgerEvent.id)).all()
    assert [verb for verb in verbs if verb.startswith("city.")] == ["city.proposed", "city.accredited"]


def test_a_refusal_needs_a_reason_and_opens_the_way_for_another_proposal(proposal, approver, editor, session):
    with pytest.raises(Refused, match="A refusal needs its reason"):
        operations.refuse_city(approver, proposal, " ")
    operations.refuse_city(approver, proposal, "The letter is not signed.")
    again = operations.propose(editor, candidate(name="BRAGA"))
    assert again.city_id == proposal.city_id
    assert session.scalar(select(func.count(City.id))) == 1


def test_one_proposal_waits_at_a_time(proposal, editor, approver):
    with pytest.raises(Refused, match="A proposal for Braga waits already"):
        operations.propose(editor, candidate())
    operations.confirm(approver, proposal)
    with pytest.raises(Refused, match="Braga is accredited already"):
        operations.propose(editor, candidate())


def test_of_two_decisions_one_counts(make, proposal, approver, session):
    """Both have read the page while it waited; the second finds it decided."""
    other = make.actor(Role.APPROVER)
    operations.confirm(approver, proposal)
    proposal_as_read = queries.get(proposal.id)
    session.expunge(proposal_as_read)
    proposal_as_read.state = "waiting"
    with pytest.raises(Refused, match="Somebody else decided this a moment ago"):
        operations.refuse_city(other, proposal_as_read, "No.")
    assert session.scalar(select(func.count(AccreditationDecision.id))) == 1


def test_two_towns_of_one_name_have_two_addresses(editor):
    first = operations.propose(editor, candidate())
    second = operations.propose(editor, candidate(latitude=38.0))
    third = operations.propose(editor, candidate(latitude=36.0))
    assert [p.city.slug for p in (first, second, third)] == ["braga", "braga-pt", "braga-pt-2"]


def test_the_pages_from_the_search_to_the_invitation(client, editor, approver, session):
    client.sign_in(editor)
    assert "Nothing waits" in client.page("/accreditation")
    html = client.page("/accreditation/new?q=bràga")
    assert f"place={BRAGA}" in html and "Portugal" in html
    assert "Propose Braga" in client.page(f"/accreditation/new?place={BRAGA}")
    data = FIELDS | {"place": str(BRAGA), "idempotency_key": "k1"}
    response = client.post("/accreditation/new", data=data)
    assert response.status_code == 303
    assert client.post("/accreditation/new", data=data).location == response.location
    assert session.scalar(select(func.count(AccreditationProposal.id))) == 1
    html = client.page(response.location)
    assert NOT_DECIDING in html and '<button class="button button--primary">Decide' not in html
    client.sign_out().sign_in(approver)
    assert "Read and decide" in client.page("/accreditation")
    client.page(response.location)
    decided = client.post(f"{response.location}/decision", data={"outcome": "confirmed", "idempotency_key": "k2"})
    assert decided.status_code == 303
    assert "See the page of Braga" in client.page(decided.location)
    assert "GeoNames" in client.page("/cities/braga")
    again = client.post(f"{response.location}/decision", data={"outcome": "confirmed", "idempotency_key": "k3"})
    assert again.status_code == 409 and "This proposal has been decided." in again.get_data(as_text=True)


def test_by_hand_every_field_is_asked_for_and_the_words_stay(client, editor):
    client.sign_in(editor)
    client.page("/accreditation/new?place=by-hand")
    data = {
        "place": "by-hand",
        "reason": "It asked to join.",
        "contact_email": "nonsense",
        "latitude": "95",
        "population": "9",
    }
    response = client.post("/accreditation/new", data=data)
    html = response.get_data(as_text=True)
    assert response.status_code == 422 and "It asked to join." in html
    for sentence in (
        "Enter the name.",
        "Choose a country from the list.",
        "Between -90 and 90.",
        "Enter a whole address, such as office@city.example.",
        "A number stands here only with its source.",
    ):
        assert sentence in html
    good = FIELDS | {
        "place": "by-hand", "name": "Rana", "country_iso2": "NO", "latitude": "66.31", "longitude": "14.14",
        "idempotency_key": "k",
    }  # fmt: skip
    assert client.post("/accreditation/new", data=good).status_code == 303


def test_a_refusal_without_reason_is_asked_again(client, proposal, approver):
    client.sign_in(approver)
    response = client.post(f"/accreditation/{proposal.id}/decision", data={"outcome": "refused"})
    assert response.status_code == 422 and "A refusal needs its reason." in response.get_data(as_text=True)


def test_others_do_not_know_of_it(client, make, proposal):
    client.sign_in(make.actor(Role.MAYOR))
    for path in ("/accreditation", "/accreditation/new", f"/accreditation/{proposal.id}", "/cities/braga"):
        client.page(path, 404)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_queue_costs_the_same_however_long(client, editor, approver, rows):
    for number in range(rows):
        operations.propose(editor, candidate(name=f"Waiting {number}"))
        operations.refuse_city(approver, operations.propose(editor, candidate(name=f"Refused {number}")), "No.")
    client.sign_in(approver)
    with count_statements() as seen:
        client.page("/accreditation")
    assert len(seen) == 3, seen  # session, waiting, decided
