"""Settings: profile, password, address, sessions, the mandate in use, one's data, and closing the account."""

import datetime as dt
import json

import pytest
from sqlalchemy import func, select

from forum.accounts import passwords, personal
from forum.accounts.operations import closing, links
from forum.accounts.sessions import find_session, load_actor, open_session
from forum.kit import clock
from models import KeptForm, LedgerEvent, Mandate, Notification, OneTimeLink, OutboxMail, Person, Role, WebSession
from tests.accounts.conftest import PASSWORD

PAGES = ("", "/password", "/address", "/second-factor", "/passkeys", "/confirmation", "/sessions", "/data")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands(client, mayor, page):
    assert client.get(f"/settings{page}").status_code == 302, "strangers sign in first"
    client.sign_in(mayor)
    client.page(f"/settings{page}")


def profile(**fields):
    return {"name": "Ana Reis", "language": "fr", "time_zone": "Asia/Almaty", "digest": "off"} | fields


def test_a_profile_is_saved(client, mayor, session):
    client.sign_in(mayor)
    assert client.post("/settings", data=profile(time_zone="almaty")).status_code == 303
    session.expire_all()
    person = session.get(Person, mayor.person_id)
    assert (person.name, person.language, person.time_zone, person.digest) == ("Ana Reis", "fr", "Asia/Almaty", "off")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Enter a name."),
        ("name", "A" * 121, "This is longer than 120 characters."),
        ("name", "Ana \u202eReis", "A character that nobody sees stands at place 5."),
        ("time_zone", "Atlantis/Deep", "There is no time zone of this name."),
        ("language", "xx", "Not a valid choice"),
        ("digest", "hourly", "Not a valid choice"),
    ],
)
def test_a_wrong_profile_comes_back(client, mayor, field, value, sentence):
    client.sign_in(mayor)
    response = client.post("/settings", data=profile(**{field: value}))
    html = response.get_data(as_text=True)
    assert (response.status_code == 422 and sentence in html and "Asia/Almaty" in html) or field == "time_zone"


@pytest.mark.parametrize(
    ("old", "new", "status", "sentence"),
    [
        ("wrong words here", "a new long one", 422, "This is not your password."),
        (PASSWORD, "short", 422, "A password has at least 12 characters."),
        (PASSWORD, "Password1234", 422, "among the first that others would try"),
        (PASSWORD, "a new long one", 303, ""),
    ],
)
def test_changing_the_password(client, mayor, session, old, new, status, sentence):
    elsewhere = open_session(mayor.person, "another browser")
    client.sign_in(mayor)
    before = client.get_cookie("forum", domain="localhost").value
    response = client.post("/settings/password", data={"password": old, "new_password": new})
    assert response.status_code == status and sentence in response.get_data(as_text=True)
    changed = status == 303
    assert (find_session(elsewhere) is None) is changed
    assert (client.get_cookie("forum", domain="localhost").value != before) is changed
    assert passwords.matches(session.get(Person, mayor.person_id), new if changed else PASSWORD)
    client.page("/settings/password")


def test_changing_the_address(client, mayor, session, mailbox):
    client.sign_in(mayor)
    old = mayor.person.email
    data = {"email": "New@Braga.example", "password": PASSWORD}
    assert client.post("/settings/address", data=data).status_code == 303
    notice = session.scalars(select(OutboxMail).filter_by(template="address_notice")).one()
    assert (notice.recipient, notice.data) == (old, {"address": "new@braga.example"})
    assert session.get(Person, mayor.person_id).email == old, "not before the link was opened"
    path = mailbox("address")
    client.sign_out()
    assert "new@braga.example" in client.page(path)
    assert client.post(path).status_code == 303
    session.expire_all()
    assert session.get(Person, mayor.person_id).email == "new@braga.example"
    assert client.post(path).status_code == 410


def test_a_new_password_ends_what_was_asked_for_with_the_old_one(client, mayor, session, mailbox):
    """Who phished a password asks to move the account; the mayor sets a new password before that link is opened."""
    client.sign_in(mayor)
    client.post("/settings/address", data={"email": "thief@elsewhere.example", "password": PASSWORD})
    stolen = mailbox("address")
    links.ask_for_reset(mayor.person.email, "en")
    path = mailbox("reset")
    client.post("/settings/address", data={"email": "thief@elsewhere.example", "password": PASSWORD})
    client.sign_out()
    assert client.post(path, data={"password": "lanterns over the bridge"}).status_code == 303
    assert client.post(stolen).status_code == 410
    assert session.scalar(select(func.count(OutboxMail.id)).filter_by(template="address")) == 0, "none is sent later"


def test_who_reads_the_old_address_gets_in_no_more(client, mayor, session, mailbox):
    links.ask_for_reset(mayor.person.email, "en")
    old = mailbox("reset")
    client.sign_in(mayor)
    client.post("/settings/address", data={"email": "new@braga.example", "password": PASSWORD})
    assert client.post(mailbox("address")).status_code == 303
    assert client.sign_out().get(old).status_code == 410


def test_an_address_that_is_taken_is_answered_alike(make, client, mayor, session):
    client.sign_in(mayor)
    data = {"email": make.person().email, "password": PASSWORD}
    response = client.post("/settings/address", data=data)
    assert response.status_code == 303
    assert "A mail with a link is on its way to the new address." in client.page("/settings/address")
    assert session.scalar(select(func.count(OutboxMail.id)).filter_by(template="address")) == 0


def test_sessions_are_listed_and_ended(client, mayor, session):
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    other, third = open_session(mayor.person, agent), open_session(mayor.person, "curl")
    client.sign_in(mayor)
    html = client.page("/settings/sessions")
    assert "Firefox on Windows" in html and "Unknown browser" in html and "this one" in html
    assert client.post(f"/settings/sessions/{find_session(other).id}/ending").status_code == 303
    assert find_session(other) is None and find_session(third)
    client.post("/settings/sessions/ending")
    assert find_session(third) is None
    assert "You are signed in nowhere else." in client.page("/settings/sessions")


def test_nobody_ends_the_sessions_of_others(make, client, mayor):
    theirs = open_session(make.person(), "theirs")
    client.sign_in(mayor)
    assert client.post(f"/settings/sessions/{find_session(theirs).id}/ending").status_code == 404
    assert find_session(theirs)


def test_acting_under_another_mandate(make, client, mayor, session):
    second = make.mandate(session.get(Person, mayor.person_id), Role.OBSERVER, organisation="Network of Cities")
    session.commit()
    client.sign_in(mayor)
    before = client.get_cookie("forum", domain="localhost").value
    response = client.post("/acting", data={"mandate": str(second.id), "next": "/inbox"})
    assert (response.status_code, response.location) == (303, "/inbox")
    after = client.get_cookie("forum", domain="localhost").value
    assert after != before and find_session(before) is None, "the token is renewed with the role"
    assert find_session(after).mandate_id == second.id
    client.page("/settings")


@pytest.mark.parametrize(("mandate", "status"), [("theirs", 409), ("x", 404), ("", 404)])
def test_nobody_acts_under_what_they_do_not_hold(make, client, mayor, mandate, status):
    client.sign_in(mayor)
    chosen = str(make.actor(Role.ADMIN).mandate_id) if mandate == "theirs" else mandate
    assert client.post("/acting", data={"mandate": chosen}).status_code == status


def test_the_download_names_all_and_holds_no_secret(client, mayor, session):
    client.sign_in(mayor)
    response = client.get("/settings/data/download")
    assert response.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(response.get_data(as_text=True))
    assert data["person"][0]["email"] == mayor.person.email and data["mandate"] and data["web_session"]
    text = json.dumps(data)
    assert "argon2" not in text and "token_hash" not in text and "secret" not in text


def closing_form(**fields):
    return {"password": PASSWORD, "sure": "y"} | fields


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"password": "wrong words here"}, "This is not your password."), ({"sure": ""}, "Say that you understand")],
)
def test_an_account_is_not_closed_by_mistake(client, mayor, session, fields, sentence):
    client.sign_in(mayor)
    data = {name: value for name, value in closing_form(**fields).items() if value}
    response = client.post("/settings/data/closing", data=data)
    assert response.status_code == 422 and sentence in response.get_data(as_text=True)
    assert session.get(Person, mayor.person_id).closed_at is None


@pytest.mark.parametrize("published", [False, True])
def test_closing_erases_all_but_what_is_published(make, client, mayor, session, published):
    person, name = session.get(Person, mayor.person_id), mayor.person.name
    event = LedgerEvent(at=clock.now(), verb="experience.published", person_id=person.id, mandate_id=mayor.mandate_id)
    event.subject_kind, event.subject_id, event.title, event.public = "contribution", 1, "Water", published
    make.add(event)
    make.add(Notification(person_id=person.id, event_id=event.id, reason="city"))
    session.commit()
    client.sign_in(mayor)
    assert ("stays, with your name" in client.page("/settings/data")) is published
    assert client.post("/settings/data/closing", data=closing_form()).status_code == 303
    session.expire_all()
    assert (person.name == name) is published and person.email.endswith(".invalid")
    assert person.closed_at and not person.password_hash
    assert load_actor(person.id).mandates == ()
    assert session.scalar(select(func.count(WebSession.id)).filter_by(person_id=person.id)) == 0
    assert session.scalar(select(func.count(Notification.id)).filter_by(person_id=person.id)) == 0
    assert session.scalar(select(func.count(Mandate.id)).filter_by(person_id=person.id)) == 1, "acts keep their mandate"
    assert client.get("/inbox").status_code == 302


# Rows that stay when an account is closed: published acts, and the acts of the secretariat with who and when.
STAY = {
    "accreditation_decision", "accreditation_proposal", "adoption", "amendment", "amendment_decision",
    "amendment_revision", "amendment_sponsor", "answer", "appeal", "appeal_decision", "assignment", "challenge_closure",
    "factor_recovery", "objection", "passkey", "signature_contest",
    "clause_agreement", "clause_edit", "collision_answer", "comment", "comment_anchor", "comment_resolution",
    "comment_revision", "consolidation", "consolidation_choice", "consolidation_link", "consolidation_wording",
    "contribution", "declaration_adoption", "disposition", "drafting_client", "drafting_pause", "drafting_update",
    "flag", "follow_up_report", "forwarding", "forwarding_confirmation", "impersonation", "invited_observer",
    "ledger_event", "mandate", "mandate_ending", "mandate_verification", "mention", "moderation_decision", "next_text",
    "parallel_clause", "parallel_text", "pause_lift",
    "reaction", "recommendation", "recommendation_move", "review_note", "revision", "signature", "signature_withdrawal",
    "signing_request", "snapshot", "sponsor", "sponsor_answer", "sponsor_request", "stage_change", "suggestion",
    "suggestion_decision", "upload", "version",
    "body_question", "checklist_tick", "declared_interest", "extension",
    "join_request", "merger", "milestone", "paper", "path_document",
    "path_move", "pending_decision", "position", "publication", "queue_tag", "recommendation_text", "return_point",
    "undertaking", "wording_proposal", "wording_suggestion",
}  # fmt: skip


def test_what_becomes_of_each_table_is_said():
    """A new table that names a person is erased with the account (personal.ERASED) or stays, and stands here."""
    named = set(personal.tables_about_people())
    assert named >= personal.ERASED
    assert named - personal.ERASED <= STAY, sorted(named - personal.ERASED - STAY)


def test_the_job_erases_what_has_outlived_its_period(make, mayor, session):
    now = clock.now()
    old, new = now - dt.timedelta(days=40), now - dt.timedelta(hours=1)
    for at in (old, new):
        make.add(KeptForm(token_hash=f"k{at}", path="/", fields={}, created_at=at))
        link = OneTimeLink(kind="reset", token_hash=f"l{at}", email="a@b.example", person_id=mayor.person_id)
        link.created_at = link.expires_at = at
        make.add(link)
        row = WebSession(token_hash=f"s{at}", person_id=mayor.person_id, browser="", created_at=at, seen_at=at)
        make.add(row)
    session.commit()
    closing.erase_old()
    for table in (KeptForm, OneTimeLink, WebSession):
        assert session.scalar(select(func.count(table.id))) == 1, table.__name__


def test_the_privacy_page_is_made_from_the_same_table(client):
    html = client.page("/privacy")
    for kept in personal.RETENTION:
        assert str(kept.label) in html
    assert "365 days" in html and "30 minutes" in html
