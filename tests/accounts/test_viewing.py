"""Staff view the site as a person: with a reason, on record, without power, and back by a button."""

import pytest
from sqlalchemy import func, select

from forum.accounts import rules
from forum.accounts.queries.mandates import of_person
from forum.accounts.sessions import load_actor
from models import Impersonation, LedgerEvent, Person, Role, WebSession
from models.base import Base
from tests.architecture.test_routes import addresses, filled

REASON = "She cannot find the signing page; case 31"
STAFF_ONLY = "Only the secretariat views the site as somebody else."
NEVER = "Nobody views the site as a member of the secretariat or the Bureau."


@pytest.fixture
def viewing(make, client, session):
    """An editor who views the site as a mayor."""
    mayor, editor = make.actor(Role.MAYOR, make.city("Braga")), make.actor(Role.EDITOR)
    client.sign_in(editor)
    client.page(f"/people/{mayor.person_id}")
    before = client.get_cookie("forum", domain="localhost").value
    response = client.post(f"/people/{mayor.person_id}/view", data={"reason": REASON})
    assert (response.status_code, response.location) == (303, "/")
    assert client.get_cookie("forum", domain="localhost").value != before, "the token is renewed with the role"
    return mayor.person_id, editor.person_id


@pytest.mark.parametrize(
    ("who", "whom", "sentence"),
    [
        (Role.EDITOR, Role.MAYOR, ""),
        (Role.APPROVER, Role.OBSERVER, ""),
        (Role.ADMIN, Role.STATE, ""),
        (Role.EDITOR, Role.DELEGATE, ""),
        (Role.MAYOR, Role.DELEGATE, STAFF_ONLY),
        (Role.CHAIR, Role.MAYOR, STAFF_ONLY),
        (Role.STATE, Role.MAYOR, STAFF_ONLY),
        (Role.OBSERVER, Role.MAYOR, STAFF_ONLY),
        (Role.EDITOR, Role.ADMIN, NEVER),
        (Role.ADMIN, Role.EDITOR, NEVER),
        (Role.ADMIN, Role.ADMIN, NEVER),
        (Role.APPROVER, Role.CHAIR, NEVER),
    ],
)
def test_who_views_as_whom(make, who, whom, sentence):
    seen = make.actor(whom)
    assert rules.can_view_as(make.actor(who), seen.person, of_person(seen.person_id)).sentence == sentence


def test_not_as_oneself_nor_as_nobody(make, session):
    editor, gone = make.actor(Role.EDITOR), make.person()
    gone.closed_at = gone.created_at
    assert rules.can_view_as(editor, editor.person, of_person(editor.person_id)).sentence == "This is you."
    assert rules.can_view_as(editor, gone, []).sentence == "This account is closed."


def test_it_is_on_record(viewing, session):
    row = session.scalars(select(Impersonation)).one()
    assert (row.person_id, row.staff_id, row.reason) == (*viewing, REASON)
    event = session.scalars(select(LedgerEvent).filter_by(verb="person.viewed_as")).one()
    assert (event.person_id, event.subject_id, event.public) == (viewing[1], viewing[0], False)


def test_without_a_reason_nothing_is_seen(make, client, session):
    mayor = make.actor(Role.MAYOR)
    client.sign_in(make.actor(Role.EDITOR))
    response = client.post(f"/people/{mayor.person_id}/view", data={"reason": "look"})
    assert response.status_code == 422 and "look" in response.get_data(as_text=True)
    assert session.scalar(select(func.count(Impersonation.id))) == 0


def fingerprint(session) -> dict[str, int]:
    """How many rows stand in each table."""
    return {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables}


def test_nothing_can_be_changed_anywhere(app, viewing, client, session):
    before = fingerprint(session)
    for address in addresses(app, "POST"):
        if address in ("/view/end", "/sign-out"):
            continue
        response = client.post(filled(address), data={"idempotency_key": "k", "text": "words", "reason": "words and words"})
        assert response.status_code in (403, 404, 409), (address, response.status_code)
    assert fingerprint(session) == before
    assert session.scalar(select(WebSession.viewing_as_id)) == viewing[0]


def test_the_account_of_the_other_stays_closed(viewing, client):
    for path in ("/settings", "/settings/sessions", "/settings/second-factor", "/settings/data/download", "/people"):
        assert client.get(path).status_code == 404, path


def test_the_button_leads_back(viewing, client, session):
    mayor_id, editor_id = viewing
    seen = client.get_cookie("forum", domain="localhost").value
    response = client.post("/view/end")
    assert response.location == f"/people/{mayor_id}"
    assert client.get_cookie("forum", domain="localhost").value != seen
    assert REASON in client.page(f"/people/{mayor_id}")
    session.expire_all()
    assert session.scalar(select(WebSession.viewing_as_id).filter_by(person_id=editor_id)) is None


def test_the_person_reads_who_looked_and_why(viewing, client, session):
    client.sign_out().sign_in(load_actor(viewing[0]))
    html = client.page("/settings/data")
    assert REASON in html and session.get(Person, viewing[1]).name in html


def test_staff_who_lost_the_role_see_nothing(viewing, client, session):
    for mandate in of_person(viewing[1]):
        mandate.ended_at = mandate.created_at
    session.commit()
    seen = session.get(Person, viewing[0]).name
    assert seen not in client.page("/inbox")
